from reflection.agenda.models import AgendaItem
from reflection.groups.models import Group, GroupMember
from reflection.meetings.models import Invitee, Meeting
from reflection.private.models import PrivateEntry

__all__ = ["AgendaItem", "Group", "GroupMember", "Invitee", "Meeting", "PrivateEntry"]
