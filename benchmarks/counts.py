"""What the dashboards' kept counts cost: to count all of them, one caseload anew, and to mark it.

Prints JSON, as cases.py does. Times are of statements in the database, without their COMMIT.
"""

import datetime
import json
import uuid
from contextlib import contextmanager
from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from accounts.models import Membership, Office
from caseload.models import Participant
from insight.counts.refreshing import refresh_all, refresh_changed
from insight.models import CaseloadCount
from insight.tasks import refresh_counts
from mentors.actions import log_contact

WARM_UP, MEASURED = 10, 50
# How often each side has its turn, and how many people are updated then.
ROUNDS, EACH = 10, 50
# The least there is to counting by caseload: everybody read and grouped once.
GROUPED = """
SELECT office_id, department_id, advisor_id, count(*) FROM caseload_participant
WHERE protection = 'open' GROUP BY 1, 2, 3
"""
UPDATED = "UPDATE caseload_participant SET next_contact_on = %s WHERE id = %s"


class Stopwatch:
    """Milliseconds and number of the statements that pass."""

    def __init__(self):
        self.ms, self.queries = 0, 0

    def __call__(self, execute, *args):
        begun = perf_counter()
        try:
            return execute(*args)
        finally:
            self.ms += (perf_counter() - begun) * 1000
            self.queries += 1


@contextmanager
def stopwatch():
    watch = Stopwatch()
    with connection.execute_wrapper(watch):
        yield watch


def run(sql, *params):
    """The rows of a SELECT, else []."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def all_offices(today):
    """Everything counted as the worker does once a day; rows are offices."""
    CaseloadCount.objects.all().delete()
    with stopwatch() as floor:
        run(GROUPED)
    begun = perf_counter()
    offices = refresh_all(today)
    took = (perf_counter() - begun) * 1000
    return {"floor_ms": floor.ms, "ours_ms": took, "queries": 0, "rows": offices}


def one_caseload(today):
    """The caseload of somebody a contact was logged for, beside an UPDATE of her row."""
    times = []
    for person in somebody(WARM_UP + MEASURED):
        log(person, today)
        with stopwatch() as floor:
            run(UPDATED, person.next_contact_on, person.pk)
        with stopwatch() as ours:
            refresh_changed(person.office_id, today)
        times.append((floor.ms, ours.ms))
    floor_ms, ours_ms = (median(of_one) for of_one in zip(*times[WARM_UP:], strict=True))
    people = Participant.objects.filter(advisor=person.advisor_id).count()
    return {"floor_ms": floor_ms, "ours_ms": ours_ms, "queries": ours.queries, "rows": people}


def marking():
    """An UPDATE of one person's row without the trigger that marks her caseload, and with it."""
    people = somebody(EACH)
    times = {"DISABLE": [], "ENABLE": []}
    for _round in range(1 + ROUNDS):
        for switch, of_one in times.items():
            of_one += updates(people, switch)
    # The first round is to warm up.
    floor_ms, ours_ms = (median(of_one[EACH:]) for of_one in times.values())
    return {"floor_ms": floor_ms, "ours_ms": ours_ms, "queries": 1, "rows": 1}


@transaction.atomic
def updates(people, switch):
    """Milliseconds of each; nothing of it stays."""
    run(f"ALTER TABLE caseload_participant {switch} TRIGGER insight_changed")
    times = []
    for person in people:
        with stopwatch() as watch:
            run(UPDATED, person.next_contact_on, person.pk)
        times.append(watch.ms)
    transaction.set_rollback(True)
    return times


def somebody(number):
    """A list of so many: people of the office with most, whoever follows them up, in turn."""
    office = Office.objects.annotate(n=Count("participants")).latest("n", "pk")
    people = Participant.objects.filter(
        office=office, protection=Participant.Protection.OPEN, ended_on=None
    )
    found = list(people.order_by("pk")[:number])
    return [found[turn % len(found)] for turn in range(number)]


def log(person, today):
    membership = Membership.objects.filter(
        user=person.advisor_id, office=person.office_id, role__in=Membership.FOLLOWS_UP
    ).earliest("pk")
    log_contact(
        membership,
        person,
        submission=uuid.uuid4(),
        on=today,
        how=Participant.Channel.PHONE,
        people=["participant"],
        needs_something="",
        next_contact_on=today + datetime.timedelta(days=14),
        topics=[],
        learned="",
        note="",
    )


def measured(today):
    """{what: floor_ms, ours_ms, queries, rows} and all kept as the worker would have left it."""
    times = {"all": all_offices(today), "one": one_caseload(today), "marking": marking()}
    refresh_counts()
    return times


def main():
    print(json.dumps(measured(timezone.localdate())))
