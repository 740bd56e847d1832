"""A learning point from the day it is written to how far it is spread, and back."""

from django.db import transaction

from accounts import audit
from accounts.models import Membership
from caseload.editing import write_newest
from reflection.learning.models import LearningPoint


@transaction.atomic
def note_learning(membership, *, meeting=None, **fields):
    """For those invited to the meeting; without one for herself. Sent twice it is one.

    `fields`: happened, loop, assumed, change, theme, workplace_type, need.
    """
    Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    place = meeting or membership
    mine = fields | {
        "by_id": membership.user_id,
        "meeting": meeting,
        "office_id": place.office_id,
        "county_id": meeting.county_id if meeting else membership.in_county,
    }
    if sent := LearningPoint.objects.filter(**mine).first():
        return sent
    point = LearningPoint.objects.create(**mine)
    audit.record(membership, "learning.note", point)
    return point


@transaction.atomic
def change_learning(membership, point, *, version, **fields):
    """Raises EditedMeanwhile when `version` is not the newest."""
    write_newest(point, version, fields)
    audit.record(membership, "learning.change", point)
    return point


@transaction.atomic
def share_learning(membership, point, *, version, reach):
    """Spread it one step, or take it back. Raises EditedMeanwhile: only what was read is spread."""
    write_newest(point, version, {"reach": reach})
    audit.record(membership, "learning.share", point)
    return point


@transaction.atomic
def withdraw_learning(membership, point):
    """Gone for everybody: what should not have been written is kept nowhere. The log keeps that."""
    audit.record(membership, "learning.withdraw", point)
    LearningPoint.objects.filter(pk=point.pk).delete()
