"""Tables that researchers keep: what is shown, never what came out. Answers are counted anew."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from surveys.access import MAKES_TABLES
from surveys.waves.models import Wave


class SavedTableQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Researchers work on each other's."""
        return self if membership.role in MAKES_TABLES else self.none()


class SavedTable(models.Model):
    """`items` are names of questions in the order in which they are shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("What is the table called?"), max_length=120)
    waves = models.ManyToManyField(Wave, related_name="+")
    items = models.JSONField()
    merge = models.CharField(max_length=60, blank=True)
    percent = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SavedTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved table")
        verbose_name_plural = _("saved tables")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("surveys:saved_table", args=[self.pk])
