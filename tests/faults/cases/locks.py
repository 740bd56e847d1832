"""Somebody holds a person's row for long: a job of its own, a session left open by hand."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction

from caseload.models import Participant
from mentors.models import Contact
from tests.faults import size
from tests.faults.findings import Finding
from tests.faults.web import Crowd, Visitor, median_ms

# Who comes second waits for the first to give up, and then for the row; and a page around it.
AT_MOST = 2 * settings.LOCK_TIMEOUT + 3
AS_BEFORE = 1.5
CLICKS = 3


def measure(stage):
    cast = stage.cast
    locked, others = cast.people[0], cast.people[1:]
    visitors = [Visitor(stage.port, cast.ada), Visitor(stage.port, cast.bo)]
    submission, before = uuid4(), Contact.objects.filter(participant=locked).count()
    with Crowd(visitors, others, at_once=2, patient=False) as plain:
        time.sleep(3)
    with ThreadPoolExecutor(CLICKS) as pool, _held(locked, size.LOCK_SECONDS):
        clicks = [
            pool.submit(visitors[0].log_contact, locked, submission) for _each in range(CLICKS)
        ]
        with Crowd(visitors, others, at_once=2, patient=False) as crowd:
            blocked = [click.result() for click in clicks]
    longest = max(answer.seconds for answer in blocked)
    yield Finding(
        f"a person's row locked for {size.LOCK_SECONDS} s, {CLICKS} clicks wait for it",
        f"they get a page with 503 and Retry-After within {AT_MOST} s",
        f"{[answer.status for answer in blocked]} after at most {longest:.1f} s",
        ok=all(a.status == 503 and "Retry-After" in a.headers for a in blocked)
        and longest <= AT_MOST,
    )
    ratio = median_ms(crowd.answers) / median_ms(plain.answers)
    yield Finding(
        "meanwhile, everybody else",
        f"0 failed requests, median at most {AS_BEFORE} times",
        f"{len(crowd.failed)} of {len(crowd.answers)} failed, median {ratio:.2f} times",
        ok=not crowd.failed and ratio <= AS_BEFORE,
    )
    halves = Contact.objects.filter(participant=locked).count() - before
    again = visitors[0].log_contact(locked, submission)
    rows = Contact.objects.filter(submission=submission).count()
    yield Finding(
        "the same form sent again afterwards",
        "nothing was half written, and it is saved once",
        f"{halves} written while it was locked, then {again.status} and {rows} row",
        ok=not halves and again.status == 200 and rows == 1,
    )


@contextmanager
def _held(participant, seconds):
    """Another session has the row until `seconds` have passed."""
    is_held = threading.Event()

    def hold():
        with transaction.atomic():
            Participant.objects.select_for_update().get(pk=participant.pk)
            is_held.set()
            time.sleep(seconds)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    is_held.wait(30)
    yield
    holder.join()
