from insight.counts.models import CaseloadCount, StaleCaseload
from insight.county.models import HalfYear

__all__ = ["CaseloadCount", "HalfYear", "StaleCaseload"]
