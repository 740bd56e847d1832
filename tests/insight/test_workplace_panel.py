"""The second premise: who has a mentor, how close the mentor is, and who waits for what."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from caseload.actions import end_follow_up
from caseload.models import Participant, Todo
from caseload.todos.actions import drop_todo, finish_todo
from mentors.actions import add_mentor, end_mentorship
from mentors.calls import waiting
from mentors.models import MentorNeed, Mentorship, Placement
from mentors.support.actions import note_mentor_need
from tests.factories import (
    make_call,
    make_contact,
    make_mentor,
    make_participant,
    make_placement,
    make_relation,
    make_workplace,
)
from tests.insight.reading import panel_for, sql, table, texts, url_of, whom_she_leads

CLOSENESS = "How close is the mentor to the daily tasks?"
NEEDS = "What mentors need"
CALLS = "Calls from mentors"
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def panel(leader, **chosen):
    return panel_for(leader, "workplace", **chosen)


def place(advisor, name="Blid Lampe", *, closeness=(), workplace=None):
    """A new person at a workplace, with a mentor there for each closeness."""
    workplace = workplace or make_workplace(advisor)
    person = make_participant(advisor, name)
    placement = make_placement(advisor, person, workplace=workplace, mentor=False)
    for number, close in enumerate(closeness):
        mentor = make_mentor(advisor, workplace, f"Solveig {number}")
        add_mentor(advisor, placement, mentor=mentor, closeness=close)
    return placement


def note_need(advisor, placement, kind="advice", what="Ta en prat"):
    mentor = placement.mentorships.first().mentor
    in_a_week = TODAY() + timedelta(days=7)
    return note_mentor_need(
        advisor,
        placement,
        mentor=mentor,
        kind=kind,
        what=what,
        due_on=in_a_week,
        owner=advisor.user,
    )


# Mentors and workplaces


def test_says_who_has_a_mentor_and_who_looks_for_a_workplace(ada, lars):
    place(ada, closeness=["nearby"])
    place(ada, "Varm Vott")
    make_participant(ada, "Ny Gren", phase="finding")
    shown = panel(lars)
    assert shown.finding == (
        "1 of 2 people at a workplace has a mentor. 1 is looking for a workplace."
    )
    assert url_of(shown, "1 is looking for a workplace") == "/insight/people/phase_finding/"
    without = url_of(shown, "1 is at a workplace without a mentor")
    assert without == "/insight/people/without_mentor/"


def test_says_it_where_nobody_is_at_a_workplace(lars, lampe):
    assert panel(lars).finding == "Nobody is at a workplace now."


def test_what_somebody_needs_leads_to_the_people(log_in, ada, lars):
    make_contact(ada, place(ada, closeness=[""]).participant, needs_something="mentor")
    assert url_of(panel(lars), "With 1 somebody needs something") == "/insight/people/needs/"
    assert "Blid Lampe" in log_in(lars).get("/insight/people/needs/").content.decode()


def test_of_several_mentors_the_closest_counts_once(ada, lars):
    place(ada, closeness=["distant", "same_tasks", ""])
    place(ada, "Varm Vott", closeness=["distant", "nearby"])
    place(ada, "Ny Gren", closeness=[""])
    place(ada, "Stille Brygge")
    shown = panel(lars)
    assert table(shown, CLOSENESS) == {
        "Works side by side every day": (1,),
        "Nearby, often": (1,),
        "Seldom near the daily tasks": (0,),
        "Not said": (1,),
    }
    text = "In 1 of 3 placements the mentor works side by side with the candidate"
    assert url_of(shown, text) == ""


def test_a_mentor_who_has_stopped_and_a_placement_that_is_over_count_no_more(ada, lars):
    stopped = place(ada, closeness=["same_tasks", "distant"])
    end_mentorship(ada, stopped.mentorships.get(closeness="same_tasks"), ended_on=TODAY())
    end_follow_up(ada, place(ada, "Varm Vott", closeness=["nearby"]).participant, why="Flyttet")
    assert [n for (n,) in table(panel(lars), CLOSENESS).values()] == [0, 0, 1, 0]


# Calls


def test_counts_calls_that_nobody_has_answered(ada, lars, lampe):
    relation = make_relation(ada, lampe)
    make_call(relation, "all_well")
    make_call(relation)
    assert url_of(panel(lars), "1 request to be called waits") == ""
    assert table(panel(lars), CALLS)["Not answered yet"] == (1,)


def test_leads_to_the_calls_the_leader_is_asked_about(log_in, ada, lars, lampe):
    call = make_call(make_relation(ada, lampe))
    waiting.ask_leaders(call.pk, call.leader_due_at)
    shown = panel(lars)
    assert table(shown, CALLS)["Of them, that you are asked about"] == (1,)
    notices = url_of(shown, "You are asked to see to 1 of them")
    assert call.get_absolute_url() in log_in(lars).get(notices).content.decode()


def test_a_department_leader_counts_calls_to_her_advisors(ada, bo, dina, lars, lampe):
    make_call(make_relation(ada, lampe))
    make_call(make_relation(bo, Participant.objects.get(name="Varm Vott")))
    assert table(panel(dina), CALLS)["Not answered yet"] == (1,)
    assert table(panel(lars), CALLS)["Not answered yet"] == (2,)


def test_a_call_of_a_mentor_with_only_a_protected_candidate_is_in_no_number(ada, lars, lampe):
    make_call(make_relation(ada, lampe))
    Participant.objects.update(protection=Participant.Protection.SHIELDED)
    assert table(panel(lars), CALLS)["Not answered yet"] == (0,)


def test_a_call_may_be_about_the_other_candidate_who_is_not_protected(ada, lars, lampe):
    relation = make_relation(ada, lampe)
    other = make_placement(
        ada, make_participant(ada, "Ny Gren"), workplace=relation.mentor.workplace, mentor=False
    )
    add_mentor(ada, other, mentor=relation.mentor)
    make_call(relation)
    Participant.objects.filter(pk=lampe.pk).update(protection=Participant.Protection.SHIELDED)
    assert table(panel(lars), CALLS)["Not answered yet"] == (1,)


def test_calls_of_another_office_are_not_counted(ada, lars, tor, liv):
    make_call(make_relation(tor, Participant.objects.get(name="Stille Brygge")))
    assert table(panel(lars), CALLS)["Not answered yet"] == (0,)
    assert table(panel(liv), CALLS)["Not answered yet"] == (1,)


# What mentors need


def test_says_what_is_done_about_what_mentors_need(ada, lars):
    placement = place(ada, closeness=["nearby"])
    note_need(ada, placement, "course", "Melde på kurs")
    finish_todo(ada, note_need(ada, placement, what="Ringe").todo)
    drop_todo(ada, note_need(ada, placement, what="Skrive").todo, why="Ordnet seg")
    shown = panel(lars)
    assert table(shown, NEEDS)["Advice"] == (0, 1, 1)
    assert table(shown, NEEDS)["A course"] == (1, 0, 0)
    assert "Mentors' needs: 1 open, 1 done, 1 dropped" in texts(shown)


def test_what_was_done_before_the_chosen_time_is_not_counted(ada, lars):
    todo = note_need(ada, place(ada, closeness=["nearby"])).todo
    finish_todo(ada, todo)
    Todo.objects.update(done_on=TODAY() - timedelta(days=150))
    assert table(panel(lars, period="quarter"), NEEDS)["Advice"] == (0, 0, 0)
    assert table(panel(lars, period="half_year"), NEEDS)["Advice"] == (0, 1, 0)


# All of it


def build_world(dice, advisors):
    """Some people at workplaces with all that is counted here, some of them protected or gone."""
    for number in range(10):
        advisor = dice.choice(advisors)
        closeness = dice.choices([*Mentorship.Closeness.values, ""], k=dice.randint(0, 3))
        placement = place(advisor, f"Person {number}", closeness=closeness)
        for mentorship in placement.mentorships.all():
            if dice.random() < 0.2:
                end_mentorship(advisor, mentorship, ended_on=TODAY())
            if dice.random() < 0.6:
                note_need(advisor, placement, dice.choice(MentorNeed.Kind.values))
        ended = {dice.choice(["done_on", "dropped_on"]): TODAY() - timedelta(dice.randint(0, 200))}
        if dice.random() < 0.5:
            Todo.objects.filter(participant=placement.participant).update(**ended)
        if dice.random() < 0.2:
            Placement.objects.filter(pk=placement.pk).update(ended_on=TODAY(), outcome="other")
        if dice.random() < 0.2:
            Participant.objects.filter(pk=placement.participant_id).update(ended_on=TODAY())
        if dice.random() < 0.2:
            Participant.objects.filter(pk=placement.participant_id).update(protection="shielded")


@pytest.mark.parametrize("seed", range(2))
def test_every_number_is_what_the_database_says(ada, bo, tor, lars, dina, liv, seed):
    build_world(random.Random(seed), [ada, bo, tor])
    for leader in [lars, dina, liv]:
        shown = panel(leader, period="quarter")
        assert_closeness(leader, shown)
        assert_mentors_needs(leader, shown)
        assert_people(leader, shown)


def assert_closeness(leader, shown):
    counted = sql(
        f"""
        SELECT closest, count(*) FROM (
            SELECT min(array_position(ARRAY['same_tasks', 'nearby', 'distant', ''],
                                      m.closeness::text)) AS closest
            FROM mentors_mentorship m
            JOIN mentors_placement pl ON pl.id = m.placement_id
            JOIN caseload_participant p ON p.id = pl.participant_id
            WHERE {whom_she_leads(leader)} AND p.ended_on IS NULL
              AND pl.ended_on IS NULL AND m.ended_on IS NULL
            GROUP BY pl.id) each
        GROUP BY closest"""
    )
    numbers = [n for (n,) in table(shown, CLOSENESS).values()]
    assert {rank: n for rank, n in enumerate(numbers, start=1) if n} == dict(counted)


def assert_mentors_needs(leader, shown):
    counted = sql(
        f"""
        SELECT n.kind,
            count(*) FILTER (WHERE t.done_on IS NULL AND t.dropped_on IS NULL),
            count(*) FILTER (WHERE t.done_on > %s AND t.done_on <= %s),
            count(*) FILTER (WHERE t.dropped_on > %s AND t.dropped_on <= %s)
        FROM mentors_mentorneed n
        JOIN caseload_todo t ON t.id = n.todo_id
        JOIN mentors_placement pl ON pl.id = n.placement_id
        JOIN caseload_participant p ON p.id = pl.participant_id
        WHERE {whom_she_leads(leader)}
        GROUP BY n.kind""",
        *(three_months_ago(), TODAY()) * 2,
    )
    labels = dict(MentorNeed.Kind.choices)
    expected = {labels[kind]: tuple(numbers) for kind, *numbers in counted}
    assert table(shown, NEEDS) == dict.fromkeys(labels.values(), (0, 0, 0)) | expected


def assert_people(leader, shown):
    [(at_work, with_mentor)] = sql(
        f"""
        SELECT count(*) FILTER (WHERE workplace_name <> ''),
            count(*) FILTER (WHERE mentor_name <> '')
        FROM caseload_participant p WHERE {whom_she_leads(leader)} AND ended_on IS NULL"""
    )
    found = table(shown, "People")
    assert found["At a workplace"] == (at_work,)
    assert found["With a mentor"] == (with_mentor,)
    assert found["Without a mentor"] == (at_work - with_mentor,)


def three_months_ago():
    [(day,)] = sql("SELECT (%s::date - interval '3 months')::date", TODAY())
    return day


def test_asks_as_often_for_many_as_for_one(ada, lars, django_assert_num_queries):
    note_need(ada, place(ada, closeness=["nearby"]))
    with CaptureQueriesContext(connection) as captured:
        panel(lars)
    for number in range(3):
        note_need(ada, place(ada, f"Varm Vott {number}", closeness=["nearby", "distant"]))
    with django_assert_num_queries(len(captured)):
        panel(lars)
