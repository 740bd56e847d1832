"""Working days by number, so that a line costs a look-up and no arithmetic with dates."""

import datetime

from caseload.rhythm import Rhythm, next_contact
from mentors.demo.days import DAY, at_work, is_working_day
from mentors.seed.tables import NULL

KNOWN_FOR_AT_MOST = datetime.timedelta(days=3 * 365)
CONTACTS_FROM = datetime.timedelta(days=2 * 365)
MOMENTS = 20  # different ones in each working day


class Calendar:
    """The working days of the last years up to yesterday. A `day` is a number in this list."""

    def __init__(self, dice, today):
        begins = today - KNOWN_FOR_AT_MOST
        all_days = [begins + n * DAY for n in range(KNOWN_FOR_AT_MOST.days)]
        self.today = today
        self.days = [day for day in all_days if is_working_day(day)]
        self.last = len(self.days) - 1
        self.first_with_contacts = sum(day < today - CONTACTS_FROM for day in self.days)
        self.iso = [day.isoformat() for day in self.days]
        self.moments = [
            sorted(_different(lambda day=day: at_work(day, dice).isoformat(), MOMENTS))
            for day in self.days
        ]
        coming = [today + n * DAY for n in range(1, 90)]
        self.coming = [day for day in coming if is_working_day(day)]
        self._agreements = {}

    def agreement(self, rhythm, days=None, look_again_on=None):
        key = rhythm, days, look_again_on
        if key not in self._agreements:
            self._agreements[key] = Agreement(self, *key)
        return self._agreements[key]


def _different(make, number):
    made = set()
    while len(made) < number:
        made.add(make())
    return made


class Agreement:
    """An agreed rhythm and, for each day, the next contact that it makes."""

    def __init__(self, calendar, rhythm, days, look_again_on):
        self.rhythm, self.days, self.look_again_on = rhythm, days, look_again_on
        made = [
            next_contact(rhythm, started_on=day, days=days, look_again_on=look_again_on)
            for day in calendar.days
        ]
        # Counted from the start, and counted from a contact after it.
        self.from_start = [day.isoformat() for day in made]
        once = rhythm == Rhythm.ONCE
        self.from_contact = [NULL] * len(made) if once else self.from_start
