"""What a county is told of its offices: one row for an office and half-year, never counted anew."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from insight.county.halves import Half
from reflection.groups.models import Group


class HalfYearQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """A county contact sees those of her county, as far as disclosure.py lets them be shown."""
        if not membership.is_county_contact:
            return self.none()
        return self.filter(office__county=membership.county_id).select_related("office")

    def halves(self):
        """The Half of each that is there, the newest first."""
        pairs = self.order_by("-year", "-half").values_list("year", "half").distinct()
        return [Half(*pair) for pair in pairs]

    def of(self, half):
        return self.filter(year=half.year, half=half.half)


class HalfYear(models.Model):
    """The conditions at an office as they were on the last day of a half-year that is over.

    Counted once and kept: numbers of one and the same half-year from before and after somebody
    came or went could be subtracted from each other.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    # People, protected ones never among them. The others are all among those followed up.
    followed = models.PositiveIntegerField()
    closely = models.PositiveIntegerField()
    with_mentor = models.PositiveIntegerField()
    with_helper = models.PositiveIntegerField()
    # How many can be followed closely by what leaders and advisors have agreed.
    room = models.PositiveIntegerField()
    meetings = models.PositiveIntegerField()
    kinds = ArrayField(models.CharField(max_length=20, choices=Group.Kind), default=list)
    counted_at = models.DateTimeField(default=timezone.now)

    objects = HalfYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("half-year of an office")
        verbose_name_plural = _("half-years of offices")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "half"], name="half_year_counted_once"
            ),
            models.CheckConstraint(condition=Q(half__in=[1, 2]), name="half_year_is_1_or_2"),
        ]

    def __str__(self):
        return f"{self.office_id} {self.year} {self.half}"

    @property
    def meeting_places(self):
        """The kinds of meeting the office has, in words."""
        return [Group.Kind(kind).label for kind in self.kinds]
