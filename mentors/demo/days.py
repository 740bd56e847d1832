"""Days that look like those of people at work: midweek, not in the holidays, fewer in summer."""

import datetime
from functools import cache

from django.utils import timezone

from notifications.working_days import next_working_day

DAY = datetime.timedelta(days=1)
# Monday to Friday: visits and calls gather in the middle of the week.
WEEKDAYS = [0.6, 1.2, 1.4, 1.2, 0.5]


@cache
def is_working_day(day):
    return next_working_day(day) == day


def working_day_before(day):
    """The last working day before `day`."""
    day -= DAY
    while not is_working_day(day):
        day -= DAY
    return day


def is_quiet(day, dice):
    """Christmas is silent; in July most are away, and some in early August."""
    if (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 2):
        return True
    away = 0.75 if day.month == 7 else 0.4 if day.month == 8 and day.day <= 12 else 0
    return dice.random() < away


def near(day, dice):
    """A working day at most two days from `day`, rather midweek; None in the holidays."""
    around = [day + n * DAY for n in range(-2, 3)]
    around = [each for each in around if is_working_day(each)]
    if not around:
        return None
    [chosen] = dice.choices(around, [WEEKDAYS[each.weekday()] for each in around])
    return None if is_quiet(chosen, dice) else chosen


def at_work(day, dice):
    """A moment in the working hours of that day."""
    clock = datetime.time(dice.randint(8, 14), dice.randint(0, 59), dice.randint(0, 59))
    return timezone.make_aware(datetime.datetime.combine(day, clock))
