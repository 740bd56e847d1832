from insight.counts.models import CaseloadCount, StaleCaseload
from insight.county.models import HalfYear
from insight.weekly.models import WeekTold

__all__ = ["CaseloadCount", "HalfYear", "StaleCaseload", "WeekTold"]
