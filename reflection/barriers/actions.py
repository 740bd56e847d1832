"""Raising a barrier, and looking at it again. Each look is kept, so that a trend is facts."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Membership
from caseload.editing import write_newest
from caseload.todos.actions import JUST_NOW
from reflection.barriers.models import Barrier, BarrierLook, OfficeHeading, State


@transaction.atomic
def raise_barrier(membership, *, meeting=None, **fields):
    """`fields`: words, weight, owner and either heading_code or office_heading.

    A form sent twice is one barrier.
    """
    mine = {"office_id": membership.office_id, "meeting": meeting} | fields
    # The two sendings queue up here; the second then finds what the first has made.
    Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    lately = timezone.now() - JUST_NOW
    sent = Barrier.objects.filter(**mine, looks__at__gte=lately, looks__by=membership.user_id)
    if barrier := sent.first():
        return barrier
    barrier = Barrier.objects.create(**mine)
    _note_look(membership, barrier)
    audit.record(membership, "barrier.raise", barrier)
    return barrier


@transaction.atomic
def look_at_barrier(membership, barrier, *, version, **seen):
    """`seen`: weight, state, what_is_done, set_aside_why. Raises EditedMeanwhile."""
    if seen["state"] != State.SET_ASIDE:
        seen["set_aside_why"] = ""
    write_newest(barrier, version, seen | {"looked_on": timezone.localdate()})
    _note_look(membership, barrier)
    audit.record(membership, "barrier.look", barrier)
    return barrier


@transaction.atomic
def edit_barrier(membership, barrier, *, version, **fields):
    """Other words, another heading or owner; what it weighs is for a look. Raises EditedMeanwhile.

    `fields`: words, owner, heading_code, office_heading.
    """
    write_newest(barrier, version, fields)
    audit.record(membership, "barrier.edit", barrier)
    return barrier


def _note_look(membership, barrier):
    BarrierLook.objects.create(
        barrier=barrier, weight=barrier.weight, state=barrier.state, by_id=membership.user_id
    )


@transaction.atomic
def add_heading(membership, *, level, text):
    """One more heading for the office; the one there is already, if it is called the same."""
    heading, _is_new = OfficeHeading.objects.get_or_create(
        office_id=membership.office_id, text=text, defaults={"level": level}
    )
    return heading
