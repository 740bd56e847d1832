"""Writes the demo's reflection into a database where offices and people are already."""

import random

from django.utils import timezone

from caseload.models import Participant, Todo
from reflection.agenda.bringing import bring_along
from reflection.demo import groups, texts
from reflection.demo.agreed import agreed_of, to_share
from reflection.demo.barriers import barriers_of
from reflection.demo.help import help_asked_for
from reflection.demo.learning import learning_of
from reflection.demo.meetings import Told
from reflection.demo.notes import write_notes
from reflection.demo.own import write_own
from reflection.groups.models import Group, GroupMember
from reflection.meetings.models import Invitee, Meeting
from reflection.meetings.told import tell_all
from reflection.models import (
    AgendaItem,
    AgreedAction,
    Barrier,
    BarrierLook,
    HelpRequest,
    LearningPoint,
)

SEED = "202407 reflection"


def load(today):
    """Returns how many meetings there are. The same day gives the same rows."""
    dice = random.Random(SEED)  # nosec B311 # invented people
    told = Told(dice, today)
    for place in groups.places(today):
        told.tell(place)
    todos, agreed = agreed_of(dice, told, today)
    for group in told.groups:
        if any(each.meeting.group is group for each in agreed):
            told.look_back(group)
    barriers, looks = barriers_of(dice, told, today)
    for model, rows in [
        (Group, told.groups),
        (GroupMember, told.members),
        (Meeting, told.meetings),
        (Invitee, told.invitees),
        (AgendaItem, told.items),
        (Todo, todos + to_share(dice, told)),
        (AgreedAction, agreed),
        (LearningPoint, learning_of(dice, told)),
        (Barrier, barriers),
        (BarrierLook, looks),
    ]:
        model.objects.bulk_create(rows, batch_size=500)
    write_notes(dice, told, today)
    write_own(dice, told, today)
    _bring_somebody(told)
    # With dice of its own: what is told above stays as it is whatever is told here.
    dice = random.Random(f"{SEED} help")  # nosec B311 # invented people
    HelpRequest.objects.bulk_create(help_asked_for(dice, today))
    tell_all(timezone.now())
    return len(told.meetings)


def _bring_somebody(told):
    """To the next meeting the first advisor brings somebody she follows closely."""
    group = told.groups[0]
    presenter, meeting = told.leading(group)[0], told.ahead(group)[0]
    hers = Participant.objects.filter(
        advisor=presenter,
        office=group.office,
        ended_on=None,
        protection=Participant.Protection.OPEN,
    )
    participant = hers.order_by("closer_follow_up", "pk").first()
    if participant:
        case = meeting.items.filter(kind=AgendaItem.Kind.CASE)[:1]
        AgendaItem.objects.filter(pk__in=case.values("pk")).update(
            presenter=presenter, participant=participant, called=texts.BROUGHT
        )
        bring_along(meeting)
