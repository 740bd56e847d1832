"""Portfolio and room, advisor by advisor: to make room and to distribute, never to rank."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import Department, Membership
from caseload.agreements.actions import ask_for_room
from caseload.handover.actions import Choice, hand_over
from caseload.models import Assignment, Participant, StandIn
from insight.load.facts import left_behind, loads
from insight.panel import Scope
from insight.period import period_of
from tests.factories import (
    make_agreement,
    make_call,
    make_closer,
    make_member,
    make_participant,
    make_relation,
)

TODAY = timezone.localdate


def scope_of(leader):
    return Scope(leader, period_of("", TODAY()))


def line(leader, advisor):
    """What the page says about this advisor."""
    [found] = [each for each in loads(scope_of(leader)) if each.advisor == advisor.user]
    return found


@pytest.fixture
def page(log_in, lars):
    """The page as Lars reads it, in English."""

    def page(path="/insight/load/"):
        lars.user.language = "en"
        lars.user.save()
        with translation.override("en"):
            return log_in(lars).get(path).content.decode()

    return page


def make_department_leader(ada, name="Dag"):
    department = Department.objects.create(office=ada.office, name=f"Avdeling {name}")
    leader = make_member(name, office=ada.office)
    leader.role, leader.department = Membership.Role.DEPARTMENT_LEADER, department
    leader.save()
    return leader


# Who is there


def test_every_advisor_of_the_office_stands_by_name_whatever_the_numbers(lars, ada, bo, lena, tor):
    for number in range(3):
        make_participant(lena, f"Varm Vott {number}")
    assert [each.advisor.name for each in loads(scope_of(lars))] == ["Ada", "Bo", "Lena"]


def test_a_department_leader_sees_the_departments_advisors_and_people(ada, bo, lampe):
    dag = make_department_leader(ada)
    bo.department = dag.department
    bo.save()
    Participant.objects.filter(advisor=bo.user).update(department=dag.department)
    [bos] = loads(scope_of(dag))
    assert (bos.advisor, bos.people) == (bo.user, 1)


def test_the_page_cannot_be_sorted_and_counts_neither_contacts_nor_misses(page, ada, lampe):
    make_closer(ada, lampe, next_contact_on=TODAY() - timedelta(days=40))
    shown = page()
    assert "sort" not in shown and "over agreed time" not in shown
    headings = re.findall(r'scope="col">([^<]+)<', shown)
    assert headings == [
        "Advisor",
        "People",
        "Followed closely",
        "Agreed room",
        "Away now",
        "New the last 30 days",
        "Open calls from mentors",
        "Waiting for her answer",
    ]


def test_the_page_says_that_it_measures_nobody(page, ada):
    assert "It measures nobody" in page()


# The numbers


def test_people_and_those_followed_closely(lars, ada, lampe):
    make_participant(ada, "Varm Vott")
    make_closer(ada, lampe)
    assert (line(lars, ada).people, line(lars, ada).closely) == (2, 1)


def test_the_numbers_lead_to_the_office_bench_of_that_advisor(page, log_in, lars, ada, bo, lampe):
    make_closer(ada, lampe)
    shown = page()
    for status in ["active", "closer"]:
        [path] = re.findall(rf'href="([^"]*\?status={status}&amp;advisor={ada.user_id})"', shown)
        people = log_in(lars).get(path.replace("&amp;", "&")).content.decode()
        assert "Blid Lampe" in people and "Varm Vott" not in people


def test_new_are_those_who_came_in_the_last_30_days_also_from_a_colleague(lars, ada, bo, lampe):
    Assignment.objects.update(from_on=TODAY() - timedelta(days=30))
    assert (line(lars, ada).new, line(lars, bo).new) == (0, 0)
    make_participant(ada, "Rask Vind")
    hand_over(lars, giver=ada.user, choices=[Choice(lampe.pk, bo.user_id)])
    assert (line(lars, ada).new, line(lars, bo).new) == (1, 1)


def test_an_offer_waits_until_it_is_answered(lars, ada, bo, lampe):
    handover = hand_over(ada, giver=ada.user, choices=[Choice(lampe.pk, bo.user_id)])
    assert (line(lars, bo).offers, line(lars, ada).offers) == (1, 0)
    handover.people.update(status="taken_back")
    assert line(lars, bo).offers == 0


def test_an_open_call_is_one_until_somebody_has_called(lars, ada, lampe):
    call = make_call(make_relation(ada, lampe))
    make_call(call.relation, chosen="all_well")
    assert line(lars, ada).calls == 1
    call.answered_on = TODAY()
    call.save()
    assert line(lars, ada).calls == 0


# Room and absence


def test_what_is_agreed_and_the_way_to_agree(page, lars, ada, bo):
    agreement = make_agreement(lars, ada, up_to=3)
    shown = page()
    assert f'href="{agreement.get_absolute_url()}">up to 3 until' in shown
    assert f"/agreements/new/?advisor={ada.user_id}" not in shown
    assert f"/agreements/new/?advisor={bo.user_id}" in shown


def test_an_agreement_that_begins_later_says_so(page, lars, ada):
    make_agreement(lars, ada, from_on=TODAY() + timedelta(days=3))
    assert "up to 4 from" in page()


def test_the_one_that_holds_now_comes_before_the_next(lars, ada):
    now = make_agreement(lars, ada)
    next_day = now.until_on + timedelta(days=1)
    make_agreement(lars, ada, from_on=next_day, until_on=next_day)
    assert line(lars, ada).agreement == now


def test_who_has_asked_for_room(page, ada):
    ask_for_room(ada)
    shown = page()
    assert "asked for" in shown and f"/agreements/new/?advisor={ada.user_id}" in shown


def test_a_leader_who_follows_people_up_is_not_asked_to_agree_with_herself(page, lars, ada):
    Membership.objects.create(
        user=lars.user, office=lars.office, role="advisor", starts_on=lars.starts_on
    )
    assert f"/agreements/new/?advisor={lars.user_id}" not in page()


def test_who_is_away_and_who_stands_in_until_when(page, ada, bo):
    until = TODAY() + timedelta(days=3)
    away = StandIn.objects.create(advisor=ada.user, stand_in=bo.user, until_on=until)
    assert "Bo stands in until" in page()
    away.from_on = until
    away.save()
    assert "stands in" not in page()


def test_after_an_agreement_there_is_a_way_back(log_in, lars, ada):
    agreement = make_agreement(lars, ada)
    for path in [agreement.get_absolute_url(), "/agreements/"]:
        shown = log_in(lars).get(path).content.decode()
        assert 'href="/insight/office/"' in shown and 'href="/insight/load/"' in shown
        assert "/insight/" not in log_in(ada).get(path).content.decode()


def test_the_overview_leads_here_and_back(page, ada):
    assert 'href="/insight/load/"' in page("/insight/office/")
    assert 'href="/insight/office/"' in page()


# Those who must not be seen


def test_a_protected_person_is_in_no_number(lars, ada, bo, lampe):
    make_closer(ada, lampe)
    make_call(make_relation(ada, lampe))
    hand_over(ada, giver=ada.user, choices=[Choice(lampe.pk, bo.user_id)])
    Participant.objects.filter(pk=lampe.pk).update(protection="shielded")
    for advisor in [ada, bo]:
        of = line(lars, advisor)
        assert (of.closely, of.calls, of.offers) == (0, 0, 0)
    assert (line(lars, ada).people, line(lars, ada).new) == (0, 0)


def test_nothing_of_another_office_is_counted_for_somebody_who_works_at_both(lars, ada, tor):
    """Ada has a caseload at Tor's office too."""
    there = Membership.objects.create(
        user=ada.user, office=tor.office, role="advisor", starts_on=tor.starts_on
    )
    person = make_participant(there, "Stille Sjø")
    make_closer(there, person)
    make_call(make_relation(there, person))
    other = make_participant(tor, "Rask Vind")
    hand_over(tor, giver=tor.user, choices=[Choice(other.pk, ada.user_id)])
    ask_for_room(there)
    of = line(lars, ada)
    assert (of.people, of.closely, of.new, of.calls, of.offers) == (0, 0, 0, 0, 0)
    assert of.request is None


def test_whose_advisor_has_left_are_told_of_apart(page, lars, ada, bo, lampe):
    assert left_behind(scope_of(lars)) == 0
    Membership.objects.filter(pk=bo.pk).update(ends_on=TODAY() - timedelta(days=1))
    assert left_behind(scope_of(lars)) == 1
    assert "1 person has an advisor who no longer works here" in page()


def test_it_asks_as_often_for_many_as_for_one(log_in, lars, ada, django_assert_num_queries):
    client = log_in(lars)

    def fill(advisor):
        person = make_participant(advisor, "Rask Vind")
        make_closer(advisor, person)
        make_call(make_relation(advisor, person))
        make_agreement(lars, advisor)
        ask_for_room(advisor)
        until = TODAY() + timedelta(days=1)
        StandIn.objects.create(advisor=advisor.user, stand_in=lars.user, until_on=until)
        hand_over(advisor, giver=advisor.user, choices=[Choice(person.pk, ada.user_id)])

    fill(make_member("Eva", office=ada.office))
    with CaptureQueriesContext(connection) as captured:
        client.get("/insight/load/")
    for name in ["Frida", "Gro", "Hanna"]:
        fill(make_member(name, office=ada.office))
    with django_assert_num_queries(len(captured)):
        client.get("/insight/load/")


# Of one advisor: agreed rhythm, next date, and what is in the way


def test_a_list_of_people_can_be_of_one_advisor(page, lars, ada, bo, lampe):
    assert f'href="/insight/people/followed/?advisor={ada.user_id}"' in page()
    shown = page(f"/insight/people/followed/?advisor={ada.user_id}")
    assert "Blid Lampe" in shown and "Varm Vott" not in shown
    assert "Those with Ada." in shown and "1 person." not in shown


@pytest.mark.parametrize("asked", ["", "0", "x", "٣", "1 OR 1=1"])
def test_an_odd_advisor_is_ignored(page, ada, bo, lampe, asked):
    shown = page(f"/insight/people/followed/?advisor={asked}")
    assert "Blid Lampe" in shown and "Varm Vott" in shown


def test_only_an_advisor_she_leads_can_be_chosen(page, log_in, ada, bo, tor, lampe):
    assert "2 people." in page(f"/insight/people/followed/?advisor={tor.user_id}")
    dag = make_department_leader(ada)
    hers = log_in(dag).get("/insight/people/followed/").content.decode()
    assert f'value="{ada.user_id}"' not in hers


def test_the_advisor_stays_chosen_on_the_next_page(page, lars, ada, bo):
    for number in range(51):
        make_participant(ada, f"Blid Lampe {number:02}")
    shown = page(f"/insight/people/followed/?advisor={ada.user_id}")
    assert re.search(rf'href="\?advisor={ada.user_id}&amp;page=2"', shown)
