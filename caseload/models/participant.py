"""The person the office follows up, and who sees her."""

import uuid
from functools import lru_cache

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import (
    Aggregate,
    Case,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import Department, Membership, Office
from accounts.names import sort_key
from caseload.models.colleagues import Follower, StandIn
from caseload.status import INCOME_NOTICE, Status, condition


def validate_birth_year(year):
    if not 1900 <= year <= timezone.localdate().year:
        raise ValidationError(_("Write the year with four digits, 1900 or later."))


# Who comes first on the bench: an open call for help, then by the day of the next contact.
NEEDS_FIRST = Case(When(needs_something="", then=Value(1)), default=Value(0))
WHAT_CONTACTS_TELL = [
    "workplace_name",
    "last_workplace_contact_on",
    "last_workplace_contact_how",
    "last_person_contact_on",
    "last_person_contact_how",
    "next_contact_on",
    "needs_something",
    "needs_since",
]


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """The only statement of who sees which participants.

        Whoever follows people up sees her own, those she follows along, and those of colleagues
        she stands in for. Leaders see their office or department. Nobody sees a protected person
        until access to those is built, and nobody else sees anybody. Who is offered in a handover
        is told of through HandedOver until it is accepted.
        A liaison is shown a person masked, through Connection.visible_to.
        """
        unprotected = self.filter(protection=Participant.Protection.OPEN)
        if membership.follows_up:
            return unprotected.filter(membership_holds(membership), office=membership.office_id)
        if membership.role == Membership.Role.OFFICE_LEADER:
            return unprotected.filter(office=membership.office_id)
        if membership.role == Membership.Role.DEPARTMENT_LEADER:
            return unprotected.filter(department=membership.department_id)
        return self.none()

    def open_to(self, membership):
        """For the page of one person, never for a list: also whom she was let in to.

        That is by a reason she gave, or by a review she is invited to.

        What is hers in lists, counts and imports stays `visible_to`; `access.can_change` too.
        """
        let_in = self.opened_by(membership) | self.brought_to(membership)
        return self.visible_to(membership) | let_in

    def opened_by(self, membership):
        """Whom this membership may read about for some days, having said why."""
        opened = Participant.objects.filter(
            openings__membership=membership, openings__expires_at__gt=timezone.now()
        )
        return self.at_the_office_of(membership).filter(pk__in=opened.values("pk"))

    def at_the_office_of(self, membership):
        """Everybody unprotected there: whom an exact look-up can find. Shown to nobody as such."""
        if not membership.sees_participants:
            return self.none()
        return self.filter(protection=Participant.Protection.OPEN, office=membership.office_id)

    def advised_by(self, membership):
        """Her own among those visible_to() shows, without looking up whom else she serves."""
        if not membership.follows_up:
            return self.none()
        return self.filter(
            protection=Participant.Protection.OPEN,
            office=membership.office_id,
            advisor=membership.user_id,
        )

    def brought_to(self, membership):
        """Whom their advisors bring to reviews this member is invited to, while they last."""
        if not membership.follows_up:
            return self.none()
        brought = Participant.objects.filter(
            advisor=models.F("review_items__review__advisor"),
            review_items__brought_until__gt=timezone.now(),
            review_items__review__ended_at=None,
            review_items__review__colleagues=membership.user_id,
        )
        return self.filter(
            protection=Participant.Protection.OPEN,
            office=membership.office_id,
            pk__in=brought.values("pk"),
        )

    def with_agreement(self):
        """With her advisor and what is agreed with her: for one person, or an office's list."""
        return self.select_related("advisor", "closer_follow_up")

    def for_page(self):
        """Also `followed_by` (dicts of pk and name) and `income_answer`, a value of its Answer.

        That is what was said about this end of her benefit; None when nothing was.
        """
        followers = Follower.objects.filter(participant=OuterRef("pk")).order_by("user__name")
        names = followers.values(json=JSONObject(pk="pk", name="user__name"))
        this_end = Q(income_answers__for_end=F("benefit_ends_on"))
        return self.with_agreement().annotate(
            followed_by=ArraySubquery(names),
            about_this_end=FilteredRelation("income_answers", condition=this_end),
            income_answer=F("about_this_end__answer"),
        )

    def for_bench(self):
        """Only what a line of the bench shows: neither long texts nor what must be decrypted."""
        # Fetched beside: joined, PostgreSQL would put every advisor and agreement of the country
        # beside the whole office before it takes the first fifty.
        return self.prefetch_related("advisor").only(
            "name",
            "advisor",
            "workplace_name",
            "mentor_name",
            "phase",
            "benefit_ends_on",
            "ended_on",
            "closer_follow_up",
            "not_now_until",
            "next_contact_on",
            "last_workplace_contact_on",
            "last_workplace_contact_how",
            "last_person_contact_on",
            "last_person_contact_how",
            "needs_something",
        )

    def for_office_bench(self):
        return self.for_bench().prefetch_related("closer_follow_up")

    def in_status(self, status, today):
        return self.filter(condition(status, today))

    def counted(self, today):
        """{phase: {status: n}}, in one query."""
        counts = Counted(in_each_status(today))
        groups = self.order_by().values_list("phase").annotate(counts=counts)
        return {phase: dict(zip(Status, numbers, strict=True)) for phase, numbers in groups}

    def named(self, words):
        return self.filter(sort_key__contains=sort_key(words))


@lru_cache(maxsize=2)
def in_each_status(today):
    """An array of counts in the order of Status, the conditions in SQL already.

    The ORM needs longer to write these nine conditions anew than PostgreSQL to count by them.
    """
    counts, params = [], []
    for status in Status:
        query = Participant.objects.filter(condition(status, today)).query
        sql, its_params = query.get_compiler(DEFAULT_DB_ALIAS).compile(query.where)
        counts.append(f"COUNT(*) FILTER (WHERE {sql})")
        params += its_params
    return RawSQL(f"ARRAY[{', '.join(counts)}]", params)


class Counted(Aggregate):
    """Says to the ORM that in_each_status() is an aggregate."""

    template = "%(expressions)s"
    output_field = ArrayField(models.IntegerField())


class IsAny(Func):
    """`x = ANY (ARRAY (SELECT …))`.

    PostgreSQL then reads the few values first and finds their rows by the index on x. With IN,
    joined by OR, it would read the whole office.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY (ARRAY "
    output_field = models.BooleanField()


def membership_holds(membership):
    """Q of the participants this person follows up herself, follows along or stands in for."""
    stood_in_for, followed = whom_she_serves(membership.user_id, timezone.localdate())
    return (
        Q(advisor=membership.user_id) | Q(IsAny("advisor", stood_in_for)) | Q(IsAny("pk", followed))
    )


@lru_cache(maxsize=1000)
def whom_she_serves(user_id, today):
    """Sub-queries in SQL already: ids of absent advisors, ids of people she follows along.

    Nearly every page asks them. It is the question that is kept, never its answer.
    """
    stood_in_for = StandIn.objects.active(today).filter(stand_in=user_id).order_by()
    followed = Follower.objects.filter(user=user_id)
    return [
        RawSQL(*ids.query.sql_with_params())
        for ids in (stood_in_for.values("advisor"), followed.values("participant"))
    ]


class Participant(models.Model):
    """A person the office follows up. *Bruker* on the bench, *kandidat* at a workplace."""

    class Phase(models.TextChoices):
        WISH = "wish", _("Wish and mapping")
        FINDING = "finding", _("Finding a workplace")
        START = "start", _("Start")
        UNDER_WAY = "under_way", _("Under way")
        IN_JOB = "in_job", _("In job, still followed")
        ENDED = "ended", _("Ended")

    class NeedGroup(models.TextChoices):
        """§ 14 a: today's names. NEED_GROUP_BEFORE has the names of the report."""

        GOOD_OPPORTUNITIES = "good_opportunities", _("Good opportunities")
        NEEDS_GUIDANCE = "needs_guidance", _("Needs guidance")
        REDUCED_CAPACITY = "reduced_capacity", _("Needs guidance, reduced capacity to work")
        PARTLY_WORK = "partly_work", _("Can work partly")
        LITTLE_OPPORTUNITY = "little_opportunity", _("Little opportunity to work")

    NEED_GROUP_BEFORE = {
        NeedGroup.GOOD_OPPORTUNITIES: _("Standard effort"),
        NeedGroup.NEEDS_GUIDANCE: _("Situational effort"),
        NeedGroup.REDUCED_CAPACITY: _("Specially adapted effort"),
        NeedGroup.PARTLY_WORK: _("Graded permanently adapted effort"),
        NeedGroup.LITTLE_OPPORTUNITY: _("Permanently adapted effort"),
    }

    class Benefit(models.TextChoices):
        NONE = "none", _("None")
        WORK_ASSESSMENT = "work_assessment_allowance", _("Work assessment allowance (AAP)")
        UNEMPLOYMENT = "unemployment_benefit", _("Unemployment benefit")
        ACTIVITY = "activity_allowance", _("Activity allowance")
        SOCIAL = "social_assistance", _("Social assistance")
        QUALIFICATION = "qualification_programme", _("Qualification programme (KVP)")
        SICKNESS = "sickness_benefit", _("Sickness benefit")
        DISABILITY = "disability_benefit", _("Disability benefit")

    class Protection(models.TextChoices):
        OPEN = "open", _("none")
        CONFIDENTIAL = "confidential", _("confidential address")
        SHIELDED = "shielded", _("screened person")
        SEALED = "sealed", _("sealed")

    class Channel(models.TextChoices):
        VISIT = "visit", _("Visit")
        PHONE = "phone", _("Phone")
        VIDEO = "video", _("Video")
        MESSAGE = "message", _("Message")

    class Needs(models.TextChoices):
        """Who needs something, as said in the last contact; empty when nobody does."""

        PARTICIPANT = "participant", _("Candidate")
        MENTOR = "mentor", _("Mentor")
        COLLEAGUES = "colleagues", _("Colleagues")
        ME = "me", _("Me")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="participants")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="participants"
    )
    protection = models.CharField(max_length=20, choices=Protection, default=Protection.OPEN)

    wish = models.TextField(_("What do you want?"), max_length=1000, blank=True)
    interests = models.TextField(_("Interests and strengths"), max_length=1000, blank=True)
    name = models.CharField(_("Name"), max_length=120)
    sort_key = models.TextField(editable=False, db_collation="C")
    birth_year = models.PositiveSmallIntegerField(
        _("Birth year"), null=True, blank=True, validators=[validate_birth_year]
    )
    phone = EncryptedTextField(_("Phone"), blank=True)
    email = EncryptedTextField(_("E-mail"), blank=True)
    phase = models.CharField(_("Phase"), max_length=20, choices=Phase, default=Phase.WISH)
    need_group = models.CharField(_("Group of need"), max_length=30, choices=NeedGroup, blank=True)
    benefit = models.CharField(_("Benefit"), max_length=30, choices=Benefit, blank=True)
    benefit_ends_on = models.DateField(_("Benefit ends on"), null=True, blank=True)
    support_at_work = models.TextField(_("Support needed at work"), max_length=1000, blank=True)
    support_outside_work = models.TextField(
        _("Support needed outside work"), max_length=1000, blank=True
    )
    created_on = models.DateField(default=timezone.localdate, editable=False)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    ended_why = models.CharField(_("Why it ended"), max_length=255, blank=True)

    closer_follow_up = models.OneToOneField(
        "CloserFollowUp", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    next_contact_on = models.DateField(_("Next contact"), null=True, blank=True)
    not_now_why = models.CharField(_("Why not now"), max_length=255, blank=True)
    not_now_until = models.DateField(_("Look again on"), null=True, blank=True)

    # Told by mentors/actions.py, so that no list needs a join upward.
    workplace_name = models.CharField(max_length=120, blank=True, editable=False)
    mentor_name = models.CharField(max_length=120, blank=True, editable=False)
    last_workplace_contact_on = models.DateField(null=True, blank=True, editable=False)
    last_workplace_contact_how = models.CharField(
        max_length=10, choices=Channel, blank=True, editable=False
    )
    last_person_contact_on = models.DateField(null=True, blank=True, editable=False)
    last_person_contact_how = models.CharField(
        max_length=10, choices=Channel, blank=True, editable=False
    )
    needs_something = models.CharField(max_length=20, choices=Needs, blank=True, editable=False)
    needs_since = models.DateField(null=True, blank=True, editable=False)

    # Counts up with each edit, so that the later of two people editing at once is told.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        indexes = [
            models.Index(fields=["advisor", "ended_on", "next_contact_on"]),
            models.Index(fields=["office", "ended_on", "next_contact_on"]),
            models.Index(fields=["office", "sort_key"]),
            models.Index(fields=["department", "next_contact_on"]),
            # The first page of a leader's bench without sorting a large office.
            models.Index(
                "office",
                NEEDS_FIRST,
                F("next_contact_on").asc(nulls_last=True),
                "sort_key",
                "id",
                name="office_by_who_comes_first",
                condition=Q(ended_on=None, protection="open"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(not_now_until=None) | Q(closer_follow_up=None),
                name="not_now_and_closer_exclude_each_other",
                violation_error_message=_("Closer follow-up and “not now” exclude each other."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("caseload:participant_detail", args=[self.pk])

    # What the list says about one person

    @property
    def is_active(self):
        return self.ended_on is None

    @property
    def last_contact_on(self):
        return max(
            filter(None, [self.last_workplace_contact_on, self.last_person_contact_on]),
            default=None,
        )

    @property
    def days_over_agreed_time(self):
        """0 unless closer follow-up was agreed and its day has passed."""
        if self.closer_follow_up_id is None or self.next_contact_on is None or not self.is_active:
            return 0
        return max(0, (timezone.localdate() - self.next_contact_on).days)

    @property
    def is_due_today(self):
        return self.next_contact_on == timezone.localdate()

    @property
    def income_ends_soon(self):
        ends = self.benefit_ends_on
        return self.is_active and bool(ends) and abs(ends - timezone.localdate()) <= INCOME_NOTICE

    @property
    def is_not_now(self):
        return self.not_now_until is not None and self.not_now_until >= timezone.localdate()

    @property
    def need_group_before(self):
        return self.NEED_GROUP_BEFORE.get(self.need_group, "")

    @property
    def agreed_next_contact_on(self):
        """What the agreed rhythm says if there is a contact today; None without an agreement."""
        return self.closer_follow_up and self.closer_follow_up.next_contact_on(timezone.localdate())

    # What other apps tell

    def lock_what_contacts_tell(self):
        """Hold the row until the transaction ends, and know what it says now."""
        locked = Participant.objects.select_for_update(of=("self",))
        self.refresh_from_db(fields=WHAT_CONTACTS_TELL, from_queryset=locked)

    def note_contact(
        self, *, on, how, with_person, with_workplace, next_contact_on, needs_something=""
    ):
        """What one contact tells, on a row that is locked. Only the latest day is the last."""
        told = {"next_contact_on": next_contact_on}
        for is_told, field in [(with_person, "person"), (with_workplace, "workplace")]:
            known = getattr(self, f"last_{field}_contact_on")
            if is_told and (known is None or known <= on):
                told[f"last_{field}_contact_on"] = on
                told[f"last_{field}_contact_how"] = how
        if needs_something:
            told |= {"needs_something": needs_something, "needs_since": on}
        for name, value in told.items():
            setattr(self, name, value)
        self.save(update_fields=list(told))

    def retell_contacts(self, *, person, workplace):
        """What the log says after an undone or corrected contact: two pairs of (day, channel)."""
        self.last_person_contact_on, self.last_person_contact_how = person
        self.last_workplace_contact_on, self.last_workplace_contact_how = workplace
        self.save(
            update_fields=[
                "last_person_contact_on",
                "last_person_contact_how",
                "last_workplace_contact_on",
                "last_workplace_contact_how",
            ]
        )

    def note_workplace(self, *, workplace_name, mentor_name):
        """Where she is now and who is mentor there; both empty when there is no placement."""
        self.workplace_name, self.mentor_name = workplace_name, mentor_name
        self.save(update_fields=["workplace_name", "mentor_name"])

    def note_need(self, who, since):
        """Who needs something since when; "" when the last open need has been answered."""
        self.needs_something, self.needs_since = who, since if who else None
        self.save(update_fields=["needs_something", "needs_since"])

    def set_next_contact(self, on):
        self.next_contact_on = on
        self.save(update_fields=["next_contact_on"])
