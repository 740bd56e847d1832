"""Rows where answers lead to questions: an attacker who thinks of everything each row may be.

It knows the questionnaire, and of somebody all that identifies and who was asked what.
"""

import itertools
import random

import pandas as pd

from surveys.answers.rows import Row
from surveys.disclosure.frame import frame_of
from surveys.disclosure.profiles import RELEASE, Profile
from surveys.instruments.questionnaire import Clause, Condition
from surveys.microdata.shielding import microdata_of
from surveys.releases.wish import Wish
from tests.surveys.releases.frames import PART, asking, choices

LISTS = {
    "a": choices("y", "n"),
    "b": choices("y", "n"),
    "c": choices(*"pqr"),
    "g": choices("u", "v"),
}
OFF = Profile("off", cell_min=1, group_min=1, unanimity=False, pads_dont_know=False)


def survey(dice):
    """(questionnaire, what identifies, [what each respondent answered])"""
    known = dice.choice([{"g"}, {"g", "c"}, {"c"}, {"a", "c"}, set(), {"b"}])
    one, other = Clause("a", "=", "y"), Clause("b", "=", "y")
    both = Condition((one, other), any_of_them=dice.random() < 0.5)
    about = {
        "b": {"shown_if": Condition((one,))} if dice.random() < 0.5 else {},
        "c": {"shown_if": dice.choice([Condition((one,)), both, Condition((other,))])},
    }
    for name in known:
        about.setdefault(name, {})["tells_who"] = True
    asked = asking(LISTS, **about)
    return asked, known, [person(dice, asked) for _each in range(dice.choice([8, 15, 30, 60]))]


def person(dice, asked):
    answers = {}
    for name, item in asked.items.items():
        if item.shown_if.holds(answers) and dice.random() < 0.95:
            names = [choice.name for choice in LISTS[name]]
            answers[name] = dice.choice(names) if dice.random() < 0.6 else names[0]
    return answers


def world(asked, answers):
    """What somebody is to each question: an answer, None if there is none, "-" if not asked."""
    return tuple(
        answers.get(name) if item.shown_if.holds(answers) else "-"
        for name, item in asked.items.items()
    )


def leaks(asked, known, people, data):
    """(people who are one of fewer than six, answers that are told) by trying all worlds."""
    worlds = set()
    for given in itertools.product(*[[*(c.name for c in LISTS[n]), None] for n in LISTS]):
        answers = {name: value for name, value in zip(LISTS, given, strict=True) if value}
        found = world(asked, answers)
        if all(answers.get(n) in (None, w) for n, w in zip(LISTS, found, strict=True)):
            worlds.add(found)
    names, columns = list(LISTS), list(data)
    codes = {n: {c.name: i for i, c in enumerate(LISTS[n], 1)} | {None: 98, "-": 97} for n in names}
    places = [names.index(column) for column in columns]
    routed = [names.index(n) for n in columns if asked.items[n].shown_if.clauses]
    telling = [names.index(n) for n in columns if n in known]

    def identity(each):
        return (*(each[p] for p in telling), *(each[p] == "-" for p in routed))

    def fits(row, each):
        shown = zip(columns, places, row, strict=True)
        return all(value in (99, codes[n][each[p]]) for n, p, value in shown)

    counted = pd.Series(list(map(tuple, data.to_numpy().tolist()))).value_counts()
    may_be = {row: [each for each in worlds if fits(row, each)] for row in counted.index}
    few = told = 0
    for somebody in {identity(world(asked, answers)) for answers in people}:
        mine = {r: [w for w in found if identity(w) == somebody] for r, found in may_be.items()}
        few += sum(counted[row] for row, found in mine.items() if found) < 6
        for place in (p for p in places if p not in telling):
            after = {w[place] for found in mine.values() for w in found} - {None}
            before = {w[place] for w in worlds if identity(w) == somebody} - {None}
            told += len(after) == 1 < len(before)
    return few, told


def attacked(profile):
    dice, found = random.Random(5), [0, 0]
    for number in range(60):
        asked, known, people = survey(dice)
        items = tuple(LISTS) if dice.random() < 0.7 else ("b", "c", "g")
        frame = frame_of(asked, [Row(PART, answers) for answers in people])
        wish, seed = Wish(items=items, parts=(PART,)), bytes([number])
        data = microdata_of(wish, frame, asked, profile, seed, limit=1).data
        found = [a + b for a, b in zip(found, leaks(asked, known, people, data), strict=True)]
    return found


def test_what_leads_to_a_question_tells_nothing_of_a_shielded_answer():
    assert attacked(RELEASE) == [0, 0]


def test_the_attacker_finds_people_and_answers_where_nothing_is_shielded():
    few, told = attacked(OFF)
    assert few > 20
    assert told > 20
