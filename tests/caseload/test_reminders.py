"""What is due is told once, to whoever has it and her stand-in, and settled when it is over."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from caseload import actions as caseload_actions
from caseload.agreements import actions as agreement_actions
from caseload.handover import actions as handover_actions
from caseload.handover.actions import Choice, hand_over
from caseload.measures import actions as measure_actions
from caseload.models import Measure, Participant, StandIn
from caseload.reminders.due import BATCH, DUE
from caseload.reminders.sweep import sweep, sweep_if_time
from caseload.tasks import remind
from caseload.todos import actions as todo_actions
from mentors import actions as mentor_actions
from notifications.models import DayTold, Notification
from tests.factories import (
    make_agreement,
    make_closer,
    make_contact,
    make_measure,
    make_participant,
    make_todo,
)

Kind = Notification.Kind
TUESDAY = datetime.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_a_tuesday():
    with time_machine.travel("2026-11-24T06:00+01:00", tick=False):
        yield


def day(n):
    return TUESDAY + datetime.timedelta(days=n)


def told(member, today=TUESDAY):
    """What the sweep of this day tells her: [(kind, about)]."""
    sweep(today)
    return waiting(member)


def waiting(member):
    lines = Notification.objects.visible_to(member).open()
    return sorted((each.kind, each.about) for each in lines)


@pytest.fixture
def due(ada, lampe):
    """Blid Lampe, whose agreed contact is today."""
    make_closer(ada, lampe, next_contact_on=TUESDAY)
    return lampe


# Agreed contacts


@pytest.mark.parametrize(
    ("next_contact_on", "is_told"),
    [(day(-40), True), (day(-1), True), (TUESDAY, True), (day(1), False), (None, False)],
)
def test_an_agreed_contact_is_told_from_its_day_on(ada, lampe, next_contact_on, is_told):
    make_closer(ada, lampe)
    lampe.set_next_contact(next_contact_on)
    assert told(ada) == ([(Kind.CONTACT_DUE, lampe.pk)] if is_told else [])


def test_it_leads_to_the_person_and_names_her_nowhere(ada, due):
    sweep(TUESDAY)
    line = Notification.objects.get()
    assert (line.url, line.due_on, line.user) == (due.get_absolute_url(), TUESDAY, ada.user)
    assert "Lampe" not in str(vars(line))


@pytest.mark.parametrize("protection", Participant.Protection.values[1:])
def test_nothing_about_a_protected_person(ada, due, protection):
    Participant.objects.update(protection=protection)
    assert told(ada) == []


def test_a_paused_case_is_not_reminded_of(ada, lampe):
    caseload_actions.set_next_contact(ada, lampe, on=TUESDAY)
    caseload_actions.say_not_now(ada, lampe, why="Sykehus", until=day(30))
    assert told(ada) == []
    assert told(ada, day(31)) == [(Kind.CONTACT_DUE, lampe.pk)]


def test_what_is_told_is_not_told_twice(ada, due):
    sweep(TUESDAY)
    Notification.objects.visible_to(ada).see()
    for n in range(3):
        sweep(day(n))
    assert Notification.objects.count() == 1
    assert not Notification.objects.unseen().exists()


def test_what_she_took_away_herself_stays_away(ada, due):
    sweep(TUESDAY)
    Notification.objects.visible_to(ada).take_away()
    assert told(ada) == []
    caseload_actions.set_next_contact(ada, due, on=day(7))
    assert told(ada, day(7)) == [(Kind.CONTACT_DUE, due.pk)]


def test_a_stand_in_is_told_too_while_the_advisor_is_away(ada, bo, due):
    stand_in = StandIn.objects.create(
        advisor=ada.user, stand_in=bo.user, from_on=TUESDAY, until_on=day(3)
    )
    assert told(ada) == told(bo) == [(Kind.CONTACT_DUE, due.pk)]
    assert told(bo, day(4)) == []
    assert told(bo) == [(Kind.CONTACT_DUE, due.pk)]
    stand_in.delete()
    assert told(bo) == []
    assert waiting(ada) == [(Kind.CONTACT_DUE, due.pk)]


@pytest.mark.parametrize(
    "end_it",
    [
        lambda ada, lampe: make_contact(ada, lampe, next_contact_on=day(14)),
        lambda ada, lampe: make_contact(ada, lampe),
        lambda ada, lampe: caseload_actions.set_next_contact(ada, lampe, on=day(14)),
        lambda ada, lampe: caseload_actions.end_follow_up(ada, lampe, why="I jobb"),
        lambda ada, lampe: (
            caseload_actions.end_closer_follow_up(ada, lampe, why="I jobb"),
            caseload_actions.say_not_now(ada, lampe, why="Sykehus", until=day(30)),
        ),
    ],
    ids=["logged, with the next", "logged", "moved", "closed", "paused"],
)
def test_it_is_settled_at_once_and_not_told_again(ada, due, end_it):
    sweep(TUESDAY)
    due.refresh_from_db()
    end_it(ada, due)
    assert waiting(ada) == []
    assert told(ada) == []


def test_the_sweep_settles_what_was_written_past_the_actions(ada, due):
    sweep(TUESDAY)
    Participant.objects.update(next_contact_on=day(20))
    assert told(ada) == []


def test_a_contact_that_is_undone_was_none(ada, due):
    sweep(TUESDAY)
    contact = make_contact(ada, due, next_contact_on=day(14))
    mentor_actions.undo_contact(ada, contact)
    assert told(ada) == [(Kind.CONTACT_DUE, due.pk)]
    assert Notification.objects.count() == 1


# To another advisor


def test_after_a_handover_the_new_advisor_is_told_and_the_former_no_longer_sees_it(ada, bo, due):
    make_todo(ada, participant=due, in_days=0)
    make_measure(ada, due, ends_in=20)
    caseload_actions.edit_participant(
        ada, due, version=due.version, benefit_ends_on=day(20), benefit="sickness_benefit"
    )
    before = told(ada)
    assert {kind for kind, _about in before} == {
        Kind.BENEFIT_ENDS,
        Kind.CONTACT_DUE,
        Kind.MEASURE_ENDS,
        Kind.TODO_DUE,
    }
    handover = hand_over(ada, giver=ada.user, choices=[Choice(due.pk, bo.user_id)])
    assert (waiting(ada), waiting(bo)) == (before, [(Kind.HANDOVER, handover.pk)])
    handover_actions.accept(bo, handover.people.all())
    assert (waiting(ada), waiting(bo)) == ([], [])
    assert told(bo) == before
    assert waiting(ada) == []


def test_a_handover_is_told_at_once_one_line_to_each_who_is_asked(ada, bo, lena, lampe):
    others = [make_participant(ada, name) for name in ["Rask Vind", "Stille Sjø"]]
    receivers = [bo, bo, lena]
    choices = [
        Choice(person.pk, receiver.user_id)
        for person, receiver in zip([lampe, *others], receivers, strict=True)
    ]
    handover = hand_over(ada, giver=ada.user, choices=choices)
    line = [(Kind.HANDOVER, handover.pk)]
    assert (waiting(bo), waiting(lena), waiting(ada)) == (line, line, [])
    assert told(bo) == line


@pytest.mark.parametrize("answer", ["accept", "give_back", "take_back"])
def test_it_is_settled_when_the_last_of_them_is_answered(ada, bo, lampe, answer):
    other = make_participant(ada, "Rask Vind")
    choices = [Choice(person.pk, bo.user_id) for person in [lampe, other]]
    handover = hand_over(ada, giver=ada.user, choices=choices)
    first, second = handover.people.all()
    act = {
        "accept": lambda line: handover_actions.accept(bo, [line]),
        "give_back": lambda line: handover_actions.give_back(bo, [line], why="Full benk"),
        "take_back": lambda line: handover_actions.take_back(ada, [line]),
    }[answer]
    act(first)
    assert waiting(bo) == [(Kind.HANDOVER, handover.pk)]
    act(second)
    assert waiting(bo) == []
    assert told(bo) == []


def test_no_answer_is_asked_for_about_somebody_whose_follow_up_has_ended(ada, bo, lampe):
    hand_over(ada, giver=ada.user, choices=[Choice(lampe.pk, bo.user_id)])
    caseload_actions.end_follow_up(ada, lampe, why="Flyttet")
    assert waiting(bo) == []


def test_whom_a_leader_moves_is_told_to_the_new_advisor(lars, ada, bo, due):
    sweep(TUESDAY)
    handover = hand_over(lars, giver=ada.user, choices=[Choice(due.pk, bo.user_id)])
    assert waiting(ada) == []
    assert told(bo) == [(Kind.CONTACT_DUE, due.pk), (Kind.HANDOVER, handover.pk)]


# What ends


@pytest.mark.parametrize(
    ("left", "is_told"), [(61, False), (60, True), (0, True), (-30, True), (-31, False)]
)
def test_the_end_of_a_benefit_is_told_on_the_days_it_stands_above_the_bench(
    ada, lampe, left, is_told
):
    Participant.objects.update(benefit_ends_on=day(left))
    assert told(ada) == ([(Kind.BENEFIT_ENDS, lampe.pk)] if is_told else [])


def test_income_cannot_wait_for_a_pause_to_end_nor_for_not_yet(ada, lampe):
    lampe.benefit_ends_on = day(10)
    lampe.save(update_fields=["benefit_ends_on"])
    caseload_actions.say_not_now(ada, lampe, why="Sykehus", until=day(30))
    assert told(ada) == [(Kind.BENEFIT_ENDS, lampe.pk)]
    measure_actions.answer_about_income(ada, lampe, answer="not_yet", done="")
    assert waiting(ada) == [(Kind.BENEFIT_ENDS, lampe.pk)]
    measure_actions.answer_about_income(ada, lampe, answer="started", done="")
    assert waiting(ada) == told(ada) == []


def test_the_end_of_a_measure_is_told_60_30_and_14_days_before(ada, lampe):
    measure = make_measure(ada, lampe, ends_in=70)
    new = []
    for n in range(75):
        sweep(day(n))
        if Notification.objects.unseen().exists():
            new.append(70 - n)
        assert Notification.objects.open().count() == (10 <= n <= 70)
        Notification.objects.visible_to(ada).see()
    assert new == [60, 30, 14]
    assert {each.about for each in Notification.objects.all()} == {measure.pk}


@pytest.mark.parametrize(
    "end_it",
    [
        lambda ada, measure: measure_actions.answer_about_job(
            ada, measure, stops_job="no", stops_job_done=""
        ),
        lambda ada, measure: measure_actions.call_off(ada, measure, why="Ikke noe av"),
        lambda ada, measure: measure_actions.move_end(
            ada, measure, ends_on=day(100), why="", seen=measure.ends_on
        ),
        lambda ada, measure: caseload_actions.end_follow_up(ada, measure.participant, why="x"),
    ],
    ids=["answered", "called off", "extended", "closed"],
)
def test_the_end_of_a_measure_is_settled_when_it_is_answered(ada, lampe, end_it):
    measure = make_measure(ada, lampe, ends_in=20)
    assert told(ada) == [(Kind.MEASURE_ENDS, measure.pk)]
    end_it(ada, measure)
    assert waiting(ada) == told(ada) == []


def test_not_known_yet_is_asked_again_at_the_next_mark_as_the_page_asks(ada, lampe):
    """What the query finds is what Measure.asks_about_job says of each, on every day."""
    for ends_in in [45, 70, None]:
        measure = make_measure(ada, lampe, ends_in=ends_in, type=f"type {ends_in}")
        if ends_in == 45:
            measure_actions.answer_about_job(ada, measure, stops_job="unknown", stops_job_done="")
    asked = []
    for n in range(80):
        with time_machine.travel(day(n), tick=False):
            found = set(Measure.objects.asking_about_job(timezone.localdate()))
            assert found == {each for each in Measure.objects.all() if each.asks_about_job}
            asked.append(len(found))
    assert set(asked) == {0, 1, 2}


def test_an_agreement_on_room_to_renew_is_told_to_both(lars, ada):
    agreement = make_agreement(lars, ada, until_on=day(30))
    assert told(ada) == told(lars) == [(Kind.AGREEMENT_ENDS, agreement.pk)]
    agreement_actions.renew_agreement(lars, agreement)
    assert waiting(ada) == waiting(lars) == []
    assert told(ada) == []


def test_an_agreement_is_told_30_days_before_it_ends(lars, ada):
    make_agreement(lars, ada, until_on=day(31))
    assert told(ada) == []
    assert len(told(ada, day(1))) == 1


# Things to do


@pytest.mark.parametrize(("in_days", "is_told"), [(-2, True), (0, True), (1, False)])
def test_something_to_do_is_told_on_its_day(ada, lampe, in_days, is_told):
    todo = make_todo(ada, participant=lampe, in_days=in_days)
    assert told(ada) == ([(Kind.TODO_DUE, todo.pk)] if is_told else [])


@pytest.mark.parametrize(
    "end_it",
    [
        lambda ada, bo, todo: todo_actions.finish_todo(ada, todo),
        lambda ada, bo, todo: todo_actions.drop_todo(ada, todo, why="Avlyst"),
        lambda ada, bo, todo: todo_actions.hand_todo(ada, todo, owner=bo.user),
        lambda ada, bo, todo: caseload_actions.end_follow_up(ada, todo.participant, why="x"),
    ],
    ids=["done", "dropped", "handed on", "closed"],
)
def test_something_to_do_is_settled_when_it_is_not_hers_any_more(ada, bo, lampe, end_it):
    todo = make_todo(ada, participant=lampe, in_days=0)
    sweep(TUESDAY)
    end_it(ada, bo, todo)
    assert waiting(ada) == told(ada) == []


def test_who_stands_in_does_what_is_about_the_advisors_own_people(ada, bo, lena, lampe):
    """Bo's Vott is seen by Ada, who follows along; not by Lena, who stands in for Ada."""
    vott = Participant.objects.get(advisor=bo.user)
    caseload_actions.let_follow(bo, vott, colleague=ada.user)
    StandIn.objects.create(advisor=ada.user, stand_in=lena.user, until_on=day(3))
    make_todo(ada, participant=vott, owner=ada.user, in_days=0)
    hers = [make_todo(ada, participant=person, in_days=0) for person in [lampe, None]]
    assert told(lena) == sorted((Kind.TODO_DUE, todo.pk) for todo in hers)
    assert len(waiting(ada)) == 3


# The sweep itself


def test_runs_in_the_morning_and_again_during_the_day(ada, due):
    with time_machine.travel("2026-11-24T05:00+01:00", tick=False) as clock:
        remind()
        assert len(waiting(ada)) == 1
        other = make_participant(ada, "Rask Vind")
        make_closer(ada, other, next_contact_on=TUESDAY)
        clock.move_to("2026-11-24T06:30+01:00")
        remind()
        assert len(waiting(ada)) == 1
        clock.move_to("2026-11-24T07:10+01:00")
        remind()
        assert len(waiting(ada)) == 2


@pytest.mark.parametrize("now", ["2026-11-28T08:00+01:00", "2026-12-25T08:00+01:00"])
def test_rests_on_weekends_and_holidays(ada, due, now):
    with time_machine.travel(now, tick=False):
        sweep_if_time(timezone.localtime())
    assert not DayTold.objects.exists()


def test_after_a_day_at_rest_it_tells_what_was_due_then(ada, lampe):
    make_closer(ada, lampe, next_contact_on=day(4))  # a Saturday
    assert told(ada, day(6)) == [(Kind.CONTACT_DUE, lampe.pk)]


def test_leap_day_and_the_days_the_clock_is_moved_are_days_like_others(ada, lampe):
    make_closer(ada, lampe)
    for now in ["2028-02-29T06:00+01:00", "2026-03-30T06:00+02:00", "2026-10-26T06:00+01:00"]:
        with time_machine.travel(now, tick=False):
            today = timezone.localdate()
            lampe.set_next_contact(today)
            Notification.objects.all().delete()
            sweep_if_time(timezone.localtime())
            assert Notification.objects.get().due_on == today


def test_killed_in_the_middle_it_goes_on_where_it_stopped(ada, due, monkeypatch):
    make_measure(ada, due, ends_in=20)

    def killed(today):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setitem(DUE, Kind.MEASURE_ENDS, killed)
        sweep(TUESDAY)
    assert len(waiting(ada)) == 1
    assert not DayTold.objects.exists()
    assert len(told(ada)) == 2


def test_many_are_told_in_batches_with_few_queries(ada, lampe, django_assert_max_num_queries):
    fields = {"office": ada.office, "advisor": ada.user, "next_contact_on": TUESDAY}
    Participant.objects.bulk_create(
        Participant(name="Rask Vind", sort_key="x", **fields) for _each in range(BATCH + 10)
    )
    with django_assert_max_num_queries(60):
        sweep(TUESDAY)
    assert Notification.objects.open().count() == BATCH + 10
    with django_assert_max_num_queries(60):
        sweep(TUESDAY)
    assert Notification.objects.count() == BATCH + 10
