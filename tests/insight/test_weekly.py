"""The weekly note to leaders: what needs a decision, once, and settled when nothing is left."""

import datetime
import threading

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import Department, Membership
from caseload.agreements import actions as agreement_actions
from caseload.handover.actions import Choice, hand_over
from caseload.measures.actions import answer_about_income
from caseload.models import Handover, Participant, RoomRequest, StandIn
from insight.tasks import note_what_needs_a_decision
from insight.weekly.decisions import decisions, number_of_decisions, number_to_note
from insight.weekly.noting import note_week
from mentors.calls.models import Call
from notifications import digests
from notifications.delivery import deliver_waiting
from notifications.models import DayTold, Notification
from notifications.staff_mail import Kind as MailKind
from notifications.staff_mail import write
from reflection.models import Barrier
from tests.factories import (
    make_agreement,
    make_barrier,
    make_call,
    make_member,
    make_participant,
    make_relation,
)

MONDAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def on_a_monday():
    with (
        time_machine.travel("2026-11-23T04:50+01:00", tick=False) as clock,
        translation.override("en"),
    ):
        yield clock


def day(n):
    return MONDAY + datetime.timedelta(days=n)


def said(leader):
    """[(what, do, url)] of everything that needs a decision by her today."""
    found = decisions(leader, timezone.localdate())
    lines = [(each.what, each.do, each.url) for _heading, some in found for each in some]
    assert number_of_decisions(leader, timezone.localdate()) == len(lines)
    return lines


def notes(member):
    return Notification.objects.visible_to(member).filter(kind="weekly_note")


def department_leader(ada, name="Dag"):
    department = Department.objects.create(office=ada.office, name=f"Avdeling {name}")
    leader = make_member(name, office=ada.office)
    leader.role, leader.department = Membership.Role.DEPARTMENT_LEADER, department
    leader.save()
    return leader


def leaves(member):
    Membership.objects.filter(pk=member.pk).update(ends_on=day(-1))


def away(member, stand_in, *, until=3):
    return StandIn.objects.create(
        advisor=member.user, stand_in=stand_in.user, from_on=MONDAY, until_on=day(until)
    )


# What needs a decision


def test_nothing_does_at_an_office_where_all_is_answered(lars, ada, lampe, log_in):
    assert said(lars) == []
    lars.user.language = "en"
    lars.user.save()
    shown = log_in(lars).get("/insight/decisions/").content.decode()
    assert "Nothing needs a decision now." in shown


def test_a_request_for_room_until_it_is_answered(lars, ada):
    asked = agreement_actions.ask_for_room(ada)
    assert said(lars) == [
        (
            "Ada asked 23. November 2026 for room for closer follow-up.",
            "Agree with Ada",
            f"/agreements/new/?advisor={ada.user_id}",
        )
    ]
    agreement_actions.settle_request(lars, asked)
    assert said(lars) == []


@pytest.mark.parametrize(
    ("until", "look_again", "words"),
    [
        (31, 40, None),
        (30, 40, "The agreement with Ada ends 23. December 2026, with nothing after it."),
        (90, 1, None),
        (90, 0, "The agreement with Ada is to be looked at again, since 23. November 2026."),
    ],
)
def test_an_agreement_that_ends_soon_or_is_to_be_looked_at_again(
    lars, ada, until, look_again, words
):
    agreement = make_agreement(
        lars, ada, from_on=day(0), until_on=day(until), look_again_on=day(look_again)
    )
    line = (words, "Agree with Ada", agreement.get_absolute_url())
    assert said(lars) == ([line] if words else [])


def test_a_renewed_agreement_needs_no_decision(lars, ada):
    agreement = make_agreement(lars, ada, until_on=day(20), look_again_on=day(20))
    assert len(said(lars)) == 1
    agreement_actions.renew_agreement(lars, agreement)
    assert said(lars) == []


def test_a_call_that_waits_for_the_leader_stands_there_and_is_no_reason_for_a_note(
    lars, ada, lampe
):
    call = make_call(make_relation(ada, lampe))
    assert said(lars) == []
    Call.objects.update(leader_asked_at=timezone.now())
    [(what, _do, url)] = said(lars)
    assert what == "A mentor asked 23. November 2026 to be called, and still waits."
    assert url == call.get_absolute_url()
    assert number_to_note(lars, MONDAY) == 0
    note_week(MONDAY)
    assert not notes(lars).exists()


def test_people_left_behind_are_one_decision_for_each_advisor_who_left(lars, ada, bo, lampe):
    make_participant(ada, "Rask Vind")
    leaves(ada)
    assert said(lars) == [
        (
            "Ada no longer works here: 2 people are without an advisor.",
            "Choose who takes over from Ada",
            f"/handovers/new/?advisor={ada.user_id}",
        )
    ]


def test_an_offer_without_an_answer_for_over_a_week(lars, ada, bo, lena, lampe, on_a_monday):
    other = make_participant(ada, "Rask Vind")
    choices = [Choice(lampe.pk, bo.user_id), Choice(other.pk, lena.user_id)]
    handover = hand_over(ada, giver=ada.user, choices=choices)
    on_a_monday.move_to("2026-11-30T23:50+01:00")
    assert said(lars) == []
    on_a_monday.move_to("2026-12-01T00:10+01:00")
    assert said(lars) == [
        (
            "2 people whom Ada hands over wait for an answer since 23. November 2026.",
            "Choose who takes over from Ada",
            f"/handovers/new/?advisor={ada.user_id}",
        )
    ]
    handover.people.update(status="accepted")
    assert said(lars) == []


@pytest.fixture
def ending(ada, lampe):
    """Blid Lampe, whose benefit ends in two weeks, with no answer about the next decision."""
    Participant.objects.filter(pk=lampe.pk).update(
        benefit_ends_on=day(14), benefit="sickness_benefit"
    )
    lampe.refresh_from_db()
    return lampe


def test_a_benefit_that_ends_while_nobody_is_there(lars, ada, bo, lena, ending):
    assert said(lars) == []
    away(ada, bo)
    assert said(lars) == []
    away(bo, lena)
    assert said(lars) == [
        (
            "Blid Lampe: the benefit ends 7. December 2026, and nobody stands in for Ada.",
            "Choose who takes over Blid Lampe",
            f"/handovers/new/?advisor={ada.user_id}&person={ending.pk}",
        )
    ]


def test_nor_is_a_stand_in_there_who_works_at_another_office(lars, ada, tor, ending):
    away(ada, tor)
    assert len(said(lars)) == 1


def test_one_of_two_stand_ins_is_enough(lars, ada, bo, lena, tor, ending):
    away(ada, tor)
    away(ada, bo)
    assert said(lars) == []


def test_a_benefit_is_said_also_where_the_advisor_has_left(lars, ada, bo, ending):
    leaves(ada)
    whats = [what for what, _do, _url in said(lars)]
    assert [what.split(":")[0] for what in whats] == ["Blid Lampe", "Ada no longer works here"]


@pytest.mark.parametrize("settle", ["answered", "later"])
def test_a_benefit_that_is_seen_to_needs_no_decision(lars, ada, tor, ending, settle):
    away(ada, tor)
    if settle == "answered":
        answer_about_income(ada, ending, answer="started", done="")
    else:
        Participant.objects.filter(pk=ending.pk).update(benefit_ends_on=day(15))
    assert said(lars) == []


def test_a_barrier_nobody_has_kept_an_eye_on_for_a_month(lars, ada):
    barrier = make_barrier(ada)
    assert said(lars) == []
    Barrier.objects.update(raised_on=day(-32))
    [(what, do, url)] = said(lars)
    assert what == "In the way since 22. October 2026: “Vi går til tiltak av gammel vane.”"
    assert (do, url) == ("Choose who keeps an eye on it", barrier.get_absolute_url())
    Barrier.objects.update(owner=ada.user)
    assert said(lars) == []
    Barrier.objects.update(owner=None, state="gone")
    assert said(lars) == []


# Of whom


def everything(ada, helper, name):
    """Something of each kind that needs a decision, about the people of this advisor."""
    person = make_participant(ada, name)
    make_call(make_relation(ada, person))
    Call.objects.update(leader_asked_at=timezone.now())
    hand_over(ada, giver=ada.user, choices=[Choice(person.pk, helper.user_id)])
    Handover.objects.update(at=timezone.now() - datetime.timedelta(days=9))
    agreement_actions.ask_for_room(ada)
    make_barrier(ada)
    Barrier.objects.update(raised_on=day(-60))
    Participant.objects.filter(pk=person.pk).update(benefit_ends_on=day(3))
    leaver = make_member(f"Tuva {name}", office=ada.office)
    left = make_participant(leaver, f"Etter {name}")
    leaves(leaver)
    StandIn.objects.create(advisor=ada.user, stand_in=leaver.user, until_on=day(3))
    return person, left


def test_each_of_these_is_one_decision_and_another_office_has_no_part_in_it(
    lars, liv, ada, bo, tor
):
    make_agreement(lars, bo, until_on=day(20))
    everything(ada, bo, "Blid Lampe")
    assert number_of_decisions(lars, MONDAY) == len(said(lars)) == 7
    assert said(liv) == []
    eva = make_member("Eva", office=tor.office)
    everything(tor, eva, "Stille Sjø")
    assert len(said(lars)) == 7
    assert len(said(liv)) == 6


def test_a_protected_person_stands_nowhere(lars, ada, bo):
    everything(ada, bo, "Blid Lampe")
    Participant.objects.update(protection="shielded")
    assert [do for _what, do, _url in said(lars)] == [
        "Agree with Ada",
        "Choose who keeps an eye on it",
    ]


def test_a_department_leader_gets_the_departments(lars, ada, bo):
    dag = department_leader(ada)
    everything(ada, bo, "Blid Lampe")
    assert said(dag) == []
    Participant.objects.update(department=dag.department)
    ada.department = dag.department
    ada.save()
    assert len(said(dag)) == 5
    assert not any("In the way" in what for what, _do, _url in said(dag))


def test_nobody_else_gets_any(ada, bo, lars, mia, log_in):
    everything(ada, bo, "Blid Lampe")
    note_week(MONDAY)
    assert {note.user for note in Notification.objects.filter(kind="weekly_note")} == {lars.user}


def test_all_is_counted_in_one_query_and_listed_in_as_many_for_many(
    log_in, lars, ada, bo, django_assert_num_queries
):
    everything(ada, bo, "Blid Lampe")
    with django_assert_num_queries(1):
        number_of_decisions(lars, MONDAY)
    client = log_in(lars)
    with CaptureQueriesContext(connection) as captured:
        client.get("/insight/decisions/")
    for name in ["Eva", "Frida"]:
        everything(make_member(name, office=ada.office), bo, f"Rask {name}")
    with django_assert_num_queries(len(captured)):
        client.get("/insight/decisions/")


def test_the_overview_says_how_many(log_in, lars, ada):
    lars.user.language = "en"
    lars.user.save()
    assert "/insight/decisions/" not in log_in(lars).get("/insight/office/").content.decode()
    agreement_actions.ask_for_room(ada)
    shown = log_in(lars).get("/insight/office/").content.decode()
    assert '<a class="aksel-link" href="/insight/decisions/">1 thing needs a decision</a>' in shown


# The note


@pytest.fixture
def asked(ada):
    return agreement_actions.ask_for_room(ada)


def test_a_leader_is_told_on_the_first_working_day_and_it_leads_to_the_page(lars, asked):
    note_week(MONDAY)
    note = notes(lars).get()
    assert (note.url, note.settled_at) == ("/insight/decisions/", None)
    assert note.key.endswith(f"/2026-W48:{lars.user_id}")


def test_nothing_is_told_where_nothing_needs_a_decision(lars, ada):
    note_week(MONDAY)
    assert not notes(lars).exists()


def test_it_comes_once_in_a_week_and_again_in_the_next(lars, asked):
    for n in range(5):
        note_week(day(n))
    assert notes(lars).count() == 1
    note_week(day(7))
    assert notes(lars).count() == 2
    assert notes(lars).open().get().key.endswith(f"/2026-W49:{lars.user_id}")


def test_what_comes_up_later_in_the_week_waits_for_the_next(lars, ada):
    note_week(MONDAY)
    agreement_actions.ask_for_room(ada)
    note_week(day(2))
    assert not notes(lars).exists()
    note_week(day(7))
    assert notes(lars).exists()


def test_after_a_holiday_it_comes_on_the_day_after(lars, asked):
    easter_monday = datetime.date(2027, 3, 29)
    note_week(easter_monday)
    assert not notes(lars).exists()
    note_week(easter_monday + datetime.timedelta(days=1))
    assert notes(lars).exists()


def test_a_clock_that_stood_still_on_monday_tells_on_tuesday(lars, asked):
    note_week(day(1))
    assert notes(lars).count() == 1


def test_it_is_settled_when_nothing_is_left_and_does_not_come_back_in_the_week(lars, ada, asked):
    note_week(MONDAY)
    agreement_actions.settle_request(lars, asked)
    note_week(day(1))
    assert not notes(lars).open().exists()
    agreement_actions.ask_for_room(ada)
    note_week(day(2))
    assert not notes(lars).open().exists()


def test_it_is_settled_when_the_week_is_over_also_where_it_goes_on(lars, asked):
    note_week(MONDAY)
    note_week(day(7))
    assert notes(lars).open().count() == 1


def test_it_is_settled_for_who_leads_no_more(lars, asked):
    note_week(MONDAY)
    leaves(lars)
    note_week(day(1))
    assert not notes(lars).open().exists()


def test_what_she_took_away_herself_stays_away(lars, asked):
    note_week(MONDAY)
    notes(lars).take_away()
    note_week(day(1))
    assert not notes(lars).open().exists()


def test_who_leads_in_two_roles_at_an_office_has_one_note(lars, asked):
    Membership.objects.create(
        user=lars.user,
        office=lars.office,
        role=Membership.Role.DEPARTMENT_LEADER,
        department=Department.objects.create(office=lars.office, name="Ungdom"),
        starts_on=lars.starts_on,
    )
    note_week(MONDAY)
    assert notes(lars).count() == 1


def test_it_names_nobody_in_the_bell_and_in_the_mail(lars, ada, bo, sink, log_in):
    everything(ada, bo, "Blid Lampe")
    note_week(MONDAY)
    assert "Lampe" not in str(vars(notes(lars).get()))
    lars.user.language = "en"
    lars.user.digest_at = datetime.time(4, 0)
    lars.user.save()
    DayTold.objects.create(day=MONDAY, last_at=timezone.now())
    digests.post_digests(timezone.localtime())
    deliver_waiting(MailKind.values, write)
    [mail] = [mail for mail in sink.mails if lars.user.email in mail["To"]]
    text = str(mail)
    assert "1 note on what needs a decision" in text
    assert "Lampe" not in text and "Ada" not in text
    shown = log_in(lars).get("/notifications/").content.decode()
    assert '<a class="aksel-link" href="/insight/decisions/">See what needs a decision</a>' in shown


@pytest.mark.django_db(transaction=True)
def test_run_three_times_at_once_it_tells_once(lars, liv, ada, tor):
    agreement_actions.ask_for_room(ada)
    agreement_actions.ask_for_room(tor)

    def run():
        note_what_needs_a_decision()
        connection.close()

    running = [threading.Thread(target=run) for _each in range(3)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    assert [notes(leader).open().count() for leader in (lars, liv)] == [1, 1]
    assert RoomRequest.objects.filter(settled_on=None).count() == 2
