"""Workers count, advisors change people and leaders read, all at once on one office."""

import random
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from caseload.models import Participant
from insight.counts.counting import CASELOAD, counted_by_caseload, counts_for
from insight.counts.refreshing import refresh_all, refresh_changed, refresh_office, refresh_stale
from insight.models import CaseloadCount, StaleCaseload
from tests.caseload.test_edited_at_once import at_once
from tests.factories import make_participant

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = timezone.localdate
CHANGES = 60


@pytest.fixture
def people(ada, bo):
    return [make_participant(each, f"Blid Lampe {n}") for n in range(6) for each in (ada, bo)]


@contextmanager
def two_workers(office):
    """Two that count this office again and again, what has changed or all of it."""
    is_over = threading.Event()
    counted = []

    def work(seed):
        dice = random.Random(seed)
        try:
            while not is_over.is_set():
                dice.choice([refresh_changed, refresh_changed, refresh_office])(office, TODAY())
                counted.append(seed)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=[seed]) for seed in (1, 2)]
    for worker in workers:
        worker.start()
    yield
    is_over.set()
    for worker in workers:
        worker.join()
    assert set(counted) == {1, 2}


def test_when_all_is_quiet_what_is_kept_is_what_is_so(ada, bo, lars, people):
    refresh_all(TODAY())

    def change(seed):
        dice = random.Random(seed)
        for _each in range(CHANGES):
            person = Participant.objects.filter(pk=dice.choice(people).pk)
            told = {
                "phase": dice.choice(["wish", "start"]),
                "advisor": dice.choice([ada, bo]).user,
                "protection": dice.choice(["open", "shielded"]),
            }
            what = dice.choice(list(told))
            person.update(**{what: told[what]})

    with two_workers(ada.office_id):
        at_once(*(lambda seed=seed: change(seed) for seed in range(3)))
    refresh_stale(TODAY())
    kept = CaseloadCount.objects.values_list(*CASELOAD, "numbers")
    so = counted_by_caseload(Participant.objects.filter(protection="open"), TODAY())
    assert sorted(kept, key=str) == sorted(so, key=str)
    assert not StaleCaseload.objects.exists()


def test_nobody_reads_less_than_she_has_changed_herself(ada, bo, lars, people):
    refresh_all(TODAY())

    def change_and_read(member):
        hers = Participant.objects.filter(advisor=member.user)
        for number in range(CHANGES):
            phase = ["wish", "start"][number % 2]
            hers.update(phase=phase)
            counts = counts_for(lars).of_advisor[member.user_id]
            assert counts[f"phase_{phase}"] == counts["followed"] >= 6

    with two_workers(ada.office_id):
        at_once(lambda: change_and_read(ada), lambda: change_and_read(bo))


def test_who_moves_is_never_counted_twice_nor_left_out(ada, bo, lars, people):
    refresh_all(TODAY())
    is_over = threading.Event()

    def move():
        for number in range(2 * CHANGES):
            to = [ada, bo][number % 2].user
            Participant.objects.filter(pk=people[number % 12].pk).update(advisor=to)
        is_over.set()

    def read():
        totals = set()
        while not is_over.is_set():
            totals.add(counts_for(lars)["followed"])
        return totals

    with two_workers(ada.office_id):
        _moved, *totals = at_once(move, read, read)
    assert totals == [{13}, {13}]


def test_nor_when_she_moves_while_it_is_read(ada, bo, lars, people):
    """One of the two caseloads is marked already, the other is kept as it was."""
    refresh_all(TODAY())
    to_bo = Participant.objects.filter(pk=people[0].pk)
    Participant.objects.filter(advisor=bo.user).update(phase="start")

    def move_meanwhile(execute, *args):
        answer = execute(*args)
        at_once(lambda: to_bo.update(advisor=bo.user))
        return answer

    with connection.execute_wrapper(move_meanwhile):
        assert counts_for(lars)["followed"] == 13
    assert counts_for(lars).of_advisor[bo.user_id]["followed"] == 8


def test_a_worker_that_began_before_midnight_takes_no_mark_away(ada, lars, lampe):
    refresh_all(TODAY())
    lampe.set_next_contact(TODAY())
    refresh_changed(ada.office_id, TODAY() - timedelta(days=1))
    assert StaleCaseload.objects.exists()


def test_nor_does_one_that_asks_another_question(ada, lars, lampe):
    """As while a new version starts: the old one still runs beside it."""
    refresh_all(TODAY())
    CaseloadCount.objects.update(fingerprint=1)
    lampe.set_next_contact(TODAY())
    refresh_changed(ada.office_id, TODAY())
    assert StaleCaseload.objects.exists()
    assert set(CaseloadCount.objects.values_list("fingerprint", flat=True)) == {1}
