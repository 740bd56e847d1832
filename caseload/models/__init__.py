from caseload.consent.models import Consent
from caseload.models.colleagues import Follower, StandIn
from caseload.models.history import Assignment, Change, CloserFollowUp
from caseload.models.participant import (
    Participant,
    ParticipantQuerySet,
    membership_holds,
    validate_birth_year,
)
from caseload.with_reason.models import AccessWithReason

__all__ = [
    "AccessWithReason",
    "Assignment",
    "Change",
    "CloserFollowUp",
    "Consent",
    "Follower",
    "Participant",
    "ParticipantQuerySet",
    "StandIn",
    "membership_holds",
    "validate_birth_year",
]
