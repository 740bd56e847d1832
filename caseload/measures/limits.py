"""How long a measure of each type may last: dated rows with a source, never code."""

import datetime

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from caseload.models.participant import Participant

_NeedGroup = Participant.NeedGroup
REDUCED_CAPACITY = frozenset(
    {_NeedGroup.REDUCED_CAPACITY, _NeedGroup.PARTLY_WORK, _NeedGroup.LITTLE_OPPORTUNITY}
)


class MeasureType(models.TextChoices):
    WORK_TRAINING = "work_training", _("Work training")
    WAGE_SUBSIDY = "wage_subsidy", _("Temporary wage subsidy")
    PERMANENT_WAGE_SUBSIDY = "permanent_wage_subsidy", _("Permanent wage subsidy")
    YOUNG_WAGE_SUBSIDY = "young_wage_subsidy", _("Four-year wage subsidy for the young")
    MENTOR_GRANT = "mentor_grant", _("Mentor grant")
    INCLUSION_GRANT = "inclusion_grant", _("Inclusion grant")
    SUMMER_JOB = "summer_job", _("Summer job")
    ADAPTED_WORK = "adapted_work", _("Adapted work in an ordinary business")


class MeasureLimitQuerySet(models.QuerySet):
    def for_measure(self, measure_type, participant, on):
        """The row that is valid on that day and fits her group of need; None when there is none.

        What is said of reduced capacity to work goes before what is said of everybody, and the
        newest row before an older one.
        """
        rows = self.filter(type=measure_type, valid_from__lte=on)
        if participant.need_group not in REDUCED_CAPACITY:
            rows = rows.filter(for_reduced_capacity=False)
        return rows.order_by("-for_reduced_capacity", "-valid_from").first()


class MeasureLimit(models.Model):
    """The longest time of a type from a day on. Without a length there is no longest time."""

    class Unit(models.TextChoices):
        MONTHS = "months", _("months")
        WEEKS = "weeks", _("weeks")

    type = models.CharField(max_length=30, choices=MeasureType)
    for_reduced_capacity = models.BooleanField(default=False)
    longest = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.MONTHS)
    source = models.CharField(max_length=255)
    valid_from = models.DateField()

    objects = MeasureLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("longest time of a measure")
        verbose_name_plural = _("longest times of measures")
        ordering = ["type", "for_reduced_capacity", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "for_reduced_capacity", "valid_from"], name="one_limit_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(longest=None) | Q(longest__gte=1), name="a_limit_has_a_length"
            ),
        ]

    def __str__(self):
        return f"{self.type} {self.valid_from}"

    def last_day(self, starts_on):
        """The last possible day of a measure that starts on this day; None without an end."""
        if self.longest is None:
            return None
        return starts_on + relativedelta(**{self.unit: self.longest}) - datetime.timedelta(days=1)

    @property
    def length(self):
        if self.unit == self.Unit.WEEKS:
            return ngettext("%(n)d week", "%(n)d weeks", self.longest) % {"n": self.longest}
        return ngettext("%(n)d month", "%(n)d months", self.longest) % {"n": self.longest}

    @property
    def rule(self):
        """The rule in words, without its source."""
        words = {"type": self.get_type_display()}
        if self.longest is None:
            return _("%(type)s has no longest time.") % words
        words["length"] = self.length
        if self.for_reduced_capacity:
            return (
                _("%(type)s can last %(length)s at most when the capacity to work is reduced.")
                % words
            )
        return _("%(type)s can last %(length)s at most.") % words


def limit_of(measure_type, participant):
    """The limit that is valid today for a measure of this type and this person, or None."""
    return MeasureLimit.objects.for_measure(measure_type, participant, timezone.localdate())
