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


def told(user_id, office_id, kind, about, url, due_on=None, mark=""):
    """The Notification, not saved: one for each user, thing and day.

    With another `mark` the same is told again, such as 30 days before an end as well as 60.
    """
    days = f"{due_on or ''}/{mark}" if mark else due_on or ""
    return Notification(
        user_id=user_id,
        office_id=office_id,
        kind=kind,
        about=about,
        url=url,
        due_on=due_on,
        key=f"{kind}:{about}:{days}:{user_id}",
    )


def tell(notifications):
    """Write those that were not told before. Twice is once."""
    Notification.objects.bulk_create(notifications, ignore_conflicts=True, batch_size=1000)


@transaction.atomic
def tell_what_holds(kind, about, notifications):
    """What is so now about these ids: these notifications of this kind, and no others.

    Tells what is new, tells anew what was settled because it was not so for a while, and settles
    the rest. What somebody took away by hand stays away.
    """
    keys = [each.key for each in notifications]
    known = dict(Notification.objects.filter(key__in=keys).values_list("key", "settled_at"))
    tell([each for each in notifications if each.key not in known])
    if settled := [key for key, settled_at in known.items() if settled_at]:
        again = Notification.objects.filter(key__in=settled, by_hand=False)
        again.update(settled_at=None, seen_at=None, told_at=timezone.now())
    Notification.objects.filter(kind=kind, about__in=about).exclude(key__in=keys).settle()


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
