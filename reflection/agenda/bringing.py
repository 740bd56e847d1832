"""Whom a case is about is open to those invited, from the day before until a week after."""

import datetime

from django.db.models import Q
from django.utils import timezone

from caseload.models import Brought
from reflection.meetings.models import Meeting

DAYS_BEFORE = 1
DAYS_AFTER = 7


def bring_along(meeting):
    """What caseload knows of this meeting's cases is as the meeting is now.

    Called by whatever changes its items, who is invited, when it is, and whether it takes place.
    """
    begins_at, ends_at = _days_around(meeting)
    invited = list(meeting.invitees.values_list("user", flat=True))
    rows = [
        Brought(
            about=item.pk,
            participant_id=item.participant_id,
            by_id=item.presenter_id,
            user_id=user_id,
            begins_at=begins_at,
            ends_at=ends_at,
        )
        for item in _cases(meeting)
        for user_id in invited
        if user_id != item.presenter_id
    ]
    bring_no_longer(meeting.items)
    Brought.objects.bulk_create(rows)


def bring_no_longer(items):
    """These are about to go, or their meetings are not held."""
    Brought.objects.filter(about__in=items.values("pk")).delete()


def _cases(meeting):
    if meeting.state == Meeting.State.CANCELLED or meeting.office_id is None:
        return []
    return meeting.items.exclude(Q(participant=None) | Q(presenter=None))


def _days_around(meeting):
    day = timezone.localtime(meeting.starts_at).date()
    return _midnight(day, -DAYS_BEFORE), _midnight(day, DAYS_AFTER + 1)


def _midnight(day, days):
    return timezone.make_aware(
        datetime.datetime.combine(day + datetime.timedelta(days=days), datetime.time.min)
    )
