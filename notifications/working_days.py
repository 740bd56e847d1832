"""Days on which Nav is at work: no weekends, no Norwegian public holidays."""

import datetime
from functools import cache

import holidays


@cache
def _holidays(year):
    return holidays.Norway(years=year)


def is_working_day(day):
    return day.weekday() < 5 and day not in _holidays(day.year)


def next_working_day(day):
    """`day` itself, or the first day after it that is no weekend or Norwegian public holiday."""
    while not is_working_day(day):
        day += datetime.timedelta(days=1)
    return day


def working_days_after(day, number):
    """The working day that comes `number` working days after `day`."""
    for _each in range(number):
        day = next_working_day(day + datetime.timedelta(days=1))
    return day
