"""kill -9 of the Celery worker, its children and itself, while mails go out."""

import random
from contextlib import suppress

import psutil

from notifications.models import Mail
from tests.faults import size
from tests.faults.findings import Finding
from tests.faults.people import mails_at_once, waiting
from tests.faults.programs import wait_until

SECONDS = 300


def measure(stage):
    # The bells ring into an empty room, so that there is enough to do while workers die.
    stage.worker.stop()
    mails = mails_at_once(stage.cast.ada, size.MAILS)
    stage.worker.start()
    kills = sum(_kill(stage, mails, number) for number in range(size.KILLS))
    took = wait_until(lambda: not waiting(mails), SECONDS)
    taken = stage.sink.times_taken()
    sent = [taken.get(mail, 0) for mail in mails]
    lost = sent.count(0) + Mail.objects.filter(pk__in=mails).exclude(state="sent").count()
    twice = sum(times - 1 for times in sent if times > 1)
    yield Finding(
        f"kill -9 of the worker: {size.MAILS} mails, {kills} kills",
        "0 lost; twice only under the same Message-ID, at most once for each kill",
        f"{lost} lost, {twice} twice, {len(_strangers(stage))} under another Message-ID",
        ok=took is not None and not lost and twice <= kills and not _strangers(stage),
    )


def _kill(stage, mails, number):
    """At its share of the way: a child, every other time the worker itself. 1 if it could."""
    share = size.MAILS * (size.KILLS - number) // (size.KILLS + 1)
    wait_until(lambda: waiting(mails) <= share, SECONDS, every=0.05)
    children = stage.worker.children()
    if number % 2 or not children:
        stage.worker.kill()
        stage.worker.start()
        return 1
    with suppress(psutil.NoSuchProcess):
        random.choice(children).kill()
        return 1
    return 0


def _strangers(stage):
    known = {str(pk) for pk in Mail.objects.values_list("pk", flat=True)}
    return set(stage.sink.times_taken()) - known
