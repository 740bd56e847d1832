"""How placements ended: every outcome beside the others, none called better."""

from datetime import timedelta

import pytest
from django.utils import timezone

from caseload.models import Participant
from mentors.endings.actions import end_placement
from mentors.models import Placement
from tests.factories import make_participant, make_placement
from tests.insight.seeing import leader_of_youth, listed, see, shield, sql, table, texts

TODAY = timezone.localdate
Outcome = Placement.Outcome


def ended(advisor, name, outcome, *, ago=1, right_for=()):
    """Somebody whose time at a workplace ended so many days ago."""
    person = make_participant(advisor, name)
    placement = make_placement(advisor, person)
    day = TODAY() - timedelta(days=ago)
    end_placement(advisor, placement, ended_on=day, outcome=outcome, right_for=list(right_for))
    return person


@pytest.fixture
def endings(ada):
    return [
        ended(ada, "Blid Lampe", Outcome.STOPPED_BY_PERSON, right_for=["participant"]),
        ended(ada, "Varm Vott", Outcome.HIRED_HERE, right_for=["participant", "workplace"]),
        ended(ada, "Rolig Sti", Outcome.EDUCATION, right_for=["participant", "mentor"]),
        ended(ada, "Modig Sykkel", Outcome.STOPPED_BY_PERSON),
        ended(ada, "Blank Stein", Outcome.HIRED_HERE, ago=200),
    ]


def test_outcomes_stand_as_people_choose_from_them_with_one_layer_for_all(lars, endings):
    panel = see(lars, "outcomes")
    numbers = table(panel, "How it ended")
    assert list(numbers) == [
        "Hired here",
        "Another job",
        "Education",
        "Apprenticeship",
        "More hours of work",
        "Better prepared for work",
        "Stopped by the workplace",
        "Stopped by the person",
        "The measure ended",
        "Something else",
    ]
    assert {label: number for label, number in numbers.items() if number} == {
        "Hired here": 1,
        "Education": 1,
        "Stopped by the person": 2,
    }
    [plot] = panel.plots
    assert len(plot.series) == 1
    assert [number for _label, (number,) in plot.rows] == list(numbers.values())
    assert panel.finding == "4 placements ended in this time, in 3 different ways."


def test_for_whom_it_was_right(lars, endings):
    assert table(see(lars, "outcomes"), "For whom was it right?") == {
        "The candidate": 3,
        "The workplace": 1,
        "The mentor": 1,
        "Not written": 1,
    }


def test_who_went_on_in_a_job_is_still_followed(log_in, ada, lars, endings):
    panel = see(lars, "outcomes")
    assert "1 person went on in a job and is followed up there" in texts(panel)
    assert listed(log_in(lars), panel, "in a job now") == {"Varm Vott", "Blank Stein"}
    Participant.objects.filter(pk=endings[1].pk).update(ended_on=TODAY())
    assert not [text for text in texts(see(lars, "outcomes")) if "went on" in text]


@pytest.mark.parametrize(("period", "number"), [("quarter", 1), ("year", 2)])
def test_the_period_says_which_endings_count(lars, endings, period, number):
    panel = see(lars, "outcomes", period)
    assert table(panel, "How it ended")["Hired here"] == number
    since = TODAY() - timedelta(days={"quarter": 100, "year": 365}[period])
    assert number == sql(
        "SELECT count(*) FROM mentors_placement WHERE outcome = 'hired_here' AND ended_on > %s",
        since,
    )


def test_who_is_protected_or_elsewhere_counts_nowhere(ada, tor, lars, endings):
    shield(endings[0])
    ended(tor, "Annen By", Outcome.EDUCATION)
    numbers = table(see(lars, "outcomes"), "How it ended")
    assert (numbers["Stopped by the person"], numbers["Education"]) == (1, 1)


def test_a_department_leader_sees_the_departments_share(lars, endings):
    dag = leader_of_youth(endings[2])
    panel = see(dag, "outcomes")
    assert panel.finding == "1 placement ended in this time."


def test_where_none_ended_it_says_so(lars):
    panel = see(lars, "outcomes")
    assert (panel.finding, panel.plots) == ("No placement ended in this time.", ())


def test_it_asks_twice_besides_the_shared_counts(lars, endings, django_assert_num_queries):
    with django_assert_num_queries(4):
        see(lars, "outcomes")
