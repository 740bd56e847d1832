"""Attackers that know only what protected tables show compute, and find nothing small.

They are in attacker.py and know nothing of how tables are protected. Each finds something when
only the small numbers themselves are withheld.
"""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from surveys.disclosure.cuts import ALL, Cut, Protected
from surveys.disclosure.frame import frame_of
from surveys.disclosure.profiles import RELEASE, SSB, STRICT
from surveys.disclosure.protecting import all_protected, protected
from surveys.instruments.questionnaire import Clause, Condition
from tests.surveys.releases.attacker import Population, answers_of, cells_of, possible
from tests.surveys.releases.drawn import EVERYBODY, axis_of, cut_of, drawn_numbers, two_ways
from tests.surveys.releases.frames import PART, asking, choices, rows
from tests.thorough import trials

PUBLISHED = json.loads((Path(__file__).parent.parent / "published.json").read_text())
RESPONDENTS = 32
TABLES, PARTS = trials(500, few=100), 4


def only_small_withheld(frame, cut, cell_min=4):
    """The table without what is small in it, and nothing more."""
    who = Population(frame, [a.variable for a in (cut.rows, cut.columns) if a])
    numbers = {place: round(who.who(cut, *place) @ who.numbers) for place in cells_of(cut)}
    return Protected(cut, {p: None if 0 < n < cell_min else n for p, n in numbers.items()})


def shows_small(table, cell_min=4):
    return any(n is not None and 0 < n < cell_min for n in table.cells.values())


def shows_one_answer_of_all(table):
    """Whether a group can be read of which all gave one answer."""
    cut, cells = table.cut, table.cells
    places = [ALL] if cut.columns is None else [*range(len(cut.columns.categories)), ALL]
    rows = range(len(cut.rows.categories))
    inside = [[cells.get((row, place)) for row in rows] for place in places]
    return any(None not in each and sum(map(bool, each)) == 1 for each in inside)


# The report's tables


def battery(code, seed):
    """(Frame, [Cut]) of a battery of the report, with its margins and any split of its merges."""
    published, dice = PUBLISHED[code], random.Random(f"{code} {seed}")
    names = list(published["items"])
    if published["kind"] == "several":
        found = several(published, dice)
    else:
        respondents = [{} for _each in range(RESPONDENTS)]
        for name, item in published["items"].items():
            drawn = [
                dice.choice(published["merged"].get(category, [category]))
                for category, number in item["counts"].items()
                for _each in range(number)
            ]
            for who, answer in zip(dice.sample(respondents, len(drawn)), drawn, strict=True):
                who[name] = answer
        lists = {name: choices(*published["choices"]) for name in names}
        found = frame_of(asking(lists), rows(*((1, who) for who in respondents)))
    return found, [printed(found, name, published["merged"]) for name in found.variables]


def several(published, dice):
    """Each choice as a question of its own."""
    [item] = published["items"].values()
    lists = {choice: choices("1", "0") for choice in item["counts"]}
    respondents = [{} for _each in range(RESPONDENTS)]
    for choice, number in item["counts"].items():
        answering = respondents[: item["n"]]
        ticking = {id(who) for who in dice.sample(answering, number)}
        for who in answering:
            who[choice] = "1" if id(who) in ticking else "0"
    return frame_of(asking(lists), rows(*((1, who) for who in respondents)))


def printed(found, name, merged):
    whole = axis_of(found, name)
    if not merged:
        return Cut(EVERYBODY, whole)
    categories = tuple(
        replace(whole.categories[0], label=label, values=frozenset(answers))
        for label, answers in merged.items()
    )
    return Cut(EVERYBODY, whole, mergers=(replace(whole, categories=categories),))


@pytest.mark.parametrize("profile", [RELEASE, SSB, STRICT], ids=lambda each: each.name)
def test_nothing_small_can_be_computed_from_the_tables_of_the_report(profile):
    for code in PUBLISHED:
        found, cuts = battery(code, 1)
        for cut, table in zip(cuts, all_protected(found, cuts, profile), strict=True):
            assert not shows_small(table, profile.cell_min)
            assert not shows_one_answer_of_all(table) or "0" in answers_of(table.cut.rows, ALL)
            attacked = Population(found, [cut.rows.variable])
            assert attacked.exposed([table], profile.cell_min) == []


def test_the_attacker_computes_what_the_report_hides_by_itself():
    exposed = 0
    for code in PUBLISHED:
        found, cuts = battery(code, 1)
        for cut in cuts:
            table = only_small_withheld(found, cut)
            exposed += len(Population(found, [cut.rows.variable]).exposed([table]))
    assert exposed > 5


# Tables of two ways, drawn at random


def drawn_table(dice):
    numbers = []
    while sum(map(sum, numbers)) < 6:  # of fewer no answers are opened
        numbers = drawn_numbers(dice, dice.randint(2, 4), dice.randint(2, 4))
    silent = [dice.choice([0, 0, 0, 1, 3]) for _row in numbers] if dice.random() < 0.3 else ()
    found = two_ways(numbers, silent)
    rows = len(numbers)
    mergers = [[" ".join(f"q{n}" for n in range(rows - 1)), f"q{rows - 1}"]]
    merger = mergers if rows > 2 and dice.random() < 0.3 else ()
    cuts = [cut_of(found, "q", column, merger) for column in (None, "a")]
    return found, [*cuts, cut_of(found, "a")]


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_small_can_be_computed_from_tables_of_two_ways(part, record_property):
    dice, shown = random.Random(part), 0
    for _table in range(TABLES // PARTS):
        found, cuts = drawn_table(dice)
        tables = all_protected(found, cuts, RELEASE)
        assert not any(shows_small(table) or shows_one_answer_of_all(table) for table in tables)
        assert Population(found, ["q", "a"]).exposed(tables) == []
        shown += not tables[1].why_not
    record_property("shown", shown)
    assert shown > TABLES // PARTS // 4


def test_the_attacker_computes_small_cells_that_are_withheld_alone():
    dice, exposed = random.Random(0), 0
    for _table in range(20):
        found, cuts = drawn_table(dice)
        tables = [only_small_withheld(found, cut) for cut in cuts]
        exposed += bool(Population(found, ["q", "a"]).exposed(tables))
    assert exposed > 15


def small_table(dice):
    numbers = []
    while not 12 <= sum(map(sum, numbers)) <= 22:
        numbers = drawn_numbers(dice, 2, dice.randint(2, 3), 6)
    found = two_ways(numbers)
    return found, cut_of(found, "q", "a"), sum(map(sum, numbers))


def known_in_whole_numbers(table, found, everybody):
    """Small hidden cells of which fewer than five numbers are possible."""
    who = Population(found, ["q", "a"])
    numbers = possible(table, everybody)
    return [
        place
        for place, number in table.cells.items()
        if number is None
        and 0 < who.who(table.cut, *place) @ who.numbers < 4
        and max(numbers[place]) - min(numbers[place]) < 4
    ]


def test_no_small_cell_is_known_to_who_goes_through_all_tables_that_could_have_been():
    dice, tried, alone = random.Random(4), 0, 0
    while tried < 12:
        found, cut, everybody = small_table(dice)
        table = protected(found, cut, RELEASE)
        if table.why_not or None not in table.cells.values():
            continue
        tried += 1
        assert known_in_whole_numbers(table, found, everybody) == []
        alone += bool(known_in_whole_numbers(only_small_withheld(found, cut), found, everybody))
    assert alone > 5


# Several tables of the same respondents


def respondents(dice, number, names):
    """Answers to these questions that have something to do with each other, some left out."""
    found = []
    for _each in range(number):
        lean = dice.random()
        answers = {}
        for name, values in names.items():
            if dice.random() > 0.03:
                at = int((lean + dice.random()) / 2 * len(values))
                answers[name] = values[min(at, len(values) - 1)]
        found.append((1, answers))
    return found


def test_tables_of_a_question_by_several_backgrounds_do_not_betray_each_other():
    names = {"q": ["q0", "q1", "q2", "q3"], "a": ["a0", "a1", "a2"], "b": ["b0", "b1", "b2"]}
    lists = {name: choices(*values) for name, values in names.items()}
    withheld_alone = 0
    for seed in range(8):
        dice = random.Random(seed)
        found = frame_of(asking(lists), rows(*respondents(dice, dice.randint(40, 90), names)))
        cuts = [cut_of(found, name) for name in "qab"]
        cuts += [cut_of(found, "q", column) for column in "ab"]
        assert Population(found, "qab").exposed(all_protected(found, cuts, RELEASE)) == []
        alone = [only_small_withheld(found, cut) for cut in cuts]
        withheld_alone += bool(Population(found, "qab").exposed(alone))
    assert withheld_alone > 5


def test_how_many_were_asked_betrays_nothing_of_the_question_before():
    names = {"q": ["q0", "q1", "q2"], "r": ["r0", "r1", "r2"], "a": ["a0", "a1", "a2"]}
    lists = {name: choices(*values) for name, values in names.items()}
    about = {"r": {"shown_if": Condition((Clause("q", "!=", "q0"),))}}

    def is_impossible(answers):
        return (answers["q"] == "q0") != (answers["r"] == "-")

    unlinked = 0
    for seed in range(8):
        dice = random.Random(seed)
        drawn = respondents(dice, dice.randint(30, 70), names)
        for _one, answers in drawn:
            if answers.get("q") == "q0":
                answers.pop("r", None)
        found = frame_of(asking(lists, **about), rows(*drawn))
        cuts = [cut_of(found, *each) for each in ("q", "r", "a", ("q", "a"), ("r", "a"))]
        who = Population(found, "qra").without(is_impossible)
        assert who.exposed(all_protected(found, cuts, RELEASE)) == []
        each_alone = [protected(found, cut, RELEASE) for cut in cuts]
        unlinked += bool(who.exposed(each_alone))
    assert unlinked


def test_the_same_table_is_always_protected_in_the_same_way():
    found, cuts = drawn_table(random.Random(2))
    tables = all_protected(found, cuts, RELEASE)
    shuffled = found.data.sample(frac=1, random_state=1).reset_index(drop=True)
    assert all_protected(replace(found, data=shuffled), cuts, RELEASE) == tables
    assert found.parts.iloc[0] == PART
