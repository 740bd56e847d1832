"""Instruments and their versions. A version that has been fielded never changes."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from surveys.access import READS
from surveys.instruments.questionnaire import from_json


class Instrument(models.Model):
    """A questionnaire through all its versions, known by its code."""

    code = models.CharField(_("code"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["code"]

    def __str__(self):
        return self.code

    @property
    def newest(self):
        return self.versions.order_by("-number").first()


class InstrumentVersionQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self if membership.role in READS else self.none()

    def newest(self):
        """The last version of each instrument."""
        later = InstrumentVersion.objects.filter(
            instrument=models.OuterRef("instrument"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later)).select_related("instrument")


class InstrumentVersion(models.Model):
    """One version: the content of a Questionnaire. The last one is a draft until it is fielded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    # Counts how often the draft was written, so that nobody writes over another unknowingly.
    version = models.PositiveIntegerField(default=0)
    content = models.JSONField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)
    frozen_at = models.DateTimeField(null=True)

    objects = InstrumentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an instrument")
        verbose_name_plural = _("versions of an instrument")
        ordering = ["instrument", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="one_version_of_each_number"
            ),
            models.UniqueConstraint(
                fields=["instrument"],
                condition=models.Q(frozen_at=None),
                name="one_draft_of_an_instrument",
            ),
        ]

    def __str__(self):
        return f"{self.instrument_id} {self.number}"

    def get_absolute_url(self):
        return reverse("surveys:instrument_detail", args=[self.pk])

    @cached_property
    def questionnaire(self):
        return from_json(self.content)

    @property
    def is_frozen(self):
        return self.frozen_at is not None
