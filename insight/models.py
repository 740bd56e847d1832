from insight.county.models import HalfYear
from insight.counts.models import CaseloadCount, StaleCaseload

__all__ = ["CaseloadCount", "HalfYear", "StaleCaseload"]
