import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class County(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("county")
        verbose_name_plural = _("counties")

    def __str__(self):
        return self.name


class Office(models.Model):
    class Status(models.TextChoices):
        TAKING_PART = "taking_part", _("taking part")
        GUEST = "guest", _("guest")
        LEFT = "left", _("left")

    county = models.ForeignKey(County, models.PROTECT, related_name="offices")
    name = models.CharField(_("name"), max_length=80, unique=True)
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.TAKING_PART
    )

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self):
        return self.name


class Department(models.Model):
    office = models.ForeignKey(Office, models.CASCADE, related_name="departments")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="department_once_per_office",
                violation_error_message=_("The office has a department with this name already."),
            )
        ]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in. The citizen is a caseload.Participant."""

    class Theme(models.TextChoices):
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")
        SYSTEM = "system", _("As the device")

    email = models.EmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("This e-mail is in use already.")}
    )

    class Digest(models.TextChoices):
        DAILY = "daily", _("Every working day")
        WEEKLY = "weekly", _("Once a week")
        NEVER = "never", _("Never")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")

    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="nb"
    )
    theme = models.CharField(_("theme"), max_length=10, choices=Theme, default=Theme.SYSTEM)
    digest = models.CharField(
        _("Mail with what waits for you"), max_length=10, choices=Digest, default=Digest.DAILY
    )
    digest_weekday = models.PositiveSmallIntegerField(
        _("On which day?"), choices=Weekday, default=Weekday.MONDAY
    )
    digest_at = models.TimeField(_("At what time?"), default=datetime.time(7, 30))
    calls_by_mail = models.BooleanField(
        _("Mail at once when a mentor asks you to call"), default=True
    )
    # Shown to the mentors she has to do with, on a page without sign-in.
    work_phone = models.CharField(_("Work phone"), max_length=30, blank=True)
    phone_hours = models.CharField(_("When can you be reached?"), max_length=80, blank=True)
    # Whether a hard contact offers to write a line in one's own log; hers to say in that log.
    private_prompt = models.BooleanField(default=False, editable=False)
    is_active = models.BooleanField(_("active"), default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name


class MembershipQuerySet(models.QuerySet):
    def active(self, today):
        return self.filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=today), starts_on__lte=today
        )


class Membership(models.Model):
    """A person in a role at an office (or, for county contacts, in a county) for a period."""

    class Role(models.TextChoices):
        ADVISOR = "advisor", _("advisor")
        EMPLOYMENT_SPECIALIST = "employment_specialist", _("employment specialist")
        EMPLOYER_LIAISON = "employer_liaison", _("employer liaison")
        DEPARTMENT_LEADER = "department_leader", _("department leader")
        OFFICE_LEADER = "office_leader", _("office leader")
        LOCAL_CONTACT = "local_contact", _("local contact")
        COUNTY_CONTACT = "county_contact", _("county contact")
        RESEARCHER = "researcher", _("researcher")
        PRIVACY_COORDINATOR = "privacy_coordinator", _("privacy coordinator")
        OPERATOR = "operator", _("operator")

    class EmployerSide(models.TextChoices):
        STATE = "state", _("state")
        MUNICIPALITY = "municipality", _("municipality")

    FOLLOWS_UP = frozenset({Role.ADVISOR, Role.EMPLOYMENT_SPECIALIST})
    LEADS = frozenset({Role.OFFICE_LEADER, Role.DEPARTMENT_LEADER})
    # At an office; these are asked of many at once as well.
    SEES_WORKPLACES = FOLLOWS_UP | LEADS | {Role.EMPLOYER_LIAISON}
    # At an office; for a county its contact. Who they are is asked of many at once as well.
    REFLECTS = FOLLOWS_UP | LEADS | {Role.EMPLOYER_LIAISON, Role.LOCAL_CONTACT}
    # Releases of answers are asked for and decided.
    SETTLES_RELEASES = frozenset({Role.RESEARCHER, Role.PRIVACY_COORDINATOR})

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)
    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True)
    role = models.CharField(_("role"), max_length=30, choices=Role)
    employer_side = models.CharField(
        _("employer side"), max_length=20, choices=EmployerSide, blank=True
    )
    # For her own people only: that she is their advisor is asked as well.
    sees_confidential = models.BooleanField(_("confidential address"), default=False)
    sees_shielded = models.BooleanField(_("screened persons"), default=False)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(office=None) ^ models.Q(county=None),
                name="membership_at_an_office_or_in_a_county",
                violation_error_message=_("Choose either an office or a county."),
            ),
            models.CheckConstraint(
                condition=~models.Q(role="department_leader") | models.Q(department__isnull=False),
                name="department_leader_has_a_department",
                violation_error_message=_("Choose which department she leads."),
            ),
        ]

    def __str__(self):
        return f"{self.user_id} {self.role}"

    @property
    def place(self):
        return self.office or self.county

    # What the menus ask. Whether one particular person may be opened is answered in caseload.

    @property
    def follows_up(self):
        """Has a caseload of her own."""
        return self.role in self.FOLLOWS_UP and self.office_id is not None

    @property
    def leads(self):
        return self.role in self.LEADS and self.office_id is not None

    @property
    def sees_participants(self):
        return self.follows_up or self.leads

    @property
    def sees_workplaces(self):
        """The office's memory of workplaces is for everybody who works with employers."""
        return self.role in self.SEES_WORKPLACES and self.office_id is not None

    @property
    def reflects(self):
        """Takes part in the meetings where an office, or a county, reflects together."""
        if self.office_id:
            return self.role in self.REFLECTS
        return self.role == self.Role.COUNTY_CONTACT

    @property
    def is_county_contact(self):
        """Is there for all offices of a county, and at none of them."""
        return self.role == self.Role.COUNTY_CONTACT and self.county_id is not None

    @property
    def speaks_for_office(self):
        """Asks the county for help on its behalf."""
        speaks = self.LEADS | {self.Role.LOCAL_CONTACT}
        return self.role in speaks and self.office_id is not None

    @property
    def in_county(self):
        """The id of the county she works in, at one of its offices or for all of them."""
        return self.office.county_id if self.office_id else self.county_id

    @property
    def operates(self):
        """Sees how the system goes, and no person."""
        return self.role == self.Role.OPERATOR

    @property
    def is_told(self):
        """Has a bell: there is something that may be told her."""
        is_told = self.reflects or self.role in self.SETTLES_RELEASES
        return self.office_id is not None and is_told

    @property
    def imports(self):
        return self.follows_up

    @cached_property
    def colleagues(self):
        """Everybody who follows people up at this office today, sorted by name."""
        here = Membership.objects.active(timezone.localdate()).filter(
            office=self.office_id, role__in=self.FOLLOWS_UP
        )
        return User.objects.filter(pk__in=here.values("user")).order_by("name", "pk")


class AuditEntry(models.Model):
    """One human action on personal data. The database refuses every change to a written line."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="audit_entries"
    )
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=30, blank=True)
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=36, blank=True, db_index=True)
    reason = models.CharField(max_length=255, blank=True)
    permitted = models.BooleanField(default=True)

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class AuditSeal(models.Model):
    """Lines `first` to `last` of the audit log as they were written, and the chain up to there.

    Never changed or deleted either. `chain` is the SHA-256 over the lines and the chain before.
    """

    number = models.PositiveIntegerField(primary_key=True)
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    lines = models.PositiveIntegerField()
    chain = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return str(self.number)
