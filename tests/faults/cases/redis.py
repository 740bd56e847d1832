"""Redis stopped, emptied and hanging: the rows in PostgreSQL are the truth."""

import time
from contextlib import nullcontext

from django.urls import reverse

from mentors.imports.actions import bring
from mentors.imports.reading import read
from tests.faults import size
from tests.faults.findings import Finding
from tests.faults.people import mails_at_once, waiting
from tests.faults.programs import wait_until
from tests.faults.servers import REDIS, forget_what_redis_knows
from tests.faults.web import Crowd, Visitor, median_ms, side_by_side

WITHIN = 90
AS_BEFORE = 1.25


def measure(stage):
    yield from _stopped(stage)
    yield from _emptied(stage)
    yield from _hanging(stage)
    yield _hung_at_work(stage)


def _crowd(stage):
    visitors = [Visitor(stage.port, stage.cast.ada), Visitor(stage.port, stage.cast.bo)]
    return Crowd(visitors, stage.cast.people, at_once=2, pause=0.1, patient=False)


def _stopped(stage):
    with _crowd(stage) as crowd:
        REDIS.stop()
        begun = time.monotonic()
        mails = mails_at_once(stage.cast.ada, 100)
        importing = [_import(stage) for _each in range(5)]
        time.sleep(max(0, size.REDIS_AWAY_SECONDS - (time.monotonic() - begun)))
        REDIS.start()
        took = wait_until(lambda: not waiting(mails), WITHIN)
    failed = crowd.failed + [answer for answer in importing if answer.status != 302]
    yield Finding(
        f"Redis stopped for {size.REDIS_AWAY_SECONDS} s",
        "0 failed requests",
        f"{len(failed)} of {len(crowd.answers) + len(importing)} failed",
        ok=not failed,
    )
    yield _delivered(f"Redis stopped for {size.REDIS_AWAY_SECONDS} s", stage, mails, took)


def _emptied(stage):
    stage.worker.stop()
    with _crowd(stage) as crowd:
        mails = mails_at_once(stage.cast.ada, size.WAITING_WHEN_FLUSHED)
        forget_what_redis_knows()
        stage.worker.start()
        took = wait_until(lambda: not waiting(mails), WITHIN)
    fault = f"Redis emptied with {len(mails)} waiting"
    yield Finding(
        fault,
        "0 failed requests",
        f"{len(crowd.failed)} of {len(crowd.answers)} failed",
        ok=not crowd.failed,
    )
    yield _delivered(fault, stage, mails, took)


def _delivered(fault, stage, mails, took):
    taken = stage.sink.times_taken()
    missing = [mail for mail in mails if taken.get(mail) != 1]
    return Finding(
        fault,
        f"all delivered within {WITHIN} s of its return, each once",
        f"{len(mails) - len(missing)} of {len(mails)} after "
        + (f"{took:.0f} s" if took is not None else f"more than {WITHIN} s"),
        ok=took is not None and not missing,
    )


def _hanging(stage):
    """Pages that ask nothing of Redis, and one that rings for a worker."""
    visitor = Visitor(stage.port, stage.cast.ada)
    people = stage.cast.people
    for what, ask_once in [
        ("a contact is logged", lambda: visitor.log_contact(people[0])),
        ("a file is given to the worker", lambda: _import(stage)),
    ]:
        plain, hanging = side_by_side(nullcontext, REDIS.hanging, ask_once, size.TIMES_ASKED)
        ratio = median_ms(hanging) / median_ms(plain)
        failed = [answer for answer in plain + hanging if answer.status not in (200, 302)]
        longest = max(answer.seconds for answer in hanging)
        yield Finding(
            f"Redis hanging while {what}",
            f"0 failed requests, pages as before (median at most {AS_BEFORE} times)",
            f"{len(failed)} failed, median {ratio:.2f} times "
            f"({median_ms(hanging):.0f} ms), longest {longest:.2f} s",
            ok=not failed and ratio <= AS_BEFORE,
        )


def _hung_at_work(stage):
    """It hangs while the worker acknowledges what it has sent; afterwards the worker goes on."""
    for _each in range(3):
        mails = mails_at_once(stage.cast.ada, 20)
        with REDIS.hanging():
            time.sleep(2)
    more = mails_at_once(stage.cast.ada, 20)
    took = wait_until(lambda: not waiting(mails + more), WITHIN)
    return _delivered("Redis hung three times while the worker was at work", stage, more, took)


def _import(stage):
    """An advisor says which columns her file has: the page rings for a worker to check it."""
    content = b"Navn\nModig Sykkel\n"
    brought = bring(stage.cast.ada, content=content, sheet=read(content), file_name="a.csv")
    visitor = Visitor(stage.port, stage.cast.ada)
    path = reverse("mentors:import_mapping", args=[brought.pk])
    return visitor.ask("POST", path, "column_0=name")
