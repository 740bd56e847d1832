from insight.counts.models import CaseloadCount, StaleCaseload
from insight.county.models import HalfYear
from insight.oversight.models import Finding
from insight.weekly.models import WeekTold

__all__ = ["CaseloadCount", "Finding", "HalfYear", "StaleCaseload", "WeekTold"]
