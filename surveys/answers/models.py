"""Answers that have been released: from here on nothing links one to whoever gave it.

No column says when or in what order an answer came; ids are drawn at random when a batch is
released, in an order that is shuffled.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.waves.models import Wave


class Response(models.Model):
    """The closed answers of one respondent.

    `answers` is {item: name of a choice, list of names, or a whole number}; not answered is absent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The database refuses to lose a wave with answers. Django would look here for some, and the web
    # process may not.
    wave = models.ForeignKey(Wave, models.DO_NOTHING, related_name="responses")
    # Answers that were opened together are one part of their wave; other tools' that were added.
    part = models.PositiveSmallIntegerField(default=1)
    answers = models.JSONField()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["pk"]

    def __str__(self):
        return str(self.pk)


class FreeText(models.Model):
    """An answer in own words, without whose response it was part of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.DO_NOTHING, related_name="free_texts")
    item = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        verbose_name = _("answer in own words")
        verbose_name_plural = _("answers in own words")
        ordering = ["pk"]

    def __str__(self):
        return str(self.pk)
