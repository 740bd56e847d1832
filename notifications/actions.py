"""Telling somebody in the app, and putting a mail in the queue: in the transaction of the cause."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notifications.models import Mail, Notification
from notifications.ringing import ring
from notifications.staff_mail import Kind
from notifications.tasks import deliver_staff_mail

AT_ONCE_HOLDS = datetime.timedelta(days=2)


def told(user_id, office_id, kind, about, url, due_on=None):
    """The Notification, not saved: one for each user, thing and day."""
    return Notification(
        user_id=user_id,
        office_id=office_id,
        kind=kind,
        about=about,
        url=url,
        due_on=due_on,
        key=f"{kind}:{about}:{due_on or ''}:{user_id}",
    )


def tell(notifications):
    """Write those that were not told before. Twice is once."""
    Notification.objects.bulk_create(notifications, ignore_conflicts=True, batch_size=1000)


@transaction.atomic
def tell_at_once(notifications):
    """The same, and a mail to each who wants one at once: it says only that something is new."""
    known = set(
        Notification.objects.filter(key__in=[each.key for each in notifications]).values_list(
            "key", flat=True
        )
    )
    tell(notifications)
    users = User.objects.filter(is_active=True, calls_by_mail=True).in_bulk(
        {each.user_id for each in notifications if each.key not in known}
    )
    for each in notifications:
        if user := users.get(each.user_id):
            post(
                Kind.AT_ONCE,
                f"{Kind.AT_ONCE}:{each.key}",
                task=deliver_staff_mail,
                user=user,
                language=user.language,
                about=each.pk,
                expires_at=timezone.now() + AT_ONCE_HOLDS,
            )


def post(kind, key, *, task, **fields):
    """A mail that waits to be sent, and a worker told so after the commit. Once for each `key`.

    `task` is the Celery task that takes the id of such a mail. `fields`: user (somebody who logs
    in) or address_hash, language, about, url, on_behalf_of, office, due_at, expires_at.
    """
    mail, is_new = Mail.objects.get_or_create(key=key, defaults={"kind": kind} | fields)
    if is_new:
        ring(task, mail.pk)
    return mail


def settle(*ids, kinds):
    """Nothing more needs doing about these: done, closed, handed over."""
    return Notification.objects.filter(about__in=ids, kind__in=kinds).settle()
