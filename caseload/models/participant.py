"""The person the office follows up."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import Department, Office
from accounts.names import sort_key
from caseload.models.participants import NEEDS_FIRST, ParticipantQuerySet
from caseload.status import INCOME_NOTICE


def validate_birth_year(year):
    if not 1900 <= year <= timezone.localdate().year:
        raise ValidationError(_("Write the year with four digits, 1900 or later."))


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
        UNKNOWN = "unknown", _("not known")

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
            # Who is due: asked of the whole country at once, each morning.
            models.Index(
                fields=["next_contact_on"],
                name="contact_due",
                condition=Q(ended_on=None, protection="open"),
            ),
            models.Index(
                fields=["benefit_ends_on"],
                name="income_ends",
                condition=Q(ended_on=None, protection="open"),
            ),
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
    def contact_is_due(self):
        return self.next_contact_on is not None and self.next_contact_on <= timezone.localdate()

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
