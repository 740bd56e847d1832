"""Workplaces, what the office remembers of them, and the people there."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.no import orgnr

from accounts.encryption import EncryptedTextField, keyed_hash
from accounts.models import Office
from accounts.names import sort_key
from caseload.industries import SECTION_CHOICES, section_of
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
    language = models.CharField(
        _("Language of mails"), max_length=2, choices=settings.LANGUAGES, default="nb"
    )
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
