"""The fixed half-years: January to June, and July to December."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Half:
    """`half` is 1 or 2. Those that are older are smaller."""

    year: int
    half: int

    def __str__(self):
        names = {1: _("January to June %(year)d"), 2: _("July to December %(year)d")}
        return names[self.half] % {"year": self.year}

    @property
    def code(self):
        """As it stands in an address: 2026-1."""
        return f"{self.year}-{self.half}"

    @property
    def first_day(self):
        return datetime.date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last_day(self):
        return self.next.first_day - DAY

    @property
    def moments(self):
        """The first moment of it, and the first that is no longer in it."""
        return _midnight(self.first_day), _midnight(self.next.first_day)

    @property
    def next(self):
        return Half(self.year, 2) if self.half == 1 else Half(self.year + 1, 1)

    @property
    def before(self):
        return Half(self.year - 1, 2) if self.half == 1 else Half(self.year, 1)


def halves_over(today, number):
    """So many that are over, the newest first."""
    over = [Half(today.year, 1 if today.month < 7 else 2).before]
    while len(over) < number:
        over.append(over[-1].before)
    return over


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
