"""One fielding of an instrument: to whom, when, and how far its answers have come."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.instruments.models import InstrumentVersion


class Wave(models.Model):
    """A version of an instrument at one time, such as T3 or spring 2026."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("open for answers")
        CLOSED = "closed", _("closed")

    class Way(models.TextChoices):
        CODES = "codes", _("codes handed out by a contact person")
        LINKS = "links", _("a personal link by e-mail")
        IMPORTED = "imported", _("answers from another tool")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="waves")
    label = models.CharField(_("label"), max_length=40)
    way = models.CharField(_("way out"), max_length=10, choices=Way)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)

    class Meta:
        verbose_name = _("wave")
        verbose_name_plural = _("waves")
        ordering = ["label", "pk"]

    def __str__(self):
        return self.label
