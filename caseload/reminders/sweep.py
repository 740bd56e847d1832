"""Tells everybody what is due, and settles what is no longer so.

In batches, each a transaction of its own: killed in the middle it is simply run again. However
often it runs, nobody is told the same twice.
"""

import datetime
from itertools import islice

from django.db.models import Exists, OuterRef
from django.utils import timezone

from caseload.reminders.due import BATCH, DUE, TOLD, stand_ins_of
from notifications.actions import tell_what_holds
from notifications.models import DayTold, Notification
from notifications.working_days import is_working_day

AGAIN_AFTER = datetime.timedelta(hours=2)


def sweep_if_time(now):
    """On working days: in the morning, and again every two hours."""
    lately = DayTold.objects.filter(day=now.date(), last_at__gt=now - AGAIN_AFTER)
    if is_working_day(now.date()) and not lately.exists():
        sweep(now.date())


def sweep(today):
    stand_ins = stand_ins_of(today)
    for kind, tell in TOLD.items():
        things = tell(today, stand_ins)
        while batch := list(islice(things, BATCH)):
            about = [pk for pk, _told in batch]
            tell_what_holds(kind, about, [each for _pk, told in batch for each in told])
        settle_what_is_over(kind, today)
    DayTold.objects.update_or_create(day=today, defaults={"last_at": timezone.now()})


def settle_what_is_over(kind, today):
    due = DUE[kind](today).filter(pk=OuterRef("about"))
    Notification.objects.filter(~Exists(due), kind=kind).settle()
