"""Room for closer follow-up: what leader and advisor have agreed, and said aloud."""

import datetime
import uuid

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Office

DAY = datetime.timedelta(days=1)
OVERLAPS = _("There is an agreement with this advisor in the same time already.")
TAKES_TWO = _("An agreement takes two: you cannot agree with yourself. Ask your own leader.")


def advisors_led_by(membership):
    """Whom this leader can agree with, sorted by name."""
    colleagues = membership.colleagues
    if membership.role == Membership.Role.DEPARTMENT_LEADER:
        hers = Membership.objects.active(timezone.localdate()).filter(
            department=membership.department_id, role__in=Membership.FOLLOWS_UP
        )
        return colleagues.filter(pk__in=hers.values("user"))
    return colleagues


class RoomQuerySet(models.QuerySet):
    """What is between an advisor and her leader, whether agreed or asked for."""

    def visible_to(self, membership):
        """An advisor sees her own, a leader those of her office or department; nobody else any."""
        here = self.filter(office=membership.office_id)
        if membership.follows_up:
            return here.filter(advisor=membership.user_id)
        if membership.role == Membership.Role.OFFICE_LEADER:
            return here
        if membership.role == Membership.Role.DEPARTMENT_LEADER:
            return here.filter(advisor__in=advisors_led_by(membership))
        return self.none()

    def by_name(self):
        return self.select_related("advisor").order_by("advisor__name", "advisor", "pk")


class RoomAgreementQuerySet(RoomQuerySet):
    def standing(self):
        return self.filter(ended_on=None)

    def current(self, today):
        return self.standing().filter(from_on__lte=today, until_on__gte=today)

    def not_over(self, today):
        return self.standing().filter(until_on__gte=today)

    def over(self, today):
        return self.exclude(pk__in=self.not_over(today))

    def overlapping(self, *, office, advisor, from_on, until_on):
        return self.standing().filter(
            office=office, advisor=advisor, from_on__lte=until_on, until_on__gte=from_on
        )

    def with_renewal(self):
        """Knows of each whether a later agreement goes on where it ends: `is_renewed`."""
        later = RoomAgreement.objects.standing().filter(
            office=models.OuterRef("office"),
            advisor=models.OuterRef("advisor"),
            from_on__gt=models.OuterRef("until_on"),
        )
        return self.annotate(is_renewed=models.Exists(later))

    def to_renew(self, today):
        """Those that end soon with nothing agreed after them."""
        soon = today + RoomAgreement.EXPIRES_SOON
        return self.current(today).with_renewal().filter(until_on__lte=soon, is_renewed=False)

    def to_talk_about(self, today):
        """Those to renew, and those whose next look is due."""
        soon = Q(until_on__lte=today + RoomAgreement.EXPIRES_SOON, is_renewed=False)
        look = Q(look_again_on__lte=today)
        return self.current(today).with_renewal().filter(soon | look)


def _range(function, start, end):
    """Both ends included. A range of one id stands for equality, which GiST alone cannot index."""
    fields = {"int8range": BigIntegerRangeField, "daterange": DateRangeField}
    return Func(F(start), F(end), Value("[]"), function=function, output_field=fields[function]())


class RoomAgreement(models.Model):
    """Room for up to so many closer follow-ups in a period. A ceiling, never a target."""

    EXPIRES_SOON = datetime.timedelta(days=30)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Advisor")
    )
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    up_to = models.PositiveSmallIntegerField(
        _("Room for up to"), validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    from_on = models.DateField(_("First day"), default=timezone.localdate)
    until_on = models.DateField(_("Last day"))
    others_get_less = models.TextField(_("What do others get less of meanwhile?"), max_length=500)
    may_wait = models.TextField(_("What may wait?"), max_length=500, blank=True)
    never_waits = models.TextField(_("What else never waits?"), max_length=500, blank=True)
    look_again_on = models.DateField(_("Next look on"))
    ended_on = models.DateField(null=True, editable=False)
    # Counts up with each edit, so that the later of two people editing at once is told.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RoomAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=~Q(leader=F("advisor")),
                name="room_is_agreed_by_two",
                violation_error_message=TAKES_TWO,
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="room_agreement_ends_after_it_begins",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            ExclusionConstraint(
                name="one_room_agreement_at_a_time",
                expressions=[
                    (_range("int8range", "office", "office"), RangeOperators.OVERLAPS),
                    (_range("int8range", "advisor", "advisor"), RangeOperators.OVERLAPS),
                    (_range("daterange", "from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_on=None),
                violation_error_message=OVERLAPS,
            ),
        ]

    def __str__(self):
        return f"{self.advisor_id} {self.from_on}"

    def get_absolute_url(self):
        return reverse("caseload:agreement_detail", args=[self.pk])

    @property
    def is_over(self):
        return self.ended_on is not None or self.until_on < timezone.localdate()

    @property
    def is_current(self):
        return not self.is_over and self.from_on <= timezone.localdate()

    @property
    def expires_soon(self):
        """Ends within 30 days with nothing agreed after it. Asks for with_renewal()."""
        left = self.until_on - timezone.localdate()
        return self.is_current and left <= self.EXPIRES_SOON and not self.is_renewed

    @property
    def look_is_due(self):
        return self.is_current and self.look_again_on <= timezone.localdate()

    def next_period(self):
        """(first day, last day, next look) of the same length again, from the day after.

        Calendar months stay calendar months: September to February goes on in March to August.
        """
        first = self.until_on + DAY
        length = relativedelta(first, self.from_on)
        until = first + length - DAY
        look = first + relativedelta(self.look_again_on, self.from_on)
        return first, until, min(max(look, first), until)


def room_now(membership, today):
    """What has been agreed with this advisor for now, or None: the line above her bench."""
    if not membership.follows_up:
        return None
    return RoomAgreement.objects.visible_to(membership).current(today).first()


class RoomRequest(models.Model):
    """An advisor has asked her leader for an agreement. Open until they have talked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField(default=timezone.localdate)
    settled_on = models.DateField(null=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for room")
        verbose_name_plural = _("requests for room")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "advisor"],
                condition=Q(settled_on=None),
                name="one_open_room_request",
            )
        ]

    def __str__(self):
        return f"{self.advisor_id} {self.asked_on}"
