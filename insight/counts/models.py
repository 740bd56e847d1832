"""What is kept so that a dashboard need not count everybody each time: one row per caseload."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, Office


class OfCaseload(models.Model):
    """The people of one advisor in one department (or in none) of an office."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    department = models.ForeignKey(Department, models.CASCADE, null=True, related_name="+")
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.office_id} {self.department_id} {self.advisor_id}"


class CaseloadCount(OfCaseload):
    """How many of its people each figure counts, on the day it was counted."""

    counted_on = models.DateField()
    # Of the question: numbers of another one are never used.
    fingerprint = models.BigIntegerField()
    numbers = ArrayField(models.IntegerField())

    class Meta:
        verbose_name = _("kept count of a caseload")
        verbose_name_plural = _("kept counts of caseloads")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "advisor", "department"],
                nulls_distinct=False,
                name="one_count_for_a_caseload",
            )
        ]


class StaleCaseload(OfCaseload):
    """Somebody in this caseload has changed since it was counted.

    Written by triggers on the participants' table, in the transaction of the change: nobody can
    forget it, and no floor below has to know. Rows only come and go, so nobody waits for anybody.
    """

    class Meta:
        verbose_name = _("caseload to count anew")
        verbose_name_plural = _("caseloads to count anew")
