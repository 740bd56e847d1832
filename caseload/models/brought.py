"""Whom their advisors bring to a meeting of colleagues, for the days around it."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BroughtQuerySet(models.QuerySet):
    def open_now(self):
        """Today is among its days, and whoever brought her is her advisor still."""
        now = timezone.now()
        return self.filter(begins_at__lte=now, ends_at__gt=now, by=F("participant__advisor"))


class Brought(models.Model):
    """One colleague may read one person's page. Written by the floor where they meet."""

    participant = models.ForeignKey("Participant", models.CASCADE, related_name="brought")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # The id of what she was brought to, in the words of the floor that knows it.
    about = models.UUIDField()

    objects = BroughtQuerySet.as_manager()

    class Meta:
        verbose_name = _("brought to a meeting")
        verbose_name_plural = _("brought to meetings")
        indexes = [models.Index(fields=["user", "ends_at"])]
        constraints = [
            models.UniqueConstraint(fields=["about", "user"], name="brought_once_to_somebody")
        ]

    def __str__(self):
        return f"{self.about} {self.user_id}"
