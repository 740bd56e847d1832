"""Releases: what a researcher asks for, who approved it, and the file until it is forgotten."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from surveys.access import READS
from surveys.waves.models import Wave


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Researchers work on each other's, and privacy coordinators approve them."""
        return self if membership.role in READS else self.none()


class Release(models.Model):
    """One request, and what becomes of it.

    `wish` is the JSON of a Wish (wish.py). `outcome` is what the worker found when it last tried:
    what is merged, withheld or refused, and why; None while it has not. `seed` draws every order
    and id in the files, so that they can be built again.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        ASKED = "asked", _("waits for approval")
        DECLINED = "declined", _("not approved")
        APPROVED = "approved", _("being built")
        BUILT = "built", _("ready")
        FORGOTTEN = "forgotten", _("files deleted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("What is the release called?"), max_length=120)
    purpose = models.TextField(_("What are the data for?"), max_length=1000)
    waves = models.ManyToManyField(Wave, related_name="+")
    profile = models.CharField(max_length=10, default="release")
    wish = models.JSONField(default=dict)
    # Counts how often the wish was written; the outcome is of the wish with `tried_version`.
    version = models.PositiveIntegerField(default=1)
    outcome = models.JSONField(null=True)
    tried_version = models.PositiveIntegerField(default=0)
    seed = models.BinaryField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(_("A word about the decision"), max_length=1000, blank=True)
    # Files are deleted after this day; what was in them stays in the ledger.
    kept_until = models.DateField(null=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decided_by=models.F("asked_by")),
                name="release_is_decided_by_another",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("surveys:release_detail", args=[self.pk])


class ReleaseFile(models.Model):
    """The package of a release as one zip, in a table of its own: lists never read it."""

    release = models.OneToOneField(Release, models.CASCADE, related_name="file")
    name = models.CharField(max_length=80)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("file of a release")
        verbose_name_plural = _("files of a release")

    def __str__(self):
        return self.name
