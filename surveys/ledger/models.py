"""The ledger: everything that has ever been released, in a chain that shows every change."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from surveys.access import READS
from surveys.releases.models import Release


class LedgerEntryQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self if membership.role in READS else self.none()

    def for_list(self):
        """Newest first, without what was released: that may be long."""
        return self.with_people().defer("content", "facts").order_by("-number")

    def with_people(self):
        return self.select_related("release__asked_by", "release__decided_by")


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

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry in the ledger")
        verbose_name_plural = _("entries in the ledger")
        ordering = ["number"]

    def __str__(self):
        return str(self.number)

    def get_absolute_url(self):
        return reverse("surveys:ledger_entry", args=[self.number])

    @property
    def holds(self):
        """{"shown", "withheld", "rows", "texts": how many}"""
        return {
            "shown": len(self.content["stats"]),
            "withheld": len(self.content["hidden"]),
            "rows": len(self.content["rows"]),
            "texts": sum(number for _wave, _item, number in self.content["texts"]),
        }
