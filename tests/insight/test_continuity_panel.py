"""Continuity: how many advisors a workplace and a person have to do with in a period."""

from datetime import timedelta

import pytest
from django.utils import timezone

from caseload.models import Assignment, Participant
from insight.period import period_of
from mentors.models import Placement
from tests.factories import make_member, make_participant, make_placement, make_workplace
from tests.insight.seeing import leader_of_youth, see, shield, sql, table, texts

TODAY = timezone.localdate
WORKPLACES, PEOPLE = "Advisors a workplace has met", "Advisors a person has had"


def ago(days):
    return TODAY() - timedelta(days=days)


def followed(*advisors_since, name="Blid Lampe"):
    """Somebody with these advisors one after another: (advisor, since how many days)."""
    last = advisors_since[-1][0]
    person = make_participant(last, name)
    person.assignments.all().delete()
    for number, (advisor, days) in enumerate(advisors_since):
        later = advisors_since[number + 1 :]
        Assignment.objects.create(
            participant=person,
            advisor=advisor.user,
            from_on=ago(days),
            until_on=ago(later[0][1]) if later else None,
        )
    return person


def placed(person, workplace, *, since, until=None):
    placement = make_placement(
        person.advisor.memberships.get(), person, workplace=workplace, mentor=False
    )
    ended = {} if until is None else {"ended_on": ago(until), "outcome": "other"}
    Placement.objects.filter(pk=placement.pk).update(started_on=ago(since), **ended)


@pytest.fixture
def fjordbygg(ada):
    return make_workplace(ada)


def met(leader, period=""):
    """(Workplaces that have met one, two, three or more advisors)."""
    return tuple(table(see(leader, "continuity", period), WORKPLACES).values())


def test_a_workplace_has_met_whoever_was_advisor_while_somebody_was_there(
    ada, bo, lena, lars, fjordbygg
):
    placed(followed((ada, 200), (bo, 20)), fjordbygg, since=100)
    placed(followed((lena, 200), name="Varm Vott"), make_workplace(ada, "Havna"), since=100)
    assert met(lars) == (1, 1, 0)
    placed(followed((lena, 300), name="Rolig Sti"), fjordbygg, since=60, until=30)
    assert met(lars) == (1, 0, 1)
    assert see(lars, "continuity").finding == (
        "2 workplaces have somebody there now, with more than one advisor at 1 of them in this"
        " time."
    )


def test_an_advisor_from_before_the_person_came_is_not_met(ada, bo, lars, fjordbygg):
    placed(followed((ada, 200), (bo, 30)), fjordbygg, since=30)
    assert met(lars) == (1, 0, 0)


def test_an_advisor_from_after_the_person_left_is_not_met(ada, bo, lena, lars, fjordbygg):
    placed(followed((ada, 200), (bo, 30)), fjordbygg, since=80, until=30)
    placed(followed((ada, 200), name="Varm Vott"), fjordbygg, since=10)
    assert met(lars) == (1, 0, 0)


def test_an_advisor_from_before_the_period_counts_where_that_is_chosen(ada, bo, lars, fjordbygg):
    placed(followed((ada, 350), (bo, 150)), fjordbygg, since=300)
    assert met(lars) == (1, 0, 0)
    assert met(lars, "year") == (0, 1, 0)


def test_a_workplace_where_nobody_is_now_does_not_count(ada, bo, lars, fjordbygg):
    placed(followed((ada, 200), (bo, 30)), fjordbygg, since=80, until=5)
    gone = followed((ada, 200), name="Varm Vott")
    placed(gone, fjordbygg, since=80)
    Participant.objects.filter(pk=gone.pk).update(ended_on=TODAY())
    assert met(lars) == (0, 0, 0)
    assert see(lars, "continuity").finding == "Nobody is at a workplace now."


def test_how_many_have_had_more_than_one_advisor(ada, bo, lena, lars):
    followed((ada, 200), (bo, 50), (lena, 10))
    followed((ada, 200), (bo, 20), name="Rolig Sti")
    followed((ada, 200), name="Modig Sykkel")
    followed((ada, 300), (bo, 200), name="Blank Stein")
    panel = see(lars, "continuity")
    # Bo's own Varm Vott is the third with one.
    assert table(panel, PEOPLE) == {"One advisor": 3, "Two advisors": 1, "Three or more": 1}
    assert texts(panel) == ["2 people have had more than one advisor in this time"]


def test_who_is_moved_by_mistake_and_back_the_same_day_has_had_one_advisor(ada, bo, lars):
    person = followed((ada, 200), (bo, 10), (ada, 10))
    assert person.assignments.count() == 3
    assert texts(see(lars, "continuity")) == ["Nobody has had more than one advisor in this time"]


DAY_BY_DAY = """
    SELECT count(*) FROM (
        SELECT placement.workplace_id
        FROM generate_series(%s::date, %s::date, '1 day') AS day
        JOIN mentors_placement placement
            ON placement.started_on <= day
            AND (placement.ended_on IS NULL OR placement.ended_on > day)
        JOIN caseload_assignment assigned
            ON assigned.participant_id = placement.participant_id
            AND assigned.from_on <= day
            AND (assigned.until_on IS NULL OR assigned.until_on > day)
        WHERE placement.workplace_id IN
            (SELECT workplace_id FROM mentors_placement WHERE ended_on IS NULL)
        GROUP BY placement.workplace_id
        HAVING count(DISTINCT assigned.advisor_id) BETWEEN %s AND %s
    ) AS met"""


@pytest.mark.parametrize("period", ["quarter", "year"])
def test_numbers_are_those_counted_day_by_day(ada, bo, lena, lars, period):
    advisors, places = [ada, bo, lena], [make_workplace(ada, f"Sted {n}") for n in range(9)]
    for n in range(20):
        first, second = advisors[n % 3], advisors[(n + n // 3) % 3]
        person = followed((first, 60 + 11 * n), (second, 7 * n + 2), name=f"Blid Lampe {n}")
        placed(person, places[n % 9], since=9 * n + 2, until=n + 1 if n % 4 == 0 else None)
    since = period_of(period, TODAY()).since
    assert met(lars, period) == tuple(
        sql(DAY_BY_DAY, since, TODAY(), *between) for between in [(1, 1), (2, 2), (3, 99)]
    )


def test_who_is_protected_or_elsewhere_counts_nowhere(ada, bo, tor, lars, fjordbygg):
    placed(followed((ada, 200)), fjordbygg, since=100)
    hidden = followed((ada, 200), (bo, 20), name="Skjult Sti")
    placed(hidden, fjordbygg, since=100)
    toril = make_member("Toril", office=tor.office)
    far = followed((toril, 200), (tor, 20), name="Annen By")
    placed(far, make_workplace(tor, "Skogen"), since=100)
    shield(hidden)
    assert met(lars) == (1, 0, 0)
    assert table(see(lars, "continuity"), PEOPLE)["Two advisors"] == 0


def test_a_department_leader_sees_the_departments_share(ada, bo, lars, fjordbygg):
    young = followed((ada, 200))
    placed(young, fjordbygg, since=100)
    placed(followed((bo, 200), (ada, 20), name="Modig Sykkel"), fjordbygg, since=100)
    assert met(lars) == (0, 1, 0)
    dag = leader_of_youth(young)
    assert met(dag) == (1, 0, 0)
    assert table(see(dag, "continuity"), PEOPLE)["One advisor"] == 1


def test_it_asks_twice(ada, lars, fjordbygg, django_assert_num_queries):
    placed(followed((ada, 200)), fjordbygg, since=100)
    with django_assert_num_queries(2):
        see(lars, "continuity")
