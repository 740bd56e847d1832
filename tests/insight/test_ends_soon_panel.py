"""What ends soon: income first, and whether somebody has seen to what comes next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from caseload.measures.actions import answer_about_income, answer_about_job, call_off
from caseload.models import Measure, Participant
from tests.factories import make_measure, make_participant
from tests.insight.seeing import leader_of_youth, listed, see, shield, sql, table, texts

TODAY = timezone.localdate


def income(advisor, name, ends_in, answer=None):
    """Somebody whose benefit ends in so many days, and what was said about the next decision."""
    person = make_participant(
        advisor, name, benefit="activity_allowance", benefit_ends_on=TODAY() + timedelta(ends_in)
    )
    if answer:
        answer_about_income(advisor, person, answer=answer, done="")
    return person


def measure(advisor, name, ends_in, stops_job=None):
    made = make_measure(advisor, make_participant(advisor, name), ends_in=ends_in)
    if stops_job:
        answer_about_job(advisor, made, stops_job=stops_job, stops_job_done="")
    return made


@pytest.fixture
def incomes(ada):
    for ends_in, answer in [
        (-31, None),
        (-30, None),
        (0, "not_yet"),
        (14, "started"),
        (15, "not_needed"),
        (30, "started"),
        (30, None),
        (31, None),
    ]:
        income(ada, f"Blid Lampe {ends_in} {answer}", ends_in, answer)


@pytest.fixture
def measures(ada):
    for ends_in, stops_job in [
        (-1, None),
        (0, None),
        (14, "yes"),
        (15, "no"),
        (30, "unknown"),
        (31, None),
        (60, "yes"),
        (61, None),
        (None, None),
    ]:
        measure(ada, f"Varm Vott {ends_in}", ends_in, stops_job)


def test_income_comes_first_and_is_all_that_is_emphasised(ada, lars, incomes, measures):
    panel = see(lars, "ends_soon")
    first, *others = panel.lines
    assert first.text == "The benefits of 3 people end, and the next decision is not started"
    assert first.cannot_wait
    assert not any(line.cannot_wait for line in others)
    assert panel.finding.startswith(
        "6 benefits end within a month or have just ended; the next decision is not started for 3."
    )


def test_benefits_stand_by_when_they_end_and_what_is_said(ada, lars, incomes):
    assert table(see(lars, "ends_soon"), "Benefits that end") == {
        # Nobody has said, not started yet, started, not needed.
        "Ended lately": (1, 0, 0, 0),
        "Within 14 days": (0, 1, 1, 0),
        "15–30 days": (1, 0, 1, 1),
    }


def test_measures_stand_by_when_they_end_and_what_becomes_of_the_job(ada, lars, measures):
    assert table(see(lars, "ends_soon"), "Measures that end") == {
        # Nobody has said, not known yet, the job goes on, the job stops.
        "Within 14 days": (1, 0, 0, 1),
        "15–30 days": (0, 1, 1, 0),
        "31–60 days": (1, 0, 0, 1),
    }


def test_an_answer_about_an_earlier_end_says_nothing_about_this_one(ada, lars):
    person = income(ada, "Blid Lampe", 10, "started")
    Participant.objects.filter(pk=person.pk).update(benefit_ends_on=TODAY() + timedelta(20))
    moved = measure(ada, "Varm Vott", 10, "yes")
    Measure.objects.filter(pk=moved.pk).update(ends_on=TODAY() + timedelta(20))
    panel = see(lars, "ends_soon")
    assert table(panel, "Benefits that end")["15–30 days"] == (1, 0, 0, 0)
    assert table(panel, "Measures that end")["15–30 days"] == (1, 0, 0, 0)
    assert texts(panel)[0] == "The benefit of 1 person ends, and the next decision is not started"


def test_every_number_leads_to_the_people_behind_it(log_in, ada, lars, incomes, measures):
    panel, client = see(lars, "ends_soon"), log_in(lars)
    assert listed(client, panel, "next decision is not started") == {
        "Blid Lampe -30 None",
        "Blid Lampe 0 not_yet",
        "Blid Lampe 30 None",
    }
    assert len(listed(client, panel, "within a month")) == 6
    assert len(listed(client, panel, "within two months")) == 6
    assert listed(client, panel, "nobody has said") == {"Varm Vott 0", "Varm Vott 31"}
    assert listed(client, panel, "people the job stops") == {"Varm Vott 14", "Varm Vott 60"}


def test_numbers_are_those_of_plain_sql(ada, lars, incomes, measures):
    panel = see(lars, "ends_soon")
    rows = table(panel, "Benefits that end").values()
    assert sum(map(sum, rows)) == sql(
        "SELECT count(*) FROM caseload_participant WHERE office_id = %s AND ended_on IS NULL"
        " AND abs(benefit_ends_on - %s) <= 30",
        lars.office_id,
        TODAY(),
    )
    rows = table(panel, "Measures that end").values()
    assert sum(map(sum, rows)) == sql(
        "SELECT count(*) FROM caseload_measure WHERE called_off_on IS NULL"
        " AND starts_on <= %s AND ends_on - %s BETWEEN 0 AND 60",
        TODAY(),
        TODAY(),
    )


def test_who_is_protected_ended_or_elsewhere_counts_nowhere(ada, tor, lars):
    shield(income(ada, "Skjult Sti", 5))
    shield(measure(ada, "Skjult Vei", 5).participant)
    ended = [income(ada, "Ferdig Bro", 5), measure(ada, "Ferdig Bru", 5).participant]
    Participant.objects.filter(pk__in=[each.pk for each in ended]).update(ended_on=TODAY())
    income(tor, "Annen By", 5)
    measure(tor, "Annen Bygd", 5)
    call_off(ada, measure(ada, "Aldri Begynt", 5), why="Ble syk")
    panel = see(lars, "ends_soon")
    assert panel.lines == () and panel.plots == ()
    assert panel.finding == "Nobody's benefit ends within a month."


def test_a_department_leader_sees_the_departments_share(ada, lars):
    young = income(ada, "Ung Gren", 5)
    income(ada, "Blid Lampe", 5)
    measure(ada, "Varm Vott", 5)
    dag = leader_of_youth(young)
    assert texts(see(dag, "ends_soon"))[1:] == [
        "In all the benefit of 1 person ends within a month or has just ended"
    ]
    assert len(see(lars, "ends_soon").lines) == 4


def test_it_asks_as_often_for_many_as_for_one(ada, lars, django_assert_num_queries):
    measure(ada, "Varm Vott", 5)
    for _times in range(2):
        # Three of them are for the counts, which all panels share.
        with django_assert_num_queries(5):
            see(lars, "ends_soon")
        measure(ada, "Blid Gren", 9, "yes")
        income(ada, "Blid Lampe", 9)
