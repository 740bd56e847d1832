"""What a meeting goes through: first the common theme, then cases, last what it taught us."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from caseload.models import Participant
from reflection.meetings.models import Meeting


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(meeting__in=Meeting.objects.read_by(membership))

    def for_list(self):
        return self.select_related("presenter", "participant")


class AgendaItem(models.Model):
    """One item with its own time. Who a case is about, the presenter alone may name."""

    class Kind(models.TextChoices):
        LOOK_BACK = "look_back", _("What we agreed last time")
        THEME = "theme", _("The common theme")
        CASE = "case", _("A case")
        OTHER = "other", _("Something else")
        LEARNING = "learning", _("What did this teach us beyond the case?")

    # Every meeting opens and ends on these, in this place, and has each of them once.
    ONCE = (Kind.LOOK_BACK, Kind.THEME, Kind.LEARNING)
    ORDER = {
        Kind.LOOK_BACK: 0,
        Kind.THEME: 1,
        Kind.CASE: 2,
        Kind.OTHER: 2,
        Kind.LEARNING: 3,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    kind = models.CharField(_("What is it?"), max_length=20, choices=Kind)
    # ORDER of its kind, so that the database sorts and no case comes before the theme.
    part = models.PositiveSmallIntegerField(editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("What is it about?"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("How many minutes?"), default=15)
    presenter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("Who presents it?"),
        related_name="+",
    )
    # Her own candidate, where she wants those invited to be able to read along.
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What everybody sees on the screen: initials or another name, chosen by the presenter.
    called = models.CharField(_("What do we call the person?"), max_length=20, blank=True)
    # The code of a method of reflection.methods, as the office has it.
    method = models.CharField(_("Which method?"), max_length=40, blank=True)
    notes = EncryptedTextField(_("Notes"), max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=0)
    # How its time went: for those invited, and for nobody else.
    used_seconds = models.PositiveIntegerField(default=0)
    running_since = models.DateTimeField(null=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of an agenda")
        ordering = ["part", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind"],
                condition=Q(kind__in=["look_back", "theme", "learning"]),
                name="once_in_an_agenda",
            ),
            # One clock at a time.
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(running_since__isnull=False),
                name="one_item_runs_in_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(participant=None) | ~Q(called=""),
                name="case_about_somebody_is_called_something",
                violation_error_message=_("Write what we call the person in the meeting."),
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def save(self, *args, **kwargs):
        self.part = self.ORDER[self.kind]
        super().save(*args, **kwargs)

    def seconds_used(self, now):
        """Until now, the running clock included."""
        running = (now - self.running_since).total_seconds() if self.running_since else 0
        return self.used_seconds + int(running)

    @property
    def is_fixed(self):
        """In every meeting, in its own place."""
        return self.kind in self.ONCE

    @property
    def is_running(self):
        return self.running_since is not None

    @property
    def text(self):
        """What stands in the agenda, naming nobody: the title, or what kind of item it is."""
        about = self.title or self.called
        return about or self.get_kind_display()

    @property
    def seconds_planned(self):
        return self.minutes * 60

    @property
    def seconds_used_now(self):
        return self.seconds_used(timezone.now())

    @property
    def seconds_left(self):
        """Below zero when its time is over."""
        return self.seconds_planned - self.seconds_used_now
