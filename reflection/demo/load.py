"""Writes the demo's groups and meetings into a database where offices and people are already."""

import random

from reflection.demo import groups
from reflection.demo.meetings import Told
from reflection.groups.models import Group, GroupMember
from reflection.meetings.models import Invitee, Meeting
from reflection.models import AgendaItem

SEED = "202407 reflection"


def load(today):
    """Returns how many meetings there are. The same day gives the same meetings."""
    dice = random.Random(SEED)
    told = Told(dice, today)
    for place in groups.places(today):
        told.tell(place)
    for model, rows in [
        (Group, told.groups),
        (GroupMember, told.members),
        (Meeting, told.meetings),
        (Invitee, told.invitees),
        (AgendaItem, told.items),
    ]:
        model.objects.bulk_create(rows, batch_size=500)
    return len(told.meetings)
