"""When a group meets: a rule of RFC 5545, expanded on the clock on the wall.

10.00 stays 10.00 when summer time begins, so times are counted without a zone and get theirs last.
"""

import datetime

from dateutil.rrule import rrulestr
from django.db import models
from django.template.defaultfilters import date as date_text
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from notifications.working_days import is_working_day

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
LAST = -1  # the fifth Tuesday is not there in every month, the last one is


class Rhythm(models.TextChoices):
    ONCE = "once", gettext_lazy("Once")
    WEEKLY = "weekly", gettext_lazy("Every week")
    SECOND_WEEK = "second_week", gettext_lazy("Every second week")
    FOURTH_WEEK = "fourth_week", gettext_lazy("Every fourth week")
    MONTHLY = "monthly", gettext_lazy("Once a month, on the same weekday")


WEEKS_BETWEEN = {Rhythm.WEEKLY: 1, Rhythm.SECOND_WEEK: 2, Rhythm.FOURTH_WEEK: 4}


def rule_of(rhythm, first_on):
    """The rule for this Rhythm from this date on, such as FREQ=MONTHLY;BYDAY=+2TU; "" for once."""
    if rhythm == Rhythm.ONCE:
        return ""
    if rhythm == Rhythm.MONTHLY:
        number = (first_on.day - 1) // 7 + 1
        number = LAST if number == 5 else number
        return f"FREQ=MONTHLY;BYDAY={number:+d}{WEEKDAYS[first_on.weekday()]}"
    return f"FREQ=WEEKLY;INTERVAL={WEEKS_BETWEEN[rhythm]}"


def rhythm_of(rule):
    """The Rhythm of a rule that rule_of() made."""
    if not rule:
        return Rhythm.ONCE
    if "MONTHLY" in rule:
        return Rhythm.MONTHLY
    interval = int(rule.partition("INTERVAL=")[2])
    return next(rhythm for rhythm, weeks in WEEKS_BETWEEN.items() if weeks == interval)


def times_of_the_rule(rule, first_at, *, since, until):
    """Every time the rule gives, days off included, as aware local datetimes, both ends included.

    Without a rule there is the first time alone; without that, none.
    """
    if first_at is None:
        return []
    first, since, until = (timezone.localtime(each) for each in (first_at, since, until))
    if not rule:
        return [first] if since <= first <= until else []
    naive = rrulestr(rule, dtstart=first.replace(tzinfo=None))
    between = naive.between(since.replace(tzinfo=None), until.replace(tzinfo=None), inc=True)
    return [timezone.make_aware(each) for each in between]


def is_held_on(rule, time):
    """What repeats by itself is not held on weekends and public holidays."""
    return not rule or is_working_day(time.date())


def occurrences(rule, first_at, *, since, until):
    """The times at which the group meets, as times_of_the_rule() without its days off."""
    times = times_of_the_rule(rule, first_at, since=since, until=until)
    return [each for each in times if is_held_on(rule, each)]


def plan_in_words(group):
    """ "Every second week, on Tuesday at 10.00"; "" where nothing is planned."""
    if group.first_at is None:
        return ""
    first = timezone.localtime(group.first_at)
    time = {"time": date_text(first, "H.i"), "weekday": date_text(first, "l").lower()}
    rhythm = rhythm_of(group.rule)
    if rhythm == Rhythm.ONCE:
        return _("Once, %(day)s at %(time)s") % {"day": date_text(first, "j. F Y"), **time}
    if rhythm == Rhythm.MONTHLY:
        which = _which_of_the_month(group.rule)
        return _("The %(which)s %(weekday)s of the month at %(time)s") % {"which": which, **time}
    words = {"rhythm": rhythm.label, **time}
    return _("%(rhythm)s, on %(weekday)s at %(time)s") % words


def _which_of_the_month(rule):
    names = {
        1: pgettext("of the month", "first"),
        2: pgettext("of the month", "second"),
        3: pgettext("of the month", "third"),
        4: pgettext("of the month", "fourth"),
        LAST: pgettext("of the month", "last"),
    }
    return names[int(rule.partition("BYDAY=")[2][:-2])]


def midnight_ahead(now, days):
    """The end of the day that is so many days ahead."""
    day = timezone.localdate(now) + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
