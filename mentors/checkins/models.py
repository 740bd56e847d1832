"""A light rhythm of mails to a mentor who wants them: is there something, or shall we call?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mentors.relations.models import MentorRelation


class CheckInQuerySet(models.QuerySet):
    def due(self, now):
        return self.filter(next_at__lte=now).order_by("next_at")


class CheckIn(models.Model):
    """How often one mentor wants to be asked by one advisor, and when it is next."""

    class Rhythm(models.TextChoices):
        EVERY_SECOND_WEEK = "every_second_week", _("every second week")
        MONTHLY = "monthly", _("every month")
        NEVER = "never", pgettext_lazy("check-ins", "never")

    relation = models.OneToOneField(MentorRelation, models.CASCADE, related_name="check_in")
    rhythm = models.CharField(
        _("How often does the mentor want it?"), max_length=20, choices=Rhythm, default=Rhythm.NEVER
    )
    # The mentor's own yes, as told to whoever wrote it down.
    agreed_on = models.DateField(null=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(null=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="check_in_due"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm="never") ^ Q(next_at__isnull=False),
                name="check_in_with_a_rhythm_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(rhythm="never") | Q(agreed_on__isnull=False),
                name="check_in_was_agreed_to",
            ),
        ]

    def __str__(self):
        return f"{self.relation_id} {self.rhythm}"
