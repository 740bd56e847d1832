"""The mail server down, hanging, refusing, and leaving before it says that it took the mail."""

import datetime
from contextlib import contextmanager, nullcontext

from django.utils import timezone

from notifications.models import Mail, Notification
from notifications.tasks import deliver_staff_mail
from tests.faults import size
from tests.faults.findings import Finding
from tests.faults.people import mail_for, mails_at_once
from tests.faults.programs import wait_until
from tests.faults.web import Visitor, median_ms, side_by_side

AS_BEFORE = 1.25
State = Mail.State
DAY = datetime.timedelta(hours=24)


def measure(stage):
    yield from _pages(stage)
    yield from _refused_for_now(stage)
    yield from _refused_for_good(stage)
    yield from _left_after_data(stage)
    yield from _away(stage)


def _pages(stage):
    """A contact is logged and a mail waits, again and again, beside a mail server that is well."""
    visitor = Visitor(stage.port, stage.cast.ada)
    for fault, broken in [("down", _down), ("hanging", _hanging)]:
        plain, away = side_by_side(
            nullcontext,
            lambda broken=broken: broken(stage),
            lambda: visitor.log_contact(stage.cast.people[0]),
            size.TIMES_ASKED,
        )
        failed = [answer for answer in plain + away if answer.status != 200]
        ratio = median_ms(away) / median_ms(plain)
        yield Finding(
            f"mail server {fault}",
            f"0 failed requests, pages as before (median at most {AS_BEFORE} times)",
            f"{len(failed)} failed, median {ratio:.2f} times ({median_ms(away):.0f} ms)",
            ok=not failed and ratio <= AS_BEFORE,
        )


@contextmanager
def _down(stage):
    stage.sink.kill()
    mails_at_once(stage.cast.ada, 3)
    yield
    stage.sink.start()


@contextmanager
def _hanging(stage):
    stage.sink.does("hang")
    mails_at_once(stage.cast.ada, 1)
    yield
    # Whoever waits for it waits for the rest of EMAIL_TIMEOUT; the others go on.
    stage.sink.does("ok")


def _tried(mail, seconds=60):
    """The Mail as it is once a worker has tried it, with how long it is put off."""
    tried = Mail.objects.filter(pk=mail.pk, attempts__gt=mail.attempts)
    wait_until(tried.exists, seconds)
    mail.refresh_from_db()
    return mail, mail.due_at - timezone.now()


def _due_now(mail, **fields):
    Mail.objects.filter(pk=mail.pk).update(due_at=timezone.now(), **fields)
    deliver_staff_mail.delay(str(mail.pk))


def _put_off(stage, mode):
    """(pause after the first try, pause after the thirteenth) of a mail in this mode."""
    stage.sink.does(mode)
    mail, first = _tried(mail_for(stage.cast.ada, stage.cast.bo))
    mail.attempts = 12
    _due_now(mail, attempts=12)
    mail, last = _tried(mail)
    stage.sink.does("ok")
    _due_now(mail)
    sent = wait_until(lambda: Mail.objects.filter(pk=mail.pk, state=State.SENT).exists(), 60)
    return mail, first, last, sent is not None


def _refused_for_now(stage):
    mail, first, last, is_sent = _put_off(stage, "451")
    times = stage.sink.times_taken().get(str(mail.pk))
    yield Finding(
        "mail server refuses for now (451)",
        "put off a minute at first and 24 hours at last, then sent once",
        f"put off {_minutes(first)}, at last {_minutes(last)}; sent {times} time",
        ok=_about(first, datetime.timedelta(minutes=1))
        and _about(last, DAY)
        and is_sent
        and times == 1,
    )


def _refused_for_good(stage):
    stage.sink.does("550")
    mail = mail_for(stage.cast.ada, stage.cast.bo)
    wait_until(lambda: Mail.objects.filter(pk=mail.pk, state=State.FAILED).exists(), 60)
    stage.sink.does("ok")
    told = Notification.objects.visible_to(stage.cast.bo).filter(
        kind=Notification.Kind.MAIL_FAILED, about=mail.about
    )
    yield Finding(
        "mail server refuses for good (550)",
        "whom it was sent for is told, once; it is not tried again",
        f"told {told.count()} time, state {Mail.objects.get(pk=mail.pk).state}",
        ok=told.count() == 1 and Mail.objects.get(pk=mail.pk).state == State.FAILED,
    )


def _left_after_data(stage):
    mail, first, _last, is_sent = _put_off(stage, "drop")
    seen = [taken for _at, mail_id, taken in stage.sink.read() if mail_id == str(mail.pk)]
    yield Finding(
        "mail server leaves after DATA",
        "put off and sent again under the same Message-ID",
        f"put off {_minutes(first)}; read {len(seen)} times, taken {sum(seen)} time",
        ok=_about(first, datetime.timedelta(minutes=1)) and is_sent and sum(seen) == 1,
    )


def _away(stage):
    """Everything that was told while it was away."""
    left = Mail.objects.filter(state=State.WAITING)
    # The pauses pass.
    left.update(due_at=timezone.now())
    took = wait_until(lambda: not left.exists(), 60)
    taken = stage.sink.times_taken()
    sent = Mail.objects.filter(state=State.SENT).values_list("pk", flat=True)
    missing = [pk for pk in sent if not taken.get(str(pk))]
    yield Finding(
        "mail server back",
        "whatever waited is sent",
        f"{left.count()} left, {len(missing)} called sent that were not taken",
        ok=took is not None and not missing,
    )


def _about(pause, wanted):
    """Read a moment later than it was written."""
    return wanted - datetime.timedelta(seconds=20) <= pause <= wanted


def _minutes(pause):
    minutes = pause.total_seconds() / 60
    return f"{minutes / 60:.1f} hours" if minutes > 90 else f"{minutes:.1f} minutes"
