"""Questions that are written once say what the ORM would say, whoever asks."""

import pytest
from django.db import connection
from django.db.models import Count, Max, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.written import in_one_row, numbers_in, written_once
from caseload.models import Participant
from tests.factories import make_participant


@written_once
def people(membership, *names):
    theirs = Participant.objects.visible_to(membership).filter(name__in=names)
    return theirs.order_by("sort_key").values_list("pk", "name", "created_on", "ended_on")


@written_once
def numbers(membership):
    theirs = Participant.objects.visible_to(membership)
    strange = Q(name__contains="100 %s") | Q(name__contains="'; --")
    return in_one_row(theirs, all=Count("pk"), strange=Count("pk", strange), last=Max("name"))


@pytest.fixture(autouse=True)
def caseloads(ada, bo):
    for name in ["Blid Lampe", "Rask Kopp", "Sta 100 %s", "Lur'; --"]:
        make_participant(ada, name)


@pytest.mark.parametrize("who", ["ada", "bo", "lars", "tor", "kari"])
def test_each_gets_what_the_orm_gives_her(request, who):
    membership = request.getfixturevalue(who)
    names = "Blid Lampe", "Varm Vott"
    assert people(membership, *names) == list(people.__wrapped__(membership, *names))
    assert numbers(membership) == list(numbers.__wrapped__(membership))


def test_rows_come_in_order_and_with_their_values(ada):
    rows = people(ada, "Rask Kopp", "Blid Lampe")
    assert [name for _pk, name, *_days in rows] == ["Blid Lampe", "Rask Kopp"]
    assert {ended for *_row, ended in rows} == {None}


def test_signs_that_mean_something_to_sql_mean_themselves(ada):
    assert people(ada, "Sta 100 %s")[0][1] == "Sta 100 %s"
    assert people(ada, "Lur'; --")[0][1] == "Lur'; --"
    assert numbers_in(numbers(ada))["strange"] == 2


def test_where_there_is_nothing_each_number_is_none_at_all(kari):
    assert numbers(kari) == []
    assert numbers_in(numbers(kari))["all"] == 0


def test_what_changed_since_is_seen(ada):
    before = numbers_in(numbers(ada))["all"]
    make_participant(ada, "Ny Stol")
    assert numbers_in(numbers(ada))["all"] == before + 1


def test_it_is_one_query_that_is_told_of_as_others_are(ada):
    with CaptureQueriesContext(connection) as queries:
        numbers(ada)
    assert len(queries) == 1


def test_tomorrow_it_is_written_anew(ada, time_machine):
    seen = []

    @written_once
    def today(membership):
        seen.append(timezone.localdate())
        return Participant.objects.visible_to(membership).values_list("pk")

    for moment in ["2026-03-02 12:00Z", "2026-03-02 13:00Z", "2026-03-03 12:00Z"]:
        time_machine.move_to(moment)
        today(ada)
    assert [str(day) for day in seen] == ["2026-03-02", "2026-03-03"]
