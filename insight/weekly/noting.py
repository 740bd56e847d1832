"""The weekly note: to each leader whose office has something that needs a decision, once a week.

Told from the first working day of the week on, and settled when nothing is left or the week over.
However often and by however many workers it is done, each leader has one note.
"""

import datetime
import uuid
from collections import defaultdict

from django.urls import reverse

from accounts.models import Membership
from insight.weekly.decisions import number_to_note
from insight.weekly.models import WeekTold
from notifications.actions import tell, told
from notifications.models import Notification
from notifications.working_days import is_working_day

Kind = Notification.Kind


def note_week(today):
    """Tell what needs a decision where this week was not told yet; settle what no longer holds.

    A note that is settled does not come again in the same week.
    """
    settle_notes(today)
    monday = today - datetime.timedelta(days=today.weekday())
    if not is_working_day(today) or WeekTold.objects.filter(monday=monday).exists():
        return
    for (user_id, office_id), memberships in _leaders(today).items():
        if _waits(memberships, today):
            tell([_note(user_id, office_id, today)])
    WeekTold.objects.get_or_create(monday=monday)


def settle_notes(today):
    """Those of an earlier week, of who leads no more, and those where nothing is left."""
    leaders = _leaders(today)
    for note in Notification.objects.filter(kind=Kind.WEEKLY_NOTE).open():
        leads = leaders.get((note.user_id, note.office_id), [])
        is_of_today = note.key == _note(note.user_id, note.office_id, today).key
        if not is_of_today or not _waits(leads, today):
            Notification.objects.filter(pk=note.pk).settle()


def _leaders(today):
    """{(user, office): [memberships in which she leads there]}"""
    leading = Membership.objects.active(today).filter(
        role__in=Membership.LEADS, office__isnull=False, user__is_active=True
    )
    found = defaultdict(list)
    for membership in leading:
        found[membership.user_id, membership.office_id].append(membership)
    return found


def _waits(memberships, today):
    return any(number_to_note(membership, today) for membership in memberships)


def _note(user_id, office_id, today):
    """About the office as such, which has a number and no UUID."""
    year, week, _day = today.isocalendar()
    page = reverse("insight:decisions")
    about = uuid.UUID(int=office_id)
    return told(user_id, office_id, Kind.WEEKLY_NOTE, about, page, mark=f"{year}-W{week:02}")
