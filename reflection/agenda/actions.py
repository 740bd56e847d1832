"""Preparing a meeting: its theme, and what it goes through. Whoever is invited may."""

from django.db import transaction
from django.db.models import Max

from accounts import audit
from caseload.editing import EditedMeanwhile, write_newest
from reflection.agenda.bringing import bring_along, bring_no_longer
from reflection.agenda.models import AgendaItem
from reflection.meetings.holding import hold_meeting


class NotesWouldGo(Exception):
    """Something is written for this item, and nobody has said that it may go."""


@transaction.atomic
def change_theme(membership, meeting, *, version, **fields):
    """`fields`: topic and theme. Raises EditedMeanwhile."""
    hold_meeting(meeting.pk)
    write_newest(meeting, version, fields)
    audit.record(membership, "meeting.theme", meeting)


@transaction.atomic
def add_item(membership, meeting, *, kind, **fields):
    """The last of its part, presented by whoever adds it. A form sent twice is one item."""
    hold_meeting(meeting.pk)
    same = {"kind": kind, "presenter_id": membership.user_id} | fields
    if sent := meeting.items.filter(**same).first():
        return sent
    part = meeting.items.filter(part=AgendaItem.ORDER[kind])
    last = part.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(meeting=meeting, position=last + 1, **same)
    bring_along(meeting)
    _note(membership, "agenda.add", item)
    return item


@transaction.atomic
def change_item(membership, item, *, version, **fields):
    """Raises EditedMeanwhile."""
    # Whoever is invited at this moment would else be let in to whom this takes away.
    hold_meeting(item.meeting_id)
    write_newest(item, version, fields)
    bring_along(item.meeting)
    _note(membership, "agenda.change", item)


@transaction.atomic
def write_notes(membership, item, *, version, notes):
    """Raises EditedMeanwhile."""
    # A plan changed at this moment removes meetings in which nothing is written.
    hold_meeting(item.meeting_id)
    write_newest(item, version, {"notes": notes})
    audit.record(membership, "meeting.notes", item.meeting)


@transaction.atomic
def move_item(membership, item, *, up):
    """One place up or down among those of its part; False where there is none to go to."""
    hold_meeting(item.meeting_id)
    items = list(AgendaItem.objects.filter(meeting=item.meeting_id, part=item.part))
    place = items.index(item)
    goes_to = place - 1 if up else place + 1
    if not 0 <= goes_to < len(items):
        return False
    items.insert(goes_to, items.pop(place))
    for position, each in enumerate(items, start=1):
        each.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    audit.record(membership, "meeting.order", item.meeting)
    return True


@transaction.atomic
def remove_item(membership, item, *, version, with_notes=False):
    """Raises NotesWouldGo, or EditedMeanwhile where something was written meanwhile."""
    hold_meeting(item.meeting_id)
    now = AgendaItem.objects.select_for_update(of=("self",)).filter(pk=item.pk).first()
    if now is None:
        return
    if now.version != version:
        raise EditedMeanwhile
    if now.notes and not with_notes:
        raise NotesWouldGo
    bring_no_longer(AgendaItem.objects.filter(pk=now.pk))
    _note(membership, "agenda.remove", item)
    now.delete()


def _note(membership, action, item):
    """A case about somebody is noted on her, so that her log says who was let in and when."""
    audit.record(membership, action, item.participant or item.meeting)
