"""A person at a workplace, and who is mentor for her there."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.encryption import EncryptedTextField
from caseload.models import Participant
from mentors.models.workplaces import ContactPerson, Workplace
from mentors.start_agreement.models import StartAgreement
from mentors.support.models import MentorNeed


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(participant__in=Participant.objects.visible_to(membership))

    def current(self):
        return self.filter(ended_on=None)

    def for_panel(self):
        """With mentors, and of the newest start agreement what its line says."""
        newest = StartAgreement.objects.filter(placement=models.OuterRef("pk")).order_by("-number")
        line = {
            f"newest_{name}": models.Subquery(newest.values(name)[:1])
            for name in ("agreed_on", "mentor", "look_again_on")
        }
        mentorships = models.Prefetch("mentorships", Mentorship.objects.select_related("mentor"))
        has_needs = models.Exists(MentorNeed.objects.filter(placement=models.OuterRef("pk")))
        placements = self.select_related("workplace").annotate(**line, has_needs=has_needs)
        return placements.prefetch_related(mentorships)

    def at_work_now(self):
        """Current ones of people the office still follows up."""
        return self.current().filter(participant__ended_on=None)

    def by_closeness(self):
        """(closeness of the mentor who is closest, how many placements), "" where it is not said.

        Each placement that has a mentor now counts once.
        """
        mentors = Mentorship.objects.filter(placement=models.OuterRef("pk"), ended_on=None)
        closeness = mentors.order_by(CLOSEST_FIRST).values("closeness")[:1]
        placements = self.order_by().annotate(closest=models.Subquery(closeness))
        with_mentor = placements.filter(closest__isnull=False)
        return with_mentor.values_list("closest").annotate(models.Count("pk"))

    def told_of(self):
        """Ended ones colleagues may learn from: of nobody who is protected."""
        return self.filter(
            ended_on__isnull=False, participant__protection=Participant.Protection.OPEN
        )


class Placement(models.Model):
    """A person at a workplace (*inkluderingsforløp*). Success is wider than hired."""

    class Outcome(models.TextChoices):
        HIRED_HERE = "hired_here", _("Hired here")
        OTHER_JOB = "other_job", _("Another job")
        EDUCATION = "education", pgettext_lazy("how it ended", "Education")
        APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
        MORE_HOURS = "more_hours", _("More hours of work")
        BETTER_PREPARED = "better_prepared", _("Better prepared for work")
        STOPPED_BY_WORKPLACE = "stopped_by_workplace", _("Stopped by the workplace")
        STOPPED_BY_PERSON = "stopped_by_person", _("Stopped by the person")
        MEASURE_ENDED = "measure_ended", _("The measure ended")
        OTHER = "other", _("Something else")

    # The person goes on in a job and is still followed, in a rhythm of its own.
    IN_JOB = frozenset({Outcome.HIRED_HERE, Outcome.OTHER_JOB})
    STOPPED = frozenset({Outcome.STOPPED_BY_WORKPLACE, Outcome.STOPPED_BY_PERSON})

    class RightFor(models.TextChoices):
        PARTICIPANT = "participant", _("The candidate")
        WORKPLACE = "workplace", _("The workplace")
        MENTOR = "mentor", _("The mentor")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="placements")
    workplace = models.ForeignKey(Workplace, models.PROTECT, related_name="placements")
    started_on = models.DateField(_("Start"), default=timezone.localdate)
    goal = models.TextField(_("What is the goal?"), max_length=1000, blank=True)
    # She is employed here: what "hired here" opens instead of closing.
    is_job = models.BooleanField(default=False, editable=False)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    outcome = models.CharField(_("How did it end?"), max_length=20, choices=Outcome, blank=True)
    was_sudden = models.BooleanField(_("It stopped suddenly"), default=False)
    right_for = ArrayField(
        models.CharField(max_length=20, choices=RightFor),
        verbose_name=_("For whom was it right?"),
        default=list,
        blank=True,
    )
    how_it_ended = EncryptedTextField(_("In a few words"), max_length=500, blank=True)
    learned = EncryptedTextField(
        _("What did we learn about our practice or the workplace?"), max_length=1000, blank=True
    )
    should_know = EncryptedTextField(_("Who should know?"), max_length=255, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "workplace"],
                condition=Q(ended_on=None),
                name="placed_once_at_a_workplace",
                violation_error_message=_("This person is placed there already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(outcome=""),
                name="ended_placement_has_an_outcome",
                violation_error_message=_("Choose how it ended."),
            ),
        ]

    def __str__(self):
        return f"{self.participant_id} {self.workplace_id}"

    @property
    def newest_agreement(self):
        """Of a placement found with for_panel(): the StartAgreement as far as its line goes."""
        if self.newest_agreed_on is None:
            return None
        return StartAgreement(
            placement=self,
            agreed_on=self.newest_agreed_on,
            mentor_id=self.newest_mentor,
            look_again_on=self.newest_look_again_on,
        )

    @property
    def right_for_text(self):
        labels = dict(self.RightFor.choices)
        return ", ".join(str(labels[who]) for who in self.right_for)


class Mentorship(models.Model):
    """Who is mentor for whom, from when to when. Several may share it; one is closest."""

    class ProposedBy(models.TextChoices):
        PARTICIPANT = "participant", _("The candidate")
        WORKPLACE = "workplace", _("The workplace")
        MENTOR = "mentor", _("The mentor")
        ADVISOR = "advisor", _("The advisor")

    class Closeness(models.TextChoices):
        SAME_TASKS = "same_tasks", _("Works side by side every day")
        NEARBY = "nearby", _("Nearby, often")
        DISTANT = "distant", _("Seldom near the daily tasks")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="mentorships")
    mentor = models.ForeignKey(
        ContactPerson, models.PROTECT, verbose_name=_("Mentor"), related_name="mentorships"
    )
    is_backup = models.BooleanField(_("Second mentor, steps in when needed"), default=False)
    closeness = models.CharField(
        _("How close to the daily tasks?"), max_length=20, choices=Closeness, blank=True
    )
    proposed_by = models.CharField(
        _("Who proposed the mentor?"), max_length=20, choices=ProposedBy, blank=True
    )
    wants_a_mentor = models.BooleanField(
        _("The person has said yes to having a mentor"), default=False
    )
    wants_this_mentor = models.BooleanField(_("The person has said yes to this one"), default=False)
    called_here = models.CharField(_("What the role is called here"), max_length=40, blank=True)
    started_on = models.DateField(_("From"), default=timezone.localdate)
    ended_on = models.DateField(_("Until"), null=True, blank=True)

    class Meta:
        verbose_name = _("mentorship")
        verbose_name_plural = _("mentorships")
        ordering = ["is_backup", "-started_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "mentor"],
                condition=Q(ended_on=None),
                name="mentor_once_in_a_placement",
                violation_error_message=_("This mentor is there already."),
            )
        ]

    def __str__(self):
        return f"{self.placement_id} {self.mentor_id}"


CLOSEST_FIRST = Case(
    *(When(closeness=each, then=rank) for rank, each in enumerate(Mentorship.Closeness)),
    default=len(Mentorship.Closeness),
)
