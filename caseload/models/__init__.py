from caseload.agreements.models import RoomAgreement, RoomRequest
from caseload.consent.models import Consent
from caseload.feed.models import CalendarFeed
from caseload.handover.models import HandedOver, Handover
from caseload.measures.models import IncomeAnswer, Measure, MeasureLimit, MentorGrant, MovedEnd
from caseload.models.brought import Brought
from caseload.models.colleagues import Follower, StandIn, membership_holds
from caseload.models.history import Assignment, Change, CloserFollowUp
from caseload.models.participant import Participant, validate_birth_year
from caseload.models.participants import ParticipantQuerySet
from caseload.network.models import Connection
from caseload.plan.models import Goal, Hindrance, Step
from caseload.review.models import PortfolioReview, ReviewItem
from caseload.todos.models import Todo
from caseload.with_reason.models import AccessWithReason

__all__ = [
    "AccessWithReason",
    "Assignment",
    "Brought",
    "CalendarFeed",
    "Change",
    "CloserFollowUp",
    "Connection",
    "Consent",
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
    "PortfolioReview",
    "ReviewItem",
    "RoomAgreement",
    "RoomRequest",
    "StandIn",
    "Step",
    "Todo",
    "membership_holds",
    "validate_birth_year",
]
