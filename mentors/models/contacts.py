"""The log of contacts."""

import datetime
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from caseload.models import Participant
from mentors.models.placements import Placement


class ContactQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(participant__in=Participant.objects.visible_to(membership))

    def standing(self):
        """Neither undone nor replaced by a correction."""
        return self.filter(undone_at=None, correction=None)

    def for_timeline(self):
        """Newest first, with names and what a correction replaces; only what a line shows."""
        named = self.annotate(by_name=F("by__name"), need_met_by_name=F("need_met_by__name"))
        shown = ["on", "how", "people", "learned", "note"]
        replaced = [f"corrects__{name}" for name in shown]
        shown += ["participant", "logged_at", "by", "placement", "topics"]
        shown += ["needs_something", "need_met_on", "need_met_how", *replaced]
        return named.select_related("corrects").only(*shown).order_by("-on", "-logged_at")

    def open_needs(self):
        return self.standing().exclude(needs_something="").filter(need_met_on=None)


class Contact(models.Model):
    """One contact, as logged. Nothing is overwritten: a correction is a new row."""

    UNDO_FOR = datetime.timedelta(minutes=1)

    class Who(models.TextChoices):
        MENTOR = "mentor", _("Mentor")
        PARTICIPANT = "participant", _("Candidate")
        LEADER = "leader", _("Leader")

    class Topic(models.TextChoices):
        TASKS = "tasks", _("Tasks that fit")
        DAILY_RHYTHM = "daily_rhythm", _("Daily rhythm")
        DEMANDS = "demands", _("Demands and expectations")
        MENTOR_AND_CANDIDATE = "mentor_and_candidate", _("Mentor and candidate")
        MENTOR_SUPPORT = "mentor_support", _("The mentor's own support")
        COLLEAGUES = "colleagues", _("Colleagues")
        LANGUAGE = "language", _("Language")
        TRAINING = "training", _("Training and certificate")
        OUTSIDE_WORK = "outside_work", _("Outside work")
        GRANTS = "grants", _("Grants")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="contacts")
    placement = models.ForeignKey(Placement, models.PROTECT, null=True, related_name="contacts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)
    on = models.DateField(_("When were you in contact?"))
    how = models.CharField(
        _("How were you in contact?"), max_length=10, choices=Participant.Channel
    )
    people = ArrayField(models.CharField(max_length=20, choices=Who))
    needs_something = models.CharField(max_length=20, choices=Participant.Needs, blank=True)
    next_contact_on = models.DateField(null=True, blank=True)
    topics = ArrayField(models.CharField(max_length=30, choices=Topic), default=list, blank=True)
    learned = EncryptedTextField(_("What did we learn?"), max_length=300, blank=True)
    note = EncryptedTextField(_("Short note (optional)"), max_length=1000, blank=True)

    need_met_on = models.DateField(null=True, blank=True)
    need_met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    need_met_how = EncryptedTextField(_("What was done?"), max_length=500, blank=True)

    # Made when the form is opened, so that a form sent twice is one contact.
    submission = models.UUIDField(unique=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction")
    undone_at = models.DateTimeField(null=True)
    # What the participant's row said before, to put back by "undo".
    before = models.JSONField(default=dict)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [
            models.Index(fields=["participant", "-on", "-logged_at"]),
        ]

    def __str__(self):
        return f"{self.participant_id} {self.on}"

    @property
    def how_text(self):
        return Participant.Channel(self.how).label

    @property
    def people_text(self):
        labels = dict(self.Who.choices)
        return ", ".join(str(labels[who]) for who in self.people)

    @property
    def topic_labels(self):
        labels = dict(self.Topic.choices)
        return [labels[topic] for topic in self.topics]

    @property
    def can_be_undone(self):
        """A correction is not undone but corrected again."""
        in_time = timezone.now() - self.logged_at <= self.UNDO_FOR
        return in_time and self.undone_at is None and self.corrects_id is None
