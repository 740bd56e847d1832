"""Findings in the audit log: what somebody should look at, and what she says about it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Office
from caseload.models import Participant

Role = Membership.Role


class FindingQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """The office leader those of her office, the privacy coordinator those of office or county.

        Nobody those about herself.
        """
        others = self.exclude(user=membership.user_id)
        if membership.role == Role.OFFICE_LEADER and membership.office_id:
            return others.filter(office=membership.office_id)
        if membership.role == Role.PRIVACY_COORDINATOR and membership.office_id:
            return others.filter(office=membership.office_id)
        if membership.role == Role.PRIVACY_COORDINATOR:
            return others.filter(office__county=membership.county_id)
        return self.none()

    def waiting_for(self, membership):
        """Those she has not closed yet."""
        return self.visible_to(membership).filter(**{f"{side_of(membership)}_at": None})

    def for_list(self):
        return self.select_related("user", "participant", "office")


def side_of(membership):
    """Whose word a membership gives: "leader" or "coordinator"."""
    return "coordinator" if membership.role == Role.PRIVACY_COORDINATOR else "leader"


class Finding(models.Model):
    """One rule that one person's look-ups of one week fit, about one participant or several.

    It accuses nobody: most have a good reason, which only somebody who knows the office can tell.
    The leader and the privacy coordinator each close it with a word.
    """

    class Rule(models.TextChoices):
        PROTECTED = "protected", _("A protected person")
        SAME_NAME = "same_name", _("The same family name")
        NO_RELATION = "no_relation", _("Not one of her own")
        NIGHT = "night", _("At night")
        MANY = "many", _("Many look-ups")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    monday = models.DateField()
    rule = models.CharField(max_length=20, choices=Rule)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="+")
    looks = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    leader_word = models.CharField(_("What did you find?"), max_length=255, blank=True)
    leader_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    leader_at = models.DateTimeField(null=True)
    coordinator_word = models.CharField(_("What did you find?"), max_length=255, blank=True)
    coordinator_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    coordinator_at = models.DateTimeField(null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding in the audit log")
        verbose_name_plural = _("findings in the audit log")
        ordering = ["-monday", "rule", "pk"]
        indexes = [models.Index(fields=["office", "monday"])]
        constraints = [
            models.UniqueConstraint(
                fields=["monday", "rule", "user", "participant"],
                name="finding_once_a_week",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(leader_by=models.F("user")) & ~Q(coordinator_by=models.F("user")),
                name="finding_is_closed_by_another",
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.monday}"

    def get_absolute_url(self):
        return reverse("insight:finding", args=[self.pk])
