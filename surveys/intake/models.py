"""Batches: answers that are opened together, and until then sealed.

The process that opens them makes them ahead, with a key of its own: its private part never comes
near the web process or the database. Where a wave opens it takes one of those.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.waves.models import Wave

FEWEST = 6
FEWEST_OFFICES = 2


class Batch(models.Model):
    """Answers of one wave, or of a half-year of one, sealed with the same key.

    The sealed answers lie in a partition of `surveys_sealed` that is dropped when they are opened.
    How many there are is not known before.
    """

    class State(models.TextChoices):
        SPARE = "spare", _("made ahead")
        OPEN = "open", _("takes answers")
        SEALED = "sealed", _("waits to be opened")
        RELEASED = "released", _("opened")
        DESTROYED = "destroyed", _("destroyed unread: too few answers")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.PROTECT, null=True, related_name="batches")
    # Of a wave without a last day: its half-years, such as 2026-2 or 2026-1–2026-2.
    period = models.CharField(max_length=20, blank=True)
    public_key = models.BinaryField()
    state = models.CharField(max_length=10, choices=State, default=State.SPARE)
    # Written when it is opened.
    number = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("batch of answers")
        verbose_name_plural = _("batches of answers")
        constraints = [
            models.UniqueConstraint(
                fields=["wave"], condition=models.Q(state="open"), name="one_open_batch_of_a_wave"
            ),
            models.CheckConstraint(
                condition=models.Q(state="spare", wave=None)
                | ~models.Q(state="spare") & models.Q(wave__isnull=False),
                name="batch_is_spare_or_of_a_wave",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def partition(self):
        """Name of the table with its sealed answers."""
        return f"surveys_sealed_{self.pk.hex}"

    @property
    def is_enough(self):
        """Whether so many have answered that it may be opened. Links know the office they went to,
        so answers by links must be of several."""
        spent = self.invitations.filter(is_spent=True).aggregate(
            number=models.Count("pk"), offices=models.Count("office", distinct=True)
        )
        is_of_several = self.wave.way != Wave.Way.LINKS or spent["offices"] >= FEWEST_OFFICES
        return spent["number"] >= FEWEST and is_of_several


class Sealed(models.Model):
    """Answers that only the private key of their batch opens. The web process may only add one.

    The table is made by SQL, partitioned by batch; a partition is made with its batch.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, models.DO_NOTHING, db_constraint=False, related_name="+")
    blob = models.BinaryField()

    class Meta:
        managed = False
        db_table = "surveys_sealed"
        verbose_name = _("sealed answers")
        verbose_name_plural = _("sealed answers")

    def __str__(self):
        return str(self.pk)
