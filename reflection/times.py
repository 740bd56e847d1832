"""A day and a time of day in a form, and the time they are in Norway."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aksel.forms import DateInput, TextInput
from caseload.forms import no_later_than_five_years, not_in_the_past


class TimeInput(TextInput):
    input_type = "time"

    def format_value(self, value):
        return value.strftime("%H:%M") if isinstance(value, datetime.time) else value


def day_field(**more):
    return forms.DateField(widget=DateInput, **more)


def time_field(**more):
    wrong = {"invalid": _("Write a time of day such as 10:00.")}
    return forms.TimeField(widget=TimeInput, error_messages=wrong | more.pop("errors", {}), **more)


def at(day, time):
    """The aware datetime at which it is this day and time in Norway."""
    return timezone.make_aware(datetime.datetime.combine(day, time))


def as_day_and_time(moment):
    """(date, time) in Norway; (None, None) of None."""
    if moment is None:
        return None, None
    local = timezone.localtime(moment)
    return local.date(), local.time()


def ahead(day):
    """This day, if a meeting can be held on it."""
    not_in_the_past(day)
    no_later_than_five_years(day)
    return day
