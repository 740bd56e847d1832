"""Who besides the advisor sees a person: followers and stand-ins."""

import uuid
from functools import lru_cache

from django.conf import settings
from django.db import models
from django.db.models import Func, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Follower(models.Model):
    """A colleague who follows along without being the advisor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey("Participant", models.CASCADE, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "user"], name="follows_once")]

    def __str__(self):
        return f"{self.participant_id} {self.user_id}"


class StandInQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """What she has arranged for her own absences."""
        return self.filter(advisor=membership.user_id) if membership.follows_up else self.none()

    def not_over(self, today):
        return self.filter(until_on__gte=today).select_related("stand_in")

    def active(self, today):
        return self.filter(from_on__lte=today, until_on__gte=today)


class StandIn(models.Model):
    """A colleague who sees and serves an absent advisor's people for a while."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    stand_in = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    from_on = models.DateField(_("from"), default=timezone.localdate)
    until_on = models.DateField(_("until"))

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = _("stand-in")
        verbose_name_plural = _("stand-ins")
        ordering = ["from_on", "pk"]
        indexes = [models.Index(fields=["stand_in", "until_on"])]

    def __str__(self):
        return f"{self.advisor_id} → {self.stand_in_id}"


class IsAny(Func):
    """`x = ANY (ARRAY (SELECT …))`.

    PostgreSQL then reads the few values first and finds their rows by the index on x. With IN,
    joined by OR, it would read the whole office.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY (ARRAY "
    output_field = models.BooleanField()


def serves(membership):
    """Q of the participants this person follows up herself or stands in for."""
    stood_in_for, _followed = whom_she_serves(membership.user_id, timezone.localdate())
    return Q(advisor=membership.user_id) | Q(IsAny("advisor", stood_in_for))


def membership_holds(membership):
    """The same, and those she follows along."""
    _stood_in_for, followed = whom_she_serves(membership.user_id, timezone.localdate())
    return serves(membership) | Q(IsAny("pk", followed))


@lru_cache(maxsize=1000)
def whom_she_serves(user_id, today):
    """Sub-queries in SQL already: ids of absent advisors, ids of people she follows along.

    Nearly every page asks them. It is the question that is kept, never its answer.
    """
    stood_in_for = StandIn.objects.active(today).filter(stand_in=user_id).order_by()
    followed = Follower.objects.filter(user=user_id)
    return [
        RawSQL(*ids.query.sql_with_params())  # nosec B611 # written by the ORM
        for ids in (stood_in_for.values("advisor"), followed.values("participant"))
    ]
