"""Which look-ups of a week somebody should look at, and which not."""

import datetime

import pytest

from insight.oversight.rules import Look, findings

MONDAY = datetime.datetime(2026, 11, 16, 9, 0)
ADA, BO = 1, 2


def look(participant="Lampe", *, user=ADA, hour=10, day=0, own=True, **more):
    at = MONDAY.replace(hour=hour) + datetime.timedelta(days=day)
    return Look(at=at, user=user, participant=participant, has_relation=own, **more)


def rules(*looks):
    return sorted((found.rule, found.participant) for found in findings(looks))


def test_following_up_one_s_own_is_nothing_to_look_at_however_often():
    assert rules(*(look(f"person {n}", day=n % 5) for n in range(200))) == []


def test_somebody_who_is_not_her_own_is():
    assert rules(look(own=False)) == [("no_relation", "Lampe")]


def test_asking_where_somebody_is_without_opening_her_is_not():
    assert rules(look(own=False, is_look_up=True)) == []


def test_her_own_family_name_is_also_among_her_own():
    assert rules(look(has_same_name=True)) == [("same_name", "Lampe")]


def test_a_protected_person_is_first_and_says_it_once():
    assert rules(look(own=False, hour=23, has_same_name=True, is_protected=True)) == [
        ("protected", "Lampe")
    ]


@pytest.mark.parametrize(("hour", "found"), [(21, "no_relation"), (22, "night"), (5, "night")])
def test_night_is_from_22_to_6(hour, found):
    assert rules(look(own=False, hour=hour)) == [(found, "Lampe")]


def test_one_of_her_own_at_night_is_somebody_who_works_late():
    assert rules(look(hour=23)) == []


def test_several_of_her_own_at_night_are():
    assert rules(*(look(f"person {n}", hour=23) for n in range(3))) == [("night", None)]


def test_many_look_ups_in_one_day():
    look_ups = [look(None, is_look_up=True) for _each in range(8)]
    assert rules(*look_ups) == [("many", None)]
    assert rules(*look_ups[1:], look(None, is_look_up=True, day=1)) == []


def test_several_strangers_in_one_week_are_more_than_each_of_them():
    found = rules(*(look(f"person {n}", own=False, day=n) for n in range(4)))
    assert ("many", None) in found and len(found) == 5


def test_each_person_stands_for_herself():
    assert rules(look(own=False), look(user=BO)) == [("no_relation", "Lampe")]
