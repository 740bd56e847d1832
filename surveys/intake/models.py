"""Batches: answers that are opened together, and until then sealed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.waves.models import Wave


class Batch(models.Model):
    """Answers of one wave, or of a half-year of one, sealed with the same key.

    The sealed answers lie in a partition of their own that is dropped when they are opened. How
    many there are is not known before.
    """

    class State(models.TextChoices):
        OPEN = "open", _("takes answers")
        SEALED = "sealed", _("waits to be opened")
        RELEASED = "released", _("opened")
        DESTROYED = "destroyed", _("destroyed unread: too few answers")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="batches")
    # Of a wave without a last day: the half-year, such as 2026-2.
    period = models.CharField(max_length=10, blank=True)
    public_key = models.BinaryField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # Written when it is opened.
    number = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("batch of answers")
        verbose_name_plural = _("batches of answers")
        constraints = [
            models.UniqueConstraint(
                fields=["wave"], condition=models.Q(state="open"), name="one_open_batch_of_a_wave"
            )
        ]

    def __str__(self):
        return str(self.pk)
