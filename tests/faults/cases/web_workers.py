"""kill -9 of a web worker while contacts are logged."""

import random
import time
from contextlib import suppress

import psutil

from accounts.models import AuditEntry
from mentors.models import Contact
from tests.faults import size
from tests.faults.findings import Finding
from tests.faults.programs import wait_until
from tests.faults.web import Crowd, Visitor


def measure(stage):
    cast, before = stage.cast, Contact.objects.count()
    visitors = [Visitor(stage.port, cast.ada), Visitor(stage.port, cast.bo)]
    with Crowd(visitors, cast.people, at_once=8, pause=0, looks=False) as crowd:
        for number in range(size.WEB_KILLS):
            # Whoever was thrown out has come in again: the next kill meets them at work.
            wait_until(lambda n=number: len(crowd.acknowledged) > 8 * n, 60, every=0.005)
            time.sleep(random.uniform(0, 0.1))
            with suppress(IndexError, psutil.NoSuchProcess):
                random.choice(stage.web.children()).kill()
    lost = set(crowd.acknowledged) - _logged(crowd.acknowledged)
    rows = Contact.objects.count() - before
    more = rows - len(crowd.acknowledged)
    yield Finding(
        f"kill -9 of a web worker, {size.WEB_KILLS} times while contacts are logged",
        "nothing acknowledged is lost, a retry makes one row",
        f"{len(crowd.acknowledged)} acknowledged ({crowd.resent} sent again), "
        f"{len(lost)} lost, {more} twice",
        ok=not lost and not more and crowd.resent > 0,
    )
    halves = half_contacts()
    yield Finding(
        "kill -9 of a web worker",
        "no half objects: a contact has its line in the audit log, and a line its contact",
        f"{halves} of {Contact.objects.count()} half",
        ok=not halves,
    )


def _logged(submissions):
    return set(
        Contact.objects.filter(submission__in=submissions).values_list("submission", flat=True)
    )


def half_contacts():
    """Contacts without their line of the audit log, and lines without their contact."""
    contacts = {str(pk) for pk in Contact.objects.values_list("pk", flat=True)}
    lines = AuditEntry.objects.filter(action="contact.log").values_list("subject_id", flat=True)
    return len(contacts ^ set(lines)) + len(lines) - len(set(lines))
