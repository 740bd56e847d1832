from reflection.agenda.models import AgendaItem
from reflection.agreed.models import AgreedAction
from reflection.barriers.models import Barrier, BarrierLook, OfficeHeading
from reflection.county_help.models import HelpRequest
from reflection.groups.models import Group, GroupMember
from reflection.learning.models import LearningPoint
from reflection.meetings.models import Invitee, Meeting
from reflection.methods.models import OfficeMethod
from reflection.notes.models import (
    HandedNote,
    Note,
    NoteSection,
    NoteSectionVersion,
    NoteWriter,
    SideBySide,
)
from reflection.onboarding.models import OfficeStep, OnboardingPath, PathStep
from reflection.private.models import PrivateEntry

__all__ = [
    "AgendaItem",
    "AgreedAction",
    "Barrier",
    "BarrierLook",
    "Group",
    "GroupMember",
    "HandedNote",
    "HelpRequest",
    "Invitee",
    "LearningPoint",
    "Meeting",
    "Note",
    "NoteSection",
    "NoteSectionVersion",
    "NoteWriter",
    "OfficeHeading",
    "OfficeMethod",
    "OfficeStep",
    "OnboardingPath",
    "PathStep",
    "PrivateEntry",
    "SideBySide",
]
