"""Trying again what did not arrive. What it says is written anew, or it no longer holds."""

import datetime

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone

from accounts import audit
from notifications.models import Mail, Notification
from notifications.operations.condition import failures, put_off

STILL_HOLDS = datetime.timedelta(days=1)


@transaction.atomic
def retry_mail(membership, mail):
    """Send this one again soon; False when it is on its way already, as after a double click."""
    audit.record(membership, "mail.retry", mail)
    return bool(_try_again(failures(timezone.now()).filter(pk=mail.pk)))


@transaction.atomic
def retry_all(membership):
    """Everything that failed lately, and now what would be tried later. Returns how many."""
    now = timezone.now()
    audit.record(membership, "mail.retry_all")
    return _try_again(failures(now)) + put_off(now).update(due_at=now)


def _try_again(failed):
    ids = list(failed.select_for_update(of=("self",)).values_list("pk", flat=True))
    # It has not failed any more. If it does again, that is told anew.
    keys = [f"{Notification.Kind.MAIL_FAILED}:{pk}" for pk in ids]
    Notification.objects.filter(key__in=keys).delete()
    now = timezone.now()
    return Mail.objects.filter(pk__in=ids).update(
        state=Mail.State.WAITING,
        ended_at=None,
        attempts=0,
        trouble="",
        due_at=now,
        expires_at=Greatest("expires_at", now + STILL_HOLDS),
    )
