"""What has been agreed and has changed for one person over time."""

import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from caseload.measures.models import IncomeAnswer, MeasureType, MentorGrant
from caseload.models.participant import Participant
from caseload.network.models import Connection
from caseload.review.models import ReviewItem
from caseload.rhythm import COUNTS_DAYS, Rhythm, next_contact
from caseload.todos.models import Todo


class CloserFollowUp(models.Model):
    """A period in which this person was followed closely: why, with her yes, and how often."""

    class Asked(models.TextChoices):
        YES = "yes", _("Yes, and she wants it")
        NOT_YET = "not_yet", _("Not yet")
        UNKNOWN = "unknown", _("Not known")

    participant = models.ForeignKey("Participant", models.CASCADE, related_name="follow_ups")
    started_on = models.DateField(_("Since"), default=timezone.localdate)
    why = models.TextField(_("Why this person"), max_length=500, blank=True)
    asked = models.CharField(
        _("Has the person been asked?"), max_length=10, choices=Asked, default=Asked.UNKNOWN
    )
    rhythm = models.CharField(_("Agreed rhythm"), max_length=20, choices=Rhythm)
    days = models.PositiveSmallIntegerField(
        _("Number of days"), null=True, blank=True, validators=[MaxValueValidator(366)]
    )
    look_again_on = models.DateField(_("Look again on"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    ended_why = models.CharField(_("Why it ended"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("closer follow-up")
        verbose_name_plural = _("closer follow-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(ended_on=None),
                name="one_closer_follow_up_at_a_time",
                violation_error_message=_("This person is followed closely already."),
            ),
            models.CheckConstraint(
                condition=~Q(rhythm__in=sorted(COUNTS_DAYS)) | Q(days__gte=1),
                name="rhythm_in_days_has_days",
                violation_error_message=_("Write how many days."),
            ),
            models.CheckConstraint(
                condition=~Q(rhythm=Rhythm.WHEN_NEEDED) | Q(look_again_on__isnull=False),
                name="when_needed_has_a_date",
                violation_error_message=_("Write which date to look again."),
            ),
        ]

    def __str__(self):
        return f"{self.participant_id} {self.started_on}"

    @property
    def rhythm_text(self):
        if self.rhythm == Rhythm.OWN:
            return _("every %(days)d days") % {"days": self.days}
        if self.rhythm == Rhythm.ONCE:
            return _("once, after %(days)d days") % {"days": self.days}
        return self.get_rhythm_display()

    def next_contact_on(self, last_contact_on):
        return next_contact(
            self.rhythm,
            started_on=self.started_on,
            last_contact_on=last_contact_on,
            days=self.days,
            look_again_on=self.look_again_on,
        )


class AssignmentQuerySet(models.QuerySet):
    def held(self, since, until):
        """Those with a day in this time. Who got and lost a person on one day was no advisor."""
        lasted = Q(until_on=None) | Q(until_on__gte=since, until_on__gt=F("from_on"))
        return self.filter(lasted, from_on__lte=until)


class Assignment(models.Model):
    """Who was advisor for whom, and when."""

    participant = models.ForeignKey("Participant", models.CASCADE, related_name="assignments")
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_on = models.DateField(default=timezone.localdate)
    until_on = models.DateField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(until_on=None),
                name="one_advisor_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.participant_id} {self.from_on}"


class ChangeQuerySet(models.QuerySet):
    def for_timeline(self):
        return self.annotate(by_name=F("by__name")).order_by("-at")


class Change(models.Model):
    """Something that changed about a person's follow-up, for her timeline."""

    class Kind(models.TextChoices):
        CREATED = "created", _("Added to the caseload")
        EDITED = "edited", _("Details changed")
        PHASE = "phase", _("Phase changed")
        ADVISOR = "advisor", _("New advisor")
        CLOSER_STARTED = "closer_started", _("Closer follow-up began")
        CLOSER_CHANGED = "closer_changed", _("Closer follow-up agreed anew")
        CLOSER_ENDED = "closer_ended", _("Closer follow-up ended")
        NEXT_CONTACT = "next_contact", _("Next contact changed")
        NOT_NOW = "not_now", _("Not now")
        REVIEWED = "reviewed", _("Portfolio review")
        WORKPLACE = "workplace", _("Workplace")
        MENTOR = "mentor", _("Mentor")
        FOLLOWER = "follower", _("Somebody follows along")
        MEASURE_ADDED = "measure_added", _("Measure added")
        MEASURE_CHANGED = "measure_changed", _("Measure changed")
        MEASURE_ENDED = "measure_ended", _("Measure ended")
        MENTOR_GRANT = "mentor_grant", _("Application for a mentor grant")
        INCOME = "income", _("Next income decision")
        PLAN = "plan", _("The plan changed")
        CONSENT = "consent", _("Consent to share recorded")
        CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent to share withdrawn")
        START_AGREEMENT = "start_agreement", _("Start agreement")
        CONNECTED = "connected", _("Helper")
        TODO_DONE = "todo_done", _("Done")
        ENDED = "ended", _("Follow-up ended")
        REOPENED = "reopened", _("Follow-up opened again")

    participant = models.ForeignKey("Participant", models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    # What it was and what it became, as values of the field; words are made when it is shown.
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["participant", "-at"])]

    def __str__(self):
        return f"{self.participant_id} {self.kind}"

    @property
    def kind_text(self):
        return self.Kind(self.kind).label

    @property
    def text(self):
        """What it became, or what it was where it is gone, in words."""
        value = self.after or self.before
        words = {
            self.Kind.PHASE: Participant.Phase.choices,
            self.Kind.CLOSER_STARTED: Rhythm.choices,
            self.Kind.CLOSER_CHANGED: Rhythm.choices,
            self.Kind.MEASURE_ADDED: MeasureType.choices,
            self.Kind.MEASURE_CHANGED: MeasureType.choices,
            self.Kind.MEASURE_ENDED: MeasureType.choices,
            self.Kind.MENTOR_GRANT: MentorGrant.Step.choices,
            self.Kind.INCOME: IncomeAnswer.Answer.choices,
            self.Kind.REVIEWED: ReviewItem.Decision.choices,
            self.Kind.TODO_DONE: Todo.Kind.choices,
            self.Kind.CONNECTED: Connection.Kind.choices,
        }
        if self.kind == self.Kind.NEXT_CONTACT and self.after:
            return date_format(datetime.date.fromisoformat(self.after), "j. F Y")
        if self.kind == self.Kind.NEXT_CONTACT:
            return _("not scheduled")
        if self.kind == self.Kind.REVIEWED and self.before:
            return _("%(choice)s. Asked: %(asked)s") % {
                "choice": ReviewItem.Decision(self.after).label,
                "asked": ReviewItem.Asked(self.before).label.lower(),
            }
        return dict(words.get(self.kind, [])).get(value, value)
