"""How it goes: mails, worker, clock. Figures only: no address, and nothing of what was said."""

import datetime
from dataclasses import dataclass

from celery import current_app
from django.db.models import Count, Min, Q
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from notifications.models import Mail
from notifications.operations import clock

# A mail that is due goes out within a minute, unless something is wrong.
LATE = datetime.timedelta(minutes=5)
WORKER_SECONDS = 1
FAILURES_STAY = datetime.timedelta(days=14)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@dataclass(frozen=True)
class Condition:
    """`oldest_at`: since when the oldest mail has waited; None when none does."""

    waiting: int
    oldest_at: datetime.datetime | None
    mail_is_late: bool
    put_off: int
    sent_last_hour: int
    sent_last_day: int
    failed: int
    redis_answers: bool
    worker_answers: bool
    tasks: list

    @property
    def clock_runs(self):
        return any(task.is_sweep and not task.is_missed for task in self.tasks)

    @property
    def some_task_is_missed(self):
        return any(task.is_missed for task in self.tasks)

    @property
    def last_beat_at(self):
        return max((task.last_at for task in self.tasks if task.last_at), default=None)

    @property
    def all_well(self):
        trouble = self.some_task_is_missed or self.mail_is_late or self.failed
        return self.worker_answers and not trouble


def condition(now):
    redis_answers, worker_answers = _ask_the_worker()
    return Condition(
        **_mails(now),
        redis_answers=redis_answers,
        worker_answers=worker_answers,
        tasks=clock.tasks(now),
    )


def failures(now):
    """Mails that did not arrive, newest first."""
    failed = Mail.objects.filter(state=Mail.State.FAILED, ended_at__gt=now - FAILURES_STAY)
    return failed.order_by("-ended_at")


def put_off(now):
    """Mails the server did not take, which are tried again later by themselves."""
    return Mail.objects.filter(state=Mail.State.WAITING, attempts__gt=0, due_at__gt=now)


def _mails(now):
    waiting = Mail.objects.waiting(now).aggregate(waiting=Count("pk"), oldest_at=Min("due_at"))
    oldest_at = waiting["oldest_at"]
    sent = Mail.objects.filter(state=Mail.State.SENT, ended_at__gt=now - DAY)
    return waiting | {
        "mail_is_late": oldest_at is not None and now - oldest_at > LATE,
        "put_off": put_off(now).count(),
        "failed": failures(now).count(),
        **sent.aggregate(
            sent_last_hour=Count("pk", filter=Q(ended_at__gt=now - HOUR)),
            sent_last_day=Count("pk"),
        ),
    }


def _ask_the_worker():
    """(Redis answers, a worker answers). Redis is given up after 0.2 seconds."""
    try:
        return True, bool(current_app.control.ping(timeout=WORKER_SECONDS, limit=1))
    except (OperationalError, RedisError, OSError):
        return False, False
