"""Time-limited reading of a person who is not one's own, with the reason that was given."""

import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from caseload.models.participant import Participant

LASTS = datetime.timedelta(days=7)
AT_MOST = datetime.timedelta(days=92)  # three months


class AccessWithReasonQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """One's own, and for leaders those to everybody in their list."""
        if not membership.sees_participants:
            return self.none()
        here = Participant.objects.at_the_office_of(membership)
        own = Q(membership=membership, participant__in=here)
        if not membership.leads:
            return self.filter(own)
        return self.filter(own | Q(participant__in=Participant.objects.visible_to(membership)))

    def active(self, now):
        return self.filter(expires_at__gt=now)

    def for_list(self):
        rows = self.select_related("participant__advisor", "membership__user")
        return rows.order_by("-given_at", "-pk")


class AccessWithReason(models.Model):
    """One person opened to one membership: who changes office or role must ask anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="openings")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="openings")
    reason = models.CharField(_("Reason"), max_length=255)
    given_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    objects = AccessWithReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("access with a reason")
        verbose_name_plural = _("accesses with a reason")
        indexes = [models.Index(fields=["membership", "participant", "expires_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__lte=F("given_at") + AT_MOST),
                name="access_with_reason_lasts_three_months_at_most",
                violation_error_message=_("Access with a reason lasts three months at most."),
            ),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length("reason"), 10),
                name="access_has_a_reason_worth_reading",
                violation_error_message=_("Write a little more: at least 10 characters."),
            ),
        ]

    def __str__(self):
        return f"{self.membership_id} {self.participant_id}"

    @property
    def is_active(self):
        return self.expires_at > timezone.now()
