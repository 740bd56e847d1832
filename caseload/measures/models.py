"""Measures (*tiltak*), the mentor grant on its way, and what is said about ends that come near."""

import datetime
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from caseload.measures.limits import MeasureLimit, MeasureType
from caseload.models.colleagues import StandIn
from caseload.models.participant import Participant
from caseload.status import INCOME_NOTICE

__all__ = ["IncomeAnswer", "Measure", "MeasureLimit", "MeasureType", "MentorGrant", "MovedEnd"]

# Days before an end on which somebody is reminded of it.
MARKS = (60, 30, 14)
SOON = datetime.timedelta(days=max(MARKS))


def mark_passed(ends_on, today):
    """The last of the MARKS that this end has passed: 60 until 30 days are left, then 30, then 14.

    None before the first.
    """
    left = (ends_on - today).days
    return min((mark for mark in MARKS if left <= mark), default=None)


def waits_for(membership, prefix=""):
    """Q of what is about her own people and those she stands in for, in one statement."""
    stood_in_for = StandIn.objects.active(timezone.localdate()).filter(stand_in=membership.user_id)
    hers = Q(**{f"{prefix}advisor": membership.user_id}) | Q(
        **{f"{prefix}advisor__in": stood_in_for.values("advisor")}
    )
    return hers & Q(
        **{
            f"{prefix}office": membership.office_id,
            f"{prefix}protection": Participant.Protection.OPEN,
            f"{prefix}ended_on": None,
        }
    )


def hours_field(label, **options):
    """Hours per week, such as 37.5."""
    return models.DecimalField(
        label,
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0.5), MaxValueValidator(48)],
        **options,
    )


class MeasureQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(participant__in=Participant.objects.visible_to(membership))

    def standing(self):
        """Without those that never began."""
        return self.filter(called_off_on=None)

    def not_over(self, today):
        return self.standing().filter(Q(ends_on=None) | Q(ends_on__gte=today))

    def ending_soon(self, today):
        return self.standing().filter(ends_on__range=(today, today + SOON), starts_on__lte=today)

    def asking_about_job(self, today):
        """Those for which Measure.asks_about_job says yes today, of people still followed up."""
        answered = Q(job_answered_for=F("ends_on"))
        unknown_again = Q()
        for mark in MARKS:
            days = datetime.timedelta(days=mark)
            unknown_again |= Q(ends_on__lte=today + days, job_answered_on__lt=F("ends_on") - days)
        return self.ending_soon(today).filter(
            ~answered | Q(stops_job=Measure.StopsJob.UNKNOWN) & unknown_again,
            participant__protection=Participant.Protection.OPEN,
            participant__ended_on=None,
        )

    def stopping_a_job(self, today):
        """Those that end soon, and the job stops with them, as somebody has said of this end."""
        stops = Q(stops_job=Measure.StopsJob.YES, job_answered_for=F("ends_on"))
        return self.ending_soon(today).filter(stops)

    def with_job_answer(self):
        """Knows what was said about this end and the job: `job_answer`, "" where nothing was."""
        said = Case(When(job_answered_for=F("ends_on"), then=F("stops_job")), default=Value(""))
        return self.annotate(job_answer=said)

    def overlapping(self, measure_type, starts_on, ends_on):
        """Those of this type that share a day with the period; None is an open end."""
        rows = self.standing().filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        if ends_on:
            rows = rows.filter(starts_on__lte=ends_on)
        return rows.filter(type=measure_type)

    def for_page(self):
        return self.select_related("job_answered_by").prefetch_related("moved_ends__by")


class Measure(models.Model):
    """One measure of one person, from its first to its last day."""

    class StopsJob(models.TextChoices):
        """Will its end stop the job?"""

        NO = "no", _("No, the job goes on")
        YES = "yes", _("Yes, the job stops with it")
        UNKNOWN = "unknown", _("Not known yet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="measures")
    type = models.CharField(_("Type of measure"), max_length=30, choices=MeasureType)
    workplace_name = models.CharField(_("Workplace"), max_length=120, blank=True)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"), null=True, blank=True)
    hours_per_week = hours_field(_("Hours per week"))
    called_off_on = models.DateField(null=True, blank=True, editable=False)
    called_off_why = EncryptedTextField(max_length=255, blank=True, editable=False)

    # The answer stays. It is about one end: a new end puts the question again when it comes near.
    stops_job = models.CharField(
        _("Will this end stop the job?"), max_length=10, choices=StopsJob, blank=True
    )
    stops_job_done = EncryptedTextField(_("What is done about it?"), max_length=500, blank=True)
    job_answered_for = models.DateField(null=True, blank=True, editable=False)
    job_answered_on = models.DateField(null=True, blank=True, editable=False)
    job_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["participant", "type", "starts_on"]),
            models.Index(fields=["ends_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="measure_ends_after_it_starts",
                violation_error_message=_("The last day cannot be before the first."),
            ),
        ]

    def __str__(self):
        return self.get_type_display()

    def get_absolute_url(self):
        page = reverse("caseload:measure_list", args=[self.participant_id])
        return f"{page}#measure-{self.pk}"

    @property
    def has_begun(self):
        return self.starts_on <= timezone.localdate()

    @property
    def is_over(self):
        ended = self.ends_on is not None and self.ends_on < timezone.localdate()
        return ended or self.called_off_on is not None

    @property
    def days_left(self):
        """Until the last day, which is day 0; None without an end."""
        return self.ends_on and (self.ends_on - timezone.localdate()).days

    @property
    def job_answer_is_for_this_end(self):
        return self.job_answered_for is not None and self.job_answered_for == self.ends_on

    @property
    def asks_about_job(self):
        """Whether its end is near and nobody has said what that means for the job.

        "Not known yet" is an answer until the next mark: what nobody knew 60 days before should
        not be found out by the job's ending.
        """
        passed = self.ends_on and mark_passed(self.ends_on, timezone.localdate())
        if self.is_over or not self.has_begun or passed is None:
            return False
        if not self.job_answer_is_for_this_end:
            return True
        at_the_mark = self.ends_on - datetime.timedelta(days=passed)
        return self.stops_job == self.StopsJob.UNKNOWN and self.job_answered_on < at_the_mark


class MovedEnd(models.Model):
    """A measure was made longer or shorter: by whom, and why."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="moved_ends")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(default=timezone.localdate)
    before = models.DateField(null=True)
    after = models.DateField()
    why = EncryptedTextField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.measure_id} {self.after}"

    @property
    def is_longer(self):
        return self.before is not None and self.after > self.before


class MentorGrantQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(participant__in=Participant.objects.visible_to(membership))

    def granted(self):
        return self.filter(answer__in=[MentorGrant.Answer.GRANTED, MentorGrant.Answer.PARTLY])


class MentorGrant(models.Model):
    """An application for a mentor grant, step by step: who applies, sent, answered."""

    class Applicant(models.TextChoices):
        WORKPLACE = "workplace", _("The workplace itself")
        ADVISOR = "advisor", _("The workplace, with the advisor's help")
        LIAISON = "liaison", _("The workplace, with the employer liaison's help")

    class Answer(models.TextChoices):
        GRANTED = "granted", _("Granted")
        PARTLY = "partly", _("Granted in part")
        REFUSED = "refused", _("Refused")

    class Step(models.TextChoices):
        BEGUN = "begun", _("being prepared")
        SENT = "sent", _("sent")
        ANSWERED = "answered", _("answered")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="mentor_grants")
    workplace_name = models.CharField(_("Workplace"), max_length=120, blank=True)
    begun_on = models.DateField(default=timezone.localdate, editable=False)
    who_applies = models.CharField(_("Who applies?"), max_length=20, choices=Applicant)
    help_needed = EncryptedTextField(
        _("What help is needed with the application?"), max_length=500, blank=True
    )
    sent_on = models.DateField(_("Sent on"), null=True, blank=True)
    answer = models.CharField(_("Answer"), max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    hours_granted = hours_field(_("Hours granted per week"))
    hours_told = hours_field(_("Hours per week the mentor says it takes"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MentorGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentor grant")
        verbose_name_plural = _("mentor grants")
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="") | Q(sent_on__isnull=False),
                name="only_a_sent_application_is_answered",
                violation_error_message=_("Write when the application was sent."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="")
                | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="an_answer_has_a_day",
                violation_error_message=_("Write both the answer and its day."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("sent_on")),
                name="answered_after_it_was_sent",
                violation_error_message=_("The answer cannot come before the application."),
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def step(self):
        if self.answer:
            return self.Step.ANSWERED
        return self.Step.SENT if self.sent_on else self.Step.BEGUN

    @property
    def is_granted(self):
        return self.answer in (self.Answer.GRANTED, self.Answer.PARTLY)


class IncomeAnswerQuerySet(models.QuerySet):
    def settled(self):
        """Answers after which nobody need be reminded. "Not yet" is none: income cannot wait."""
        return self.exclude(answer=IncomeAnswer.Answer.NOT_YET)


class IncomeAnswer(models.Model):
    """Is the next income decision started? Said about one end of a benefit, and kept with it."""

    class Answer(models.TextChoices):
        STARTED = "started", _("Yes, it is started")
        NOT_YET = "not_yet", _("No, not yet")
        NOT_NEEDED = "not_needed", _("No new decision is needed")

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="income_answers")
    for_end = models.DateField()
    answer = models.CharField(
        _("Is the next income decision started?"), max_length=10, choices=Answer
    )
    done = EncryptedTextField(_("What is done about it?"), max_length=500, blank=True)
    on = models.DateField(default=timezone.localdate, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = IncomeAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer about income")
        verbose_name_plural = _("answers about income")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "for_end"], name="one_answer_for_an_end_of_income"
            )
        ]

    def __str__(self):
        return f"{self.participant_id} {self.for_end}"


def next_income_is_settled():
    """Of participants: whether somebody has said that the next decision is started or not needed.

    About this end of her benefit; what was said about an earlier one says nothing.
    """
    answers = IncomeAnswer.objects.settled()
    return Exists(answers.filter(participant=OuterRef("pk"), for_end=OuterRef("benefit_ends_on")))


def income_ending(today):
    """People with a benefit that ends soon or has just ended, and no settled answer."""
    near = (today - INCOME_NOTICE, today + SOON)
    return Participant.objects.filter(
        ~next_income_is_settled(),
        protection=Participant.Protection.OPEN,
        ended_on=None,
        benefit_ends_on__range=near,
    )


def people_whose_income_ends(membership, today):
    return income_ending(today).filter(waits_for(membership))
