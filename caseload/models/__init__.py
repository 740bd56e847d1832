from caseload.handover.models import HandedOver, Handover
from caseload.measures.models import IncomeAnswer, Measure, MeasureLimit, MentorGrant, MovedEnd
from caseload.models.colleagues import AccessWithReason, Follower, StandIn
from caseload.models.history import Assignment, Change, CloserFollowUp
from caseload.models.participant import (
    Participant,
    ParticipantQuerySet,
    membership_holds,
    validate_birth_year,
)
from caseload.plan.models import Goal, Hindrance, Step

__all__ = [
    "AccessWithReason",
    "Assignment",
    "Change",
    "CloserFollowUp",
    "Follower",
    "Goal",
    "HandedOver",
    "Handover",
    "Hindrance",
    "IncomeAnswer",
    "Measure",
    "MeasureLimit",
    "MentorGrant",
    "MovedEnd",
    "Participant",
    "ParticipantQuerySet",
    "StandIn",
    "Step",
    "membership_holds",
    "validate_birth_year",
]
