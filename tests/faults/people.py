"""Who is there: two advisors with people they follow, and mails that wait for them."""

import datetime
import uuid

from django.utils import timezone

from hybridnav.celery import app
from notifications.actions import post, tell, tell_at_once, told
from notifications.models import Mail, Notification
from notifications.staff_mail import Kind
from notifications.tasks import deliver_staff_mail
from tests.factories import make_closer, make_member, make_office, make_participant

PEOPLE = 20
NAMES = [f"Hemmelig Person{n}" for n in range(PEOPLE)]


class Cast:
    def __init__(self):
        office = make_office("Nav Fjordby")
        self.ada, self.bo = make_member("Ada", office=office), make_member("Bo", office=office)
        self.people = [make_participant(self.ada, name) for name in NAMES]
        for participant in self.people:
            participant.followers.create(user=self.bo.user)
            make_closer(self.ada, participant)


def mails_at_once(membership, number):
    """So many things told to her at once, each with a mail: a transaction each, as in the product.

    Returns the ids of the Mails as text.
    """
    about = [uuid.uuid4() for _each in range(number)]
    for thing in about:
        tell_at_once([_call(membership, thing)])
    notifications = Notification.objects.filter(about__in=about).values("pk")
    return [str(mail.pk) for mail in Mail.objects.filter(about__in=notifications)]


def mail_for(membership, on_behalf_of):
    """One mail that somebody else is told about when it cannot be delivered. The Mail."""
    notification = _call(membership, uuid.uuid4())
    tell([notification])
    return post(
        Kind.AT_ONCE,
        f"{Kind.AT_ONCE}:{notification.key}",
        task=deliver_staff_mail,
        user=membership.user,
        language="nb",
        about=notification.pk,
        expires_at=timezone.now() + datetime.timedelta(days=2),
        on_behalf_of=on_behalf_of.user,
        office=on_behalf_of.office,
        url="/bench/",
    )


def _call(membership, thing):
    kind = Notification.Kind.CALL
    return told(membership.user_id, membership.office_id, kind, thing, "/bench/")


def waiting(mail_ids):
    return Mail.objects.filter(pk__in=mail_ids, state=Mail.State.WAITING).count()


def every_task_of_the_clock():
    """The Celery tasks that beat starts, by name."""
    names = {each["task"] for each in app.conf.beat_schedule.values()}
    return {name: app.tasks[name] for name in sorted(names)}
