from caseload.models.colleagues import AccessWithReason, Follower, StandIn
from caseload.models.history import Assignment, Change, CloserFollowUp
from caseload.models.participant import (
    Participant,
    ParticipantQuerySet,
    membership_holds,
    validate_birth_year,
)
from caseload.network.models import Connection
from caseload.todos.models import Todo

__all__ = [
    "AccessWithReason",
    "Assignment",
    "Change",
    "CloserFollowUp",
    "Connection",
    "Follower",
    "Participant",
    "ParticipantQuerySet",
    "StandIn",
    "Todo",
    "membership_holds",
    "validate_birth_year",
]
