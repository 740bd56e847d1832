from insight.counts.models import CaseloadCount, StaleCaseload
from insight.weekly.models import WeekTold

__all__ = ["CaseloadCount", "StaleCaseload", "WeekTold"]
