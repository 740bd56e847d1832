"""Sending by the product and by a bare loop, in turn. Prints JSON, which sending.py asks for.

The bare loop is told the finished bytes beforehand and opens a connection for each message; the
product finds its rows, writes each mail from what is so now, and keeps count. One process each.
"""

import datetime
import json
import smtplib
import uuid
from statistics import median
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import Membership
from notifications import delivery, staff_mail
from notifications.models import Mail, Notification

# 2,000 in all, in rounds that take turns, after two to warm up.
ROUNDS, EACH, WARM_UP = 20, 100, 2


def waiting(membership):
    """Notifications told at once, and a Mail for each that waits for the sweep. The Mails."""
    user = membership.user
    told = Notification.objects.bulk_create(
        Notification(
            user=user,
            office_id=membership.office_id,
            kind=Notification.Kind.CALL,
            about=uuid.uuid4(),
            url="/bench/",
            key=str(uuid.uuid4()),
        )
        for _each in range(EACH)
    )
    until = timezone.now() + datetime.timedelta(days=2)
    return Mail.objects.bulk_create(
        Mail(
            key=str(each.pk),
            kind=staff_mail.Kind.AT_ONCE,
            user=user,
            about=each.pk,
            language=user.language,
            expires_at=until,
        )
        for each in told
    )


def finished(mails):
    """[(receiver, bytes)]: the very messages that the product sends."""
    messages = []
    for mail in mails:
        with translation.override(mail.language):
            message = delivery.as_message(mail, staff_mail.write(mail))
        messages.append((message.to, message.message().as_bytes(linesep="\r\n")))
    return messages


def send_bare(messages):
    for receivers, content in messages:
        server = smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT)
        server.sendmail("no-reply@hybridnav.example", receivers, content)
        server.quit()


def send_ours(mails):
    sent = delivery.deliver_waiting(staff_mail.Kind.values, staff_mail.write)
    if sent != len(mails):
        raise SystemExit(f"{sent} of {len(mails)} mails were sent.")


def took(work, what):
    """Milliseconds for each of them."""
    begun = perf_counter()
    work(what)
    return (perf_counter() - begun) * 1000 / len(what)


def queries_of_one(mails):
    with CaptureQueriesContext(connection) as captured:
        send_ours(mails)
    asked = [query for query in captured if query["sql"] not in ("BEGIN", "COMMIT")]
    return round(len(asked) / len(mails))


def main():
    membership = Membership.objects.filter(user__email="bo@demo.example").earliest("pk")
    # What the demo has left in the queue is not to be counted.
    Mail.objects.all().cancel()
    rounds = []
    for _each in range(WARM_UP + ROUNDS):
        mails = waiting(membership)
        bare = took(send_bare, finished(mails))
        rounds.append((bare, took(send_ours, mails)))
    bare, ours = zip(*rounds[WARM_UP:], strict=True)
    queries = queries_of_one(waiting(membership))
    result = {"floor_ms": median(bare), "ours_ms": median(ours), "queries": queries}
    print(json.dumps(result | {"rows": ROUNDS * EACH}))
