"""How often closer follow-up was agreed to be, and which day that makes the next contact."""

import datetime

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.working_days import next_working_day


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    EVERY_SECOND_WEEK = "every_second_week", _("every second week")
    MONTHLY = "monthly", _("every month")
    EVERY_SECOND_MONTH = "every_second_month", _("every second month")
    OWN = "own", _("every so many days")
    ONCE = "once", _("once, after so many days")
    WHEN_NEEDED = "when_needed", _("when needed")


STEPS = {
    Rhythm.WEEKLY: relativedelta(weeks=1),
    Rhythm.EVERY_SECOND_WEEK: relativedelta(weeks=2),
    Rhythm.MONTHLY: relativedelta(months=1),
    Rhythm.EVERY_SECOND_MONTH: relativedelta(months=2),
}
COUNTS_DAYS = frozenset({Rhythm.OWN, Rhythm.ONCE})


def next_contact(rhythm, *, started_on, last_contact_on=None, days=None, look_again_on=None):
    """The day of the next contact as agreed, always a working day; None when none is agreed.

    Counted from the last contact, or from the start where nothing is logged since. `days` goes
    with "own" and "once"; `look_again_on` with "when needed".
    """
    if rhythm == Rhythm.WHEN_NEEDED:
        return next_working_day(look_again_on) if look_again_on else None
    since_start = last_contact_on is not None and last_contact_on > started_on
    if rhythm == Rhythm.ONCE and since_start:
        return None
    step = STEPS.get(rhythm) or datetime.timedelta(days=days)
    return next_working_day((last_contact_on if since_start else started_on) + step)
