from reflection.agenda.models import AgendaItem
from reflection.agreed.models import AgreedAction
from reflection.groups.models import Group, GroupMember
from reflection.meetings.models import Invitee, Meeting

__all__ = ["AgendaItem", "AgreedAction", "Group", "GroupMember", "Invitee", "Meeting"]
