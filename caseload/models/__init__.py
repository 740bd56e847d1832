from caseload.agreements.models import RoomAgreement, RoomRequest
from caseload.models.colleagues import AccessWithReason, Follower, StandIn
from caseload.models.history import Assignment, Change, CloserFollowUp
from caseload.models.participant import (
    Participant,
    ParticipantQuerySet,
    membership_holds,
    validate_birth_year,
)

__all__ = [
    "AccessWithReason",
    "Assignment",
    "Change",
    "CloserFollowUp",
    "Follower",
    "Participant",
    "ParticipantQuerySet",
    "RoomAgreement",
    "RoomRequest",
    "StandIn",
    "membership_holds",
    "validate_birth_year",
]
