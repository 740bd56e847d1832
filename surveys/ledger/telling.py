"""Telling privacy coordinators that the ledger is not as it was written."""

import uuid

from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from notifications.actions import tell, told
from notifications.models import Notification
from surveys.ledger.chain import broken


def tell_of_a_broken_ledger():
    """Once for each entry that was changed or is missing."""
    numbers = broken()
    coordinators = Membership.objects.active(timezone.localdate()).filter(
        role=Membership.Role.PRIVACY_COORDINATOR, user__is_active=True, office__isnull=False
    )
    page = f"{reverse('surveys:ledger_list')}?check=yes"
    kind = Notification.Kind.LEDGER_CHANGED
    tell(
        [
            told(each.user_id, each.office_id, kind, uuid.UUID(int=number), page)
            for each in coordinators
            for number in numbers
        ]
    )
