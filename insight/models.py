from insight.counts.models import CaseloadCount, StaleCaseload

__all__ = ["CaseloadCount", "StaleCaseload"]
