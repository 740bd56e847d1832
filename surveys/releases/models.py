"""Releases: what a researcher asks for, who approved it, and the file until it is forgotten."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from surveys.access import READS
from surveys.waves.models import Wave


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Researchers work on each other's, and privacy coordinators approve them."""
        return self if membership.role in READS else self.none()

    def for_list(self):
        return self.select_related("made_by").defer("outcome", "wish", "seed")

    def waiting(self):
        """For the privacy coordinator."""
        return self.filter(state=Release.State.ASKED)

    def to_try(self):
        """Written, and no worker has said yet what it costs."""
        waiting = self.filter(tried_version__lt=F("version"), trouble="")
        return waiting.filter(state=Release.State.DRAFT).exclude(wish={})

    def to_build(self):
        """Approved, and no worker has failed at it: then somebody has it tried again."""
        return self.filter(state=Release.State.APPROVED, trouble="")

    def over(self, today):
        """Whose files are to be deleted by now."""
        return self.filter(state=Release.State.BUILT, kept_until__lt=today)


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

    class Trouble(models.TextChoices):
        TRYING = "trying", _("could not be tried")
        BUILDING = "building", _("could not be built")
        CLASHES = "clashes", _("clashes with what was released meanwhile")
        DIFFERS = "differs", _("is not what was released")

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
    # Who last wrote the wish: decides it no more than who asked.
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    trouble = models.CharField(max_length=10, choices=Trouble, blank=True)
    # The privacy coordinator lets the offices read the protected tables of it.
    for_offices = models.BooleanField(_("The offices may read the tables"), default=False)
    # Files are deleted after this day; what was in them stays in the ledger.
    kept_until = models.DateField(null=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")),
                name="release_is_decided_by_another",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("surveys:release_detail", args=[self.pk])

    @property
    def is_written(self):
        """Somebody has said what is to be in it."""
        return bool(self.wish)

    @property
    def is_tried(self):
        """The outcome is of the wish as it stands."""
        return self.outcome is not None and self.tried_version == self.version

    @property
    def is_underway(self):
        """A worker has something to do with it."""
        if self.trouble:
            return False
        return self.is_to_try or self.state == self.State.APPROVED

    @property
    def is_to_try(self):
        waits = self.state == self.State.DRAFT and not self.trouble
        return waits and self.is_written and not self.is_tried

    @property
    def can_change(self):
        return self.state in (self.State.DRAFT, self.State.DECLINED)

    @property
    def can_be_asked_for(self):
        return self.can_change and self.is_tried and not self.outcome["refused"]


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
