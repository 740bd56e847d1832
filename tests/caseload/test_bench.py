"""The workbench: who needs me today?"""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership
from caseload import actions
from caseload.models import Follower, Participant, StandIn
from caseload.status import Status
from tests.factories import make_closer, make_contact, make_member, make_participant

TODAY = timezone.localdate()
HTMX = {"HX-Request": "true"}


def day(n):
    return TODAY + datetime.timedelta(days=n)


def names(response):
    return [participant.name for participant in response.context["bench"].page]


def counts(response):
    return {value: count for value, _label, count in response.context["bench"].statuses}


@pytest.fixture
def caseload(ada):
    """One person in each status, and one who is only followed up in the ordinary way."""
    people = {
        name: make_participant(ada, name)
        for name in ["Needs", "Income", "Over", "Week", "Later", "Open", "Pause", "Done", "Plain"]
    }
    make_closer(ada, people["Over"], next_contact_on=day(-3))
    make_closer(ada, people["Later"], next_contact_on=day(40))
    make_closer(ada, people["Open"])
    people["Open"].set_next_contact(None)
    people["Week"].set_next_contact(TODAY)
    people["Plain"].set_next_contact(day(-30))
    Participant.objects.filter(name="Income").update(benefit_ends_on=day(14))
    actions.say_not_now(ada, people["Pause"], why="Venter på svar", until=day(30))
    actions.end_follow_up(ada, people["Done"], why="Flyttet")
    make_contact(ada, people["Needs"], needs_something="mentor", next_contact_on=day(90))
    return people


def test_each_status_counts_and_filters_the_same_people(log_in, ada, caseload):
    client = log_in(ada)
    expected = {
        "active": {"Needs", "Income", "Over", "Week", "Later", "Open", "Pause", "Plain"},
        "needs": {"Needs"},
        "income": {"Income"},
        "over": {"Over"},
        "week": {"Week"},
        "closer": {"Over", "Later", "Open"},
        "not_scheduled": {"Open"},
        "not_now": {"Pause"},
        "ended": {"Done"},
    }
    assert set(expected) == set(Status.values)
    counted = counts(client.get("/bench/"))
    for status, people in expected.items():
        assert set(names(client.get("/bench/", {"status": status}))) == people, status
        assert counted[status] == len(people), status


def test_an_open_call_for_help_is_first_then_the_next_contact(log_in, ada, caseload):
    order = names(log_in(ada).get("/bench/"))
    assert order[:5] == ["Needs", "Plain", "Over", "Week", "Later"]


def test_only_closer_follow_up_can_be_over_agreed_time(caseload):
    for name in ["Plain", "Over"]:
        caseload[name].refresh_from_db()
    assert caseload["Plain"].days_over_agreed_time == 0
    assert caseload["Over"].days_over_agreed_time == 3


def test_red_is_for_a_call_for_help_and_for_income_only(log_in, ada, caseload):
    page = log_in(ada).get("/bench/").content.decode()
    rows = page.split("<tbody")[1:]
    red = [row for row in rows if 'data-color="danger"' in row]
    assert {name for name in caseload for row in red if name in row} == {"Needs", "Income"}


def test_phases_filter_and_are_counted_within_the_status(log_in, ada, caseload):
    Participant.objects.filter(name__in=["Over", "Plain"]).update(phase="under_way")
    response = log_in(ada).get("/bench/", {"status": "closer", "phase": "under_way"})
    assert names(response) == ["Over"]
    phases = {value: n for value, _label, n in response.context["bench"].phase_counts}
    assert (phases["under_way"], phases["wish"]) == (1, 2)


def test_sorting_by_name_both_ways(log_in, ada, caseload):
    client = log_in(ada)
    upwards = names(client.get("/bench/", {"sort": "name"}))
    assert upwards == sorted(upwards)
    assert names(client.get("/bench/", {"sort": "-name"})) == upwards[::-1]


def test_the_view_is_remembered_and_can_be_cleared(log_in, ada, caseload):
    client = log_in(ada)
    client.get("/bench/", {"status": "closer", "sort": "-name"})
    assert names(client.get("/bench/")) == ["Over", "Open", "Later"]
    assert len(names(client.get("/bench/?everybody"))) == 8


def test_search_travels_by_post_and_stays_until_it_is_emptied(log_in, ada, caseload):
    client = log_in(ada)
    response = client.post("/bench/search/", {"words": "pLAi"})
    assert response.url == "/bench/"
    assert names(client.get("/bench/")) == ["Plain"]
    client.post("/bench/search/", {"words": ""})
    assert len(names(client.get("/bench/"))) == 8


def test_htmx_gets_only_the_bench(log_in, ada, caseload):
    response = log_in(ada).get("/bench/", headers=HTMX)
    assert response.content.decode().lstrip().startswith('<div id="bench"')


@pytest.mark.parametrize(
    "query",
    [
        {"status": "nonsense", "phase": "x", "sort": "password", "page": "-1"},
        {"page": "99999999999999999999999"},
        {"page": "æ", "advisor": "1 OR 1=1", "status": ""},
        {"sort": "-today"},
        {"sort": "-"},
        {"status": "active", "advisor": "9" * 50},
    ],
)
def test_odd_values_in_the_address_are_ignored(log_in, ada, caseload, query):
    response = log_in(ada).get("/bench/", query)
    assert response.status_code == 200
    assert len(names(response)) == 8


def test_she_sees_her_own_those_she_follows_and_those_she_stands_in_for(log_in, ada, bo, lampe):
    followed = make_participant(bo, "Followed")
    Follower.objects.create(participant=followed, user=ada.user)
    client = log_in(ada)
    assert set(names(client.get("/bench/"))) == {"Blid Lampe", "Followed"}
    stand_in = StandIn.objects.create(
        advisor=bo.user, stand_in=ada.user, from_on=TODAY, until_on=TODAY
    )
    assert set(names(client.get("/bench/"))) == {"Blid Lampe", "Followed", "Varm Vott"}
    stand_in.until_on = day(-1)
    stand_in.save(update_fields=["until_on"])
    assert set(names(client.get("/bench/"))) == {"Blid Lampe", "Followed"}


def test_a_stand_in_at_another_office_sees_nobody_there(log_in, ada, tor):
    StandIn.objects.create(advisor=tor.user, stand_in=ada.user, from_on=TODAY, until_on=day(9))
    assert names(log_in(ada).get("/bench/")) == []


@pytest.mark.parametrize("protection", ["confidential", "shielded", "sealed"])
def test_a_protected_person_is_shown_and_counted_to_nobody(log_in, ada, lars, lampe, protection):
    Participant.objects.filter(pk=lampe.pk).update(protection=protection)
    for who, url in [(ada, "/bench/"), (lars, "/bench/office/")]:
        response = log_in(who).get(url)
        assert names(response) == []
        assert counts(response)["active"] == 0
        assert log_in(who).get(lampe.get_absolute_url()).status_code == 404


def test_leaders_see_the_office_with_advisors_and_can_choose_one(log_in, lars, ada, bo, lampe, tor):
    client = log_in(lars)
    assert set(names(client.get("/bench/office/"))) == {"Blid Lampe", "Varm Vott"}
    response = client.get("/bench/office/", {"status": "active", "advisor": bo.user_id})
    assert names(response) == ["Varm Vott"]


def test_a_leader_sees_what_was_agreed_not_whose_time_ran_out(log_in, lars, ada, caseload):
    response = log_in(lars).get("/bench/office/")
    assert "over" not in counts(response)
    assert "over agreed time" not in response.content.decode()


def test_a_department_leader_sees_her_department(log_in, ada, lampe):
    department = ada.office.departments.create(name="Ungdom")
    other = make_participant(ada, "Young")
    Participant.objects.filter(pk=other.pk).update(department=department)
    leader = make_member("Dina", office=ada.office, role=Membership.Role.OFFICE_LEADER)
    leader.role, leader.department = Membership.Role.DEPARTMENT_LEADER, department
    leader.save(update_fields=["role", "department"])
    assert names(log_in(leader).get("/bench/office/")) == ["Young"]


def test_a_department_leader_without_a_department_is_refused(ada):
    with pytest.raises(ValidationError):
        Membership(
            user=ada.user, office=ada.office, role=Membership.Role.DEPARTMENT_LEADER
        ).full_clean()


@pytest.mark.parametrize(("who", "url"), [("ada", "/bench/"), ("lars", "/bench/office/")])
def test_more_people_cost_no_more_queries(
    log_in, ada, lampe, who, url, request, django_assert_num_queries
):
    client = log_in(request.getfixturevalue(who))
    make_closer(ada, lampe)
    client.get(url)
    with CaptureQueriesContext(connection) as queries_for_one:
        client.get(url)
    for n in range(5):
        make_closer(ada, make_participant(ada, f"Person {n}"))
    with django_assert_num_queries(len(queries_for_one)):
        client.get(url)


def test_an_empty_bench_says_what_to_do(log_in, ada):
    response = log_in(ada).get("/bench/")
    assert names(response) == []
    assert "/import" in response.content.decode()


def test_whose_need_it_is_reads_right_for_whoever_reads(log_in, ada, lars, bo, lampe):
    Follower.objects.create(participant=lampe, user=bo.user)
    make_contact(ada, lampe, needs_something="me")
    for who, url, said in [
        (ada, "/bench/", "I need something"),
        (bo, "/bench/", "The advisor needs something"),
        (lars, "/bench/office/", "The advisor needs something"),
    ]:
        who.user.language = "en"
        who.user.save(update_fields=["language"])
        assert said in log_in(who).get(url).content.decode()


def test_what_people_wrote_is_text_on_the_bench_and_no_markup(log_in, ada):
    """The lines are written without the escaping of a template."""
    odd = "<b>\"'&"
    person = make_participant(ada, f"Navn {odd}", needs_something="mentor")
    person.note_workplace(workplace_name=f"Bedrift {odd}", mentor_name=f"Mentor {odd}")
    page = log_in(ada).get("/bench/").content.decode()
    assert "<b>" not in page
    for said in ["Navn", "Bedrift", "Mentor"]:
        assert f"{said} &lt;b&gt;&quot;&#x27;&amp;" in page


def test_the_name_of_an_advisor_is_no_markup_either(log_in, ada, lars, lampe):
    ada.user.name = "<b>Ada</b>"
    ada.user.save(update_fields=["name"])
    page = log_in(lars).get("/bench/office/").content.decode()
    assert "<b>" not in page
    assert "&lt;b&gt;Ada&lt;/b&gt;" in page
