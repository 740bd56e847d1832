"""Which time the figures about what happened are of."""

import datetime
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DAY = datetime.timedelta(days=1)


class Length(models.TextChoices):
    QUARTER = "quarter", _("The last 3 months")
    HALF_YEAR = "half_year", _("The last 6 months")
    YEAR = "year", _("The last 12 months")


MONTHS = {Length.QUARTER: 3, Length.HALF_YEAR: 6, Length.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included: so many months up to today."""

    length: Length
    until: datetime.date

    @property
    def since(self):
        return self.until - relativedelta(months=MONTHS[self.length]) + DAY

    @property
    def days(self):
        """For `__range` of a date column."""
        return self.since, self.until

    @property
    def moments(self):
        """For `__range` of a column with a time: from the first midnight to the last moment."""
        return _midnight(self.since), _midnight(self.until + DAY) - datetime.timedelta.resolution

    @property
    def months(self):
        """The first days of the calendar months the period touches, the oldest first."""
        first, last = self.since.replace(day=1), self.until.replace(day=1)
        number = (last.year - first.year) * 12 + last.month - first.month
        return [first + relativedelta(months=each) for each in range(number + 1)]


def period_of(asked, today):
    """The Period with this length; a length nobody knows is a quarter."""
    return Period(Length(asked) if asked in Length.values else Length.QUARTER, today)


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
