"""The plan of one person: goals with steps, and what disturbs outside work."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from caseload.models.participant import Participant


class GoalQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(participant__in=Participant.objects.visible_to(membership))

    def open(self):
        return self.filter(closed_on=None)

    def closed(self):
        return self.filter(closed_on__isnull=False).order_by("-closed_on", "-pk")


class Goal(models.Model):
    """What she wants to get to. A few are enough."""

    class Kind(models.TextChoices):
        WORK = "work", _("Work")
        TRADE_CERTIFICATE = "trade_certificate", _("Trade certificate (fagbrev)")
        PRACTICE_CERTIFICATE = "practice_certificate", _("Practice certificate (praksisbrev)")
        COURSE = "course", _("Course or other qualification")
        OTHER = "other", _("Something else")

    class Route(models.TextChoices):
        """How somebody comes to a certificate."""

        APPRENTICE = "apprentice", _("Apprentice")
        TRAINING_CANDIDATE = "training_candidate", _("Training candidate")
        ON_THE_JOB = "on_the_job", _("Trade certificate on the job")
        PRACTICE_CANDIDATE = "practice_candidate", _("Candidate by practice")

    class Ended(models.TextChoices):
        REACHED = "reached", _("Reached")
        DROPPED = "dropped", _("Dropped")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="goals")
    text = EncryptedTextField(_("What is the goal?"), max_length=300)
    kind = models.CharField(_("What kind of goal?"), max_length=30, choices=Kind)
    trade = models.CharField(_("Trade"), max_length=120, blank=True)
    route = models.CharField(_("How?"), max_length=30, choices=Route, blank=True)
    by_on = models.DateField(_("By when?"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended = models.CharField(_("How did it go?"), max_length=10, choices=Ended, blank=True)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    closed_why = EncryptedTextField(_("Why? What was learned?"), max_length=500, blank=True)
    # Counts up with each edit, so that the later of two people editing at once is told.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, ended="") | Q(closed_on__isnull=False) & ~Q(ended=""),
                name="a_closed_goal_says_how",
                violation_error_message=_("Choose how it went."),
            )
        ]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return f"{reverse('caseload:plan', args=[self.participant_id])}#goal-{self.pk}"

    @property
    def is_open(self):
        return self.closed_on is None

    @property
    def is_certificate(self):
        return self.kind in (self.Kind.TRADE_CERTIFICATE, self.Kind.PRACTICE_CERTIFICATE)


class StepQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(goal__in=Goal.objects.visible_to(membership))


class Step(models.Model):
    """One thing on the way to a goal: who does it, and when."""

    class Who(models.TextChoices):
        PERSON = "person", _("The person herself")
        ADVISOR = "advisor", _("Advisor")
        MENTOR = "mentor", _("Mentor")
        OTHER = "other", _("Somebody else")

    class Ended(models.TextChoices):
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps")
    text = EncryptedTextField(_("What is the step?"), max_length=300)
    who = models.CharField(_("Who does it?"), max_length=10, choices=Who)
    who_else = EncryptedTextField(_("Who, in words"), max_length=120, blank=True)
    due_on = models.DateField(_("When?"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended = models.CharField(max_length=10, choices=Ended, blank=True, editable=False)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    closed_why = EncryptedTextField(max_length=255, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, ended="") | Q(closed_on__isnull=False) & ~Q(ended=""),
                name="a_closed_step_says_how",
            )
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def is_open(self):
        return self.closed_on is None

    @property
    def who_text(self):
        return self.who_else or self.get_who_display()


class HindranceQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(participant__in=Participant.objects.visible_to(membership))


class Hindrance(models.Model):
    """What disturbs outside work, and who takes it.

    It is shown in the plan and nowhere else. All that says anything is ciphertext, what kind it is
    too, so no list or filter can come to show it; it leaves no word in the timeline.
    """

    class Kind(models.TextChoices):
        HOUSING = "housing", _("Housing")
        DEBT = "debt", _("Debt")
        RHYTHM = "rhythm", _("Daily rhythm")
        FAMILY = "family", _("Family")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="hindrances")
    kind = EncryptedTextField(_("What is it about?"), max_length=20, choices=Kind)
    text = EncryptedTextField(_("What disturbs?"), max_length=500, blank=True)
    taken_by = EncryptedTextField(_("Who takes it?"), max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = HindranceQuerySet.as_manager()

    class Meta:
        verbose_name = _("hindrance outside work")
        verbose_name_plural = _("hindrances outside work")
        ordering = ["created_at", "pk"]

    def __str__(self):
        return str(self.pk)
