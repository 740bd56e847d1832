"""The ledger: everything that has ever been released, in a chain that shows every change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.releases.models import Release


class LedgerEntry(models.Model):
    """One release as it went out. Never changed or deleted: the database refuses.

    `content` is the JSON of a Content (disclosure/shapes.py), `facts` who, what and when, with the
    SHA-256 of each file. `chain` is a keyed SHA-256 of this entry and the chain before it.
    """

    number = models.PositiveIntegerField(primary_key=True)
    release = models.OneToOneField(Release, models.PROTECT, related_name="entry")
    at = models.DateTimeField()
    facts = models.JSONField()
    content = models.JSONField()
    chain = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("entry in the ledger")
        verbose_name_plural = _("entries in the ledger")
        ordering = ["number"]

    def __str__(self):
        return str(self.number)
