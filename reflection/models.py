from reflection.agenda.models import AgendaItem
from reflection.groups.models import Group, GroupMember
from reflection.learning.models import LearningPoint
from reflection.meetings.models import Invitee, Meeting
from reflection.methods.models import OfficeMethod

__all__ = [
    "AgendaItem",
    "Group",
    "GroupMember",
    "Invitee",
    "LearningPoint",
    "Meeting",
    "OfficeMethod",
]
