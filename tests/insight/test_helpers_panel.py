"""The fourth premise: who has helpers, and which needs for a workplace wait for a proposal."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from caseload.models import Connection, Participant
from caseload.network.actions import end_connection
from mentors.models import NeedAnswer, WorkplaceNeed
from mentors.needs.actions import answer_need, close_need
from tests.factories import make_connection, make_need, make_participant, make_workplace
from tests.insight.reading import panel_for, sql, table, texts, url_of, whom_she_leads

PEOPLE = "People"
NEEDS = "Needs for a workplace"
STAFF = "At the office"
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def panel(leader, **chosen):
    return panel_for(leader, "helpers", **chosen)


def with_helper(advisor, kind, *, people=1, begin=0):
    """So many new people, each with a helper of this kind."""
    for number in range(begin, begin + people):
        person = make_participant(advisor, f"{kind} {number}")
        make_connection(advisor, person, kind=kind, name="Ida Lund")


def kinds(leader):
    headings = [table.heading for table in panel(leader).tables]
    return table(panel(leader), "Who helps") if "Who helps" in headings else None


# People with helpers


def test_says_how_many_have_a_helper_and_leads_to_them(log_in, ada, mia, lars, lampe):
    make_connection(ada, lampe, user=mia.user)
    make_connection(ada, lampe, kind="colleague", name="Per")
    make_connection(ada, make_participant(ada, "Varm Vott"), kind="school")
    shown = panel(lars)
    assert shown.finding == "There is a helper at Nav for 1 of 2 people, and outside Nav for 1."
    client = log_in(lars)
    inside = client.get(url_of(shown, "1 has a helper at Nav")).content.decode()
    assert "Blid Lampe" in inside and "Varm Vott" not in inside
    outside = client.get(url_of(shown, "1 has a helper outside Nav")).content.decode()
    assert "Varm Vott" in outside and "Blid Lampe" not in outside


def test_the_list_does_not_say_which_kind_of_helper(log_in, ada, lars, lampe):
    make_connection(ada, lampe, kind="debt", name="Gjeldsrådgiveren")
    page = log_in(lars).get("/insight/people/helped_outside/").content.decode()
    assert "Blid Lampe" in page
    assert "Gjeldsrådgiveren" not in page and "gjeld" not in page.lower()


def test_a_helper_who_has_stopped_helps_nobody(ada, lars, lampe):
    end_connection(ada, make_connection(ada, lampe))
    assert table(panel(lars), PEOPLE)["With a helper outside Nav"] == (0,)


@pytest.mark.parametrize("hidden", [{"protection": "shielded"}, {"ended_on": timezone.localdate()}])
def test_who_is_protected_or_followed_up_no_more_counts_nowhere(log_in, ada, lars, lampe, hidden):
    make_connection(ada, lampe)
    Participant.objects.update(**hidden)
    assert table(panel(lars), PEOPLE)["With a helper outside Nav"] == (0,)
    page = log_in(lars).get("/insight/people/helped_outside/").content.decode()
    assert "Blid Lampe" not in page


# Kinds of helpers


def test_a_kind_is_named_where_six_have_it_and_six_have_not(ada, lars):
    with_helper(ada, "school", people=7)
    with_helper(ada, "health", people=3)
    with_helper(ada, "debt", people=3)
    assert kinds(lars) == {"School": (7,), "Others": (6,)}


@pytest.mark.parametrize(("schools", "others"), [(5, 9), (9, 5), (12, 0)])
def test_no_kind_is_named_that_would_tell_about_those_on_the_list(ada, lars, schools, others):
    with_helper(ada, "school", people=schools)
    with_helper(ada, "health", people=others // 2)
    with_helper(ada, "debt", people=others - others // 2)
    assert kinds(lars) is None


@pytest.mark.parametrize("kind", ["health", "assistive_technology"])
def test_that_everybody_has_a_helper_is_only_said_of_kinds_that_tell_nothing(ada, lars, kind):
    with_helper(ada, kind, people=8)
    assert kinds(lars) is None
    Connection.objects.update(kind="liaison")
    assert kinds(lars) == {"Employer liaison": (8,)}


def test_helpers_at_nav_and_outside_are_each_compared_with_their_own(ada, lars):
    with_helper(ada, "health", people=8)
    with_helper(ada, "liaison", people=8)
    with_helper(ada, "specialist", people=6)
    assert kinds(lars) == {
        "Employer liaison": (8,),
        "Employment specialist": (6,),
        "Others": (8,),
    }


def test_somebody_with_two_helpers_of_a_kind_counts_once(ada, lars, lampe):
    with_helper(ada, "school", people=6)
    with_helper(ada, "family", people=6)
    person = Participant.objects.get(name="school 0")
    make_connection(ada, person, kind="school", name="Terje")
    assert kinds(lars)["School"] == (6,)


# Needs for a workplace


def test_says_which_needs_wait_and_since_when(ada, bo, mia, lars):
    answered = make_need(ada)
    answer_need(mia, answered, workplaces=[make_workplace(ada)])
    waiting = [make_need(ada, "Ute hele dagen"), make_need(bo, "Kjøkken")]
    for need, days in zip([answered, *waiting], (80, 20, 40), strict=True):
        moment = timezone.now() - timedelta(days=days)
        WorkplaceNeed.objects.filter(pk=need.pk).update(created_at=moment)
    first = TODAY() - timedelta(days=40)
    text = f"2 needs for a workplace wait for a proposal, the first since {first.day}. {first:%B}"
    shown = panel(lars)
    assert url_of(shown, text) == "/needs/"
    assert url_of(shown, "1 need for a workplace got a proposal in the time you look at")
    assert table(shown, NEEDS) == {
        "Open": (3,),
        "Waiting for a proposal": (2,),
        "Got a proposal in the time you look at": (1,),
    }


def test_a_need_that_is_closed_waits_no_more(ada, lars):
    close_need(ada, make_need(ada))
    assert table(panel(lars), NEEDS)["Waiting for a proposal"] == (0,)


def test_a_department_leader_counts_what_her_advisors_ask_for(ada, bo, dina, lars, tor):
    for member in [ada, bo, bo, tor]:
        make_need(member, f"{member} {WorkplaceNeed.objects.count()}")
    assert table(panel(dina), NEEDS)["Open"] == (1,)
    assert table(panel(lars), NEEDS)["Open"] == (3,)


# Who can help


def test_that_no_liaison_is_there_is_said(ada, lars):
    assert "No employer liaison is at the office" in texts(panel(lars))
    assert "No employment specialist is at the office" in texts(panel(lars))


def test_liaisons_and_specialists_at_the_office_are_counted(mia, lena, lars):
    assert "1 employer liaison is at the office" in texts(panel(lars))
    assert table(panel(lars), STAFF) == {"Employer liaisons": (1,), "Employment specialists": (1,)}


# All of it


def build_world(dice, advisors):
    """People with helpers, some protected or gone, and needs of all sorts."""
    for number in range(30):
        advisor = dice.choice(advisors)
        person = make_participant(advisor, f"Person {number}")
        for _helper in range(dice.randint(0, 3)):
            kind = dice.choice(["liaison", "school", "school", "family", "health"])
            helper = make_connection(advisor, person, kind=kind, name=f"N {dice.random()}")
            if dice.random() < 0.2:
                end_connection(advisor, helper)
        hidden = {"protection": "shielded"} if dice.random() < 0.5 else {"ended_on": TODAY()}
        if dice.random() < 0.2:
            Participant.objects.filter(pk=person.pk).update(**hidden)
    for number in range(12):
        advisor = dice.choice(advisors)
        need = make_need(advisor, f"Behov {number}")
        for _answer in range(dice.randint(0, 2)):
            at = timezone.now() - timedelta(days=dice.randint(0, 200))
            NeedAnswer.objects.create(need=need, by=advisor.user, at=at)
        if dice.random() < 0.3:
            close_need(advisor, need)


@pytest.mark.parametrize("seed", range(2))
def test_every_number_is_what_the_database_says(ada, bo, tor, lars, dina, liv, seed):
    build_world(random.Random(seed), [ada, bo, tor])
    for leader in [lars, dina, liv]:
        shown = panel(leader, period="quarter")
        assert_people(leader, shown)
        assert_needs(leader, shown)


def assert_people(leader, shown):
    counted = sql(
        f"""
        SELECT c.kind IN ('liaison', 'specialist', 'assistive_technology', 'colleague'),
            count(DISTINCT p.id)
        FROM caseload_connection c JOIN caseload_participant p ON p.id = c.participant_id
        WHERE {whom_she_leads(leader)} AND p.ended_on IS NULL AND c.until IS NULL
        GROUP BY 1"""
    )
    people = dict(counted)
    assert table(shown, PEOPLE)["With a helper at Nav"] == (people.get(True, 0),)
    assert table(shown, PEOPLE)["With a helper outside Nav"] == (people.get(False, 0),)


def assert_needs(leader, shown):
    [numbers] = sql(
        """
        SELECT count(*) FILTER (WHERE n.closed_on IS NULL),
            count(*) FILTER (WHERE n.closed_on IS NULL AND a.need_id IS NULL),
            count(*) FILTER (WHERE a.lately)
        FROM mentors_workplaceneed n
        JOIN accounts_membership m ON m.user_id = n.by_id AND m.office_id = n.office_id
        LEFT JOIN (
            SELECT need_id, bool_or((at AT TIME ZONE 'Europe/Oslo')::date
                > (%s::date - interval '3 months')) AS lately
            FROM mentors_needanswer GROUP BY need_id) a ON a.need_id = n.id
        WHERE n.office_id = %s AND m.department_id IS NOT DISTINCT FROM
            coalesce(%s, m.department_id)""",
        TODAY(),
        leader.office_id,
        leader.department_id,
    )
    assert [n for (n,) in table(shown, NEEDS).values()] == list(numbers)


def test_asks_as_often_for_many_as_for_one(ada, lars, django_assert_num_queries):
    with_helper(ada, "school")
    make_need(ada)
    with CaptureQueriesContext(connection) as captured:
        panel(lars)
    with_helper(ada, "liaison", people=3)
    make_need(ada, "Kjøkken")
    with django_assert_num_queries(len(captured)):
        panel(lars)
