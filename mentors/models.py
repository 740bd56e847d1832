import datetime
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from stdnum.no import orgnr

from accounts.encryption import EncryptedTextField, keyed_hash
from accounts.models import Office
from accounts.names import sort_key
from caseload.models import Participant
from mentors.imports.models import CaseloadImport  # noqa: F401 (a model of this app)
from mentors.industries import SECTION_CHOICES, section_of
from mentors.needs.models import NeedAnswer, WorkplaceNeed  # noqa: F401 (models of this app)
from mentors.start_agreement.models import StartAgreement  # noqa: F401 (a model of this app)
from mentors.support.models import MentorNeed  # noqa: F401 (a model of this app)
from mentors.wish import says, wish_stems


def validate_org_number(value):
    if not orgnr.is_valid(value):
        raise ValidationError(_("This is not a valid organisation number: nine digits."))


def validate_division(value):
    if section_of(value) is None:
        raise ValidationError(_("There is no division with this number in SN2025."))


class WorkplaceQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Workplaces are the office's common memory."""
        if not membership.sees_workplaces:
            return self.none()
        return self.filter(office=membership.office_id)

    def for_list(self):
        return self.annotate(
            placed_now=models.Count(
                "placements",
                filter=Q(placements__ended_on=None, placements__participant__ended_on=None),
            ),
        ).order_by("sort_key", "pk")

    def matching(self, words):
        """Those whose name, offered work or industry says each of the words."""
        for word in words.split():
            self = self.filter(says(word))
        return self

    def from_wish(self, text):
        """Those that say something of what a person wishes; who says most of it comes first."""
        stems = wish_stems(text)
        if not stems:
            return self.none()
        hits = sum(Case(When(says(stem), then=1), default=0) for stem in stems)
        return self.annotate(hits=hits).filter(hits__gt=0).order_by("-hits", "sort_key", "pk")


class Workplace(models.Model):
    """The unit that makes the agreement, and what the office remembers about it."""

    class Size(models.TextChoices):
        ONE_TO_4 = "1-4", "1–4"
        FIVE_TO_9 = "5-9", "5–9"
        TEN_TO_19 = "10-19", "10–19"
        TWENTY_TO_49 = "20-49", "20–49"
        FIFTY_TO_99 = "50-99", "50–99"
        HUNDRED_TO_249 = "100-249", "100–249"
        FROM_250 = "250+", _("250 and more")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="workplaces")
    name = models.CharField(_("Name"), max_length=120)
    sort_key = models.TextField(editable=False, db_collation="C")
    org_number = models.CharField(
        _("Organisation number of the unit"),
        max_length=9,
        blank=True,
        validators=[validate_org_number],
    )
    section = models.CharField(_("Industry"), max_length=1, blank=True, choices=SECTION_CHOICES)
    division = models.CharField(
        _("Division (two digits)"), max_length=2, blank=True, validators=[validate_division]
    )
    size = models.CharField(_("Employees in the unit"), max_length=10, blank=True, choices=Size)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    offers = models.TextField(_("What work is there?"), max_length=1000, blank=True)
    contact_wish = models.CharField(
        _("How and how often does it want contact?"), max_length=255, blank=True
    )
    notes = EncryptedTextField(_("What we should remember"), max_length=2000, blank=True)
    known_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("Who here knows it"), blank=True, related_name="+"
    )

    objects = WorkplaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("workplace")
        verbose_name_plural = _("workplaces")
        indexes = [models.Index(fields=["office", "sort_key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "org_number"],
                condition=~Q(org_number=""),
                name="workplace_once_per_office",
                violation_error_message=_(
                    "The office has a workplace with this organisation number already."
                ),
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("mentors:workplace_detail", args=[self.pk])


class WorkplaceVisit(models.Model):
    """A visit without a candidate: how a workplace comes to be known."""

    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="visits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(_("When"), default=timezone.localdate)
    note = EncryptedTextField(_("What did you learn?"), max_length=1000)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.workplace_id} {self.on}"


class ContactPersonQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(workplace__in=Workplace.objects.visible_to(membership))


class ContactPerson(models.Model):
    """Somebody at a workplace: the employer, HR, or a mentor. A mentor needs no measure."""

    class Role(models.TextChoices):
        MENTOR = "mentor", _("Mentor")
        EMPLOYER = "employer", _("Employer")
        HR = "hr", _("HR")

    class Position(models.TextChoices):
        OWNER = "owner", _("Owner or general manager")
        DEPARTMENT_LEADER = "department_leader", _("Department leader")
        EMPLOYEE = "employee", _("Employee")
        HR = "hr", _("HR")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="people")
    role = models.CharField(_("Role"), max_length=10, choices=Role, default=Role.MENTOR)
    name = models.CharField(_("Name"), max_length=120)
    position = models.CharField(_("Position"), max_length=20, choices=Position, blank=True)
    phone = EncryptedTextField(_("Phone"), max_length=30, blank=True)
    email = EncryptedTextField(_("E-mail"), max_length=254, blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False)
    email_hash = models.CharField(max_length=64, blank=True, editable=False)
    experience = models.CharField(_("Earlier experience as a mentor"), max_length=255, blank=True)
    own_needs = models.CharField(
        _("Own need for advice, training or time"), max_length=255, blank=True
    )

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["workplace", "name"])]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.phone_hash = keyed_hash(phone_digits(self.phone))
        self.email_hash = keyed_hash(self.email.casefold())
        super().save(*args, **kwargs)


def phone_digits(phone):
    """The digits of a number, without the country code of Norway: what two spellings share."""
    digits = "".join(filter(str.isdigit, phone)).removeprefix("00")
    return digits.removeprefix("47") if len(digits) > 8 else digits


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(participant__in=Participant.objects.visible_to(membership))

    def current(self):
        return self.filter(ended_on=None)

    def for_panel(self):
        agreements = models.Prefetch("start_agreements", StartAgreement.objects.for_panel())
        mentorships = models.Prefetch("mentorships", Mentorship.objects.select_related("mentor"))
        needs = models.Prefetch("mentor_needs", MentorNeed.objects.select_related("todo__owner"))
        return self.select_related("workplace").prefetch_related(mentorships, needs, agreements)

    def at_work_now(self):
        """Current ones of people the office still follows up."""
        return self.current().filter(participant__ended_on=None)

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
