from caseload.agreements.models import RoomAgreement, RoomRequest
from caseload.models.colleagues import AccessWithReason, Follower, StandIn
from caseload.models.history import Assignment, Change, CloserFollowUp
from caseload.models.participant import (
    Participant,
    ParticipantQuerySet,
    membership_holds,
    validate_birth_year,
)
from caseload.review.models import PortfolioReview, ReviewItem

__all__ = [
    "AccessWithReason",
    "Assignment",
    "Change",
    "CloserFollowUp",
    "Follower",
    "Participant",
    "ParticipantQuerySet",
    "PortfolioReview",
    "ReviewItem",
    "RoomAgreement",
    "RoomRequest",
    "StandIn",
    "membership_holds",
    "validate_birth_year",
]
