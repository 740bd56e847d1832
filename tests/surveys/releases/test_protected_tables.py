"""A table that leaves the research group: what is small in it cannot be read or computed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.disclosure.categories import NotAPartition
from surveys.disclosure.cuts import ALL, Cut
from surveys.disclosure.profiles import RELEASE, SSB, STRICT
from surveys.disclosure.protecting import all_protected, protected, said_by
from surveys.disclosure.shapes import Region, Stat
from surveys.instruments.questionnaire import Clause, Condition
from tests.surveys.releases.drawn import EVERYBODY, axis_of, cut_of, one_way, two_ways
from tests.surveys.releases.frames import PART, asking, choices, frame


def shown(table):
    """A table of one way as it is read: its numbers, : where withheld, the sum last."""
    return " ".join(":" if n is None else str(n) for n in table.cells.values())


def lines(table):
    """A table of two ways as it is read, row by row."""
    columns = [*range(len(table.cut.columns.categories)), ALL]
    rows = [*range(len(table.cut.rows.categories)), ALL]
    read = [[table.cells[row, column] for column in columns] for row in rows]
    return [" ".join(":" if n is None else str(n) for n in line) for line in read]


def labels(axis):
    return [category.label for category in axis.categories]


def release_of(counts, mergers=(), profile=RELEASE, **more):
    found = one_way(counts, **more)
    return protected(found, cut_of(found, "q", mergers=mergers), profile)


# One question


def test_what_is_large_enough_is_shown():
    table = release_of({"a": 5, "b": 0, "c": 9})
    assert (shown(table), table.done) == ("5 0 9 14", ())


def test_a_small_number_is_withheld_and_one_more_so_that_it_is_not_the_rest():
    assert shown(release_of({"a": 5, "b": 2, "c": 9})) == ": : 9 16"


def test_two_small_numbers_that_are_four_together_hide_each_other():
    assert shown(release_of({"a": 1, "b": 3, "c": 9})) == ": : 9 13"
    assert shown(release_of({"a": 1, "b": 2, "c": 9, "d": 8})) == ": : 9 : 20"


def test_a_profile_says_what_is_small():
    assert shown(release_of({"a": 3, "b": 8, "c": 9}, profile=SSB)) == "3 8 9 20"
    assert shown(release_of({"a": 0, "b": 7, "c": 9, "d": 9}, profile=STRICT)) == ": : 9 9 25"


def test_fewer_than_six_are_no_group():
    table = release_of({"a": 5, "b": 0})
    assert (table.why_not, table.cells) == ("group", {})


def test_what_all_answered_is_not_told():
    table = release_of({"a": 9, "b": 0, "c": 0})
    assert (table.why_not, table.cells) == ("unanimous", {})


def test_that_nobody_ticked_a_choice_is_a_zero():
    found = one_way({"1": 0, "0": 9})
    assert shown(protected(found, cut_of(found, "q"), RELEASE)) == "0 9 9"


def test_a_declared_merge_is_taken_before_a_number_is_withheld():
    table = release_of({"a": 2, "b": 7, "c": 9}, mergers=[["a b", "c"]])
    assert (shown(table), labels(table.cut.rows)) == ("9 9 18", ["a b", "c"])
    assert [(step.kind, step.what) for step in table.done] == [("merged", ("a", "b"))]


def test_the_mildest_merge_that_is_enough_is_taken():
    mild, strong = ["a", "b c", "d"], ["a b", "c d"]
    table = release_of({"a": 7, "b": 2, "c": 5, "d": 9}, mergers=[mild, strong])
    assert labels(table.cut.rows) == mild


def test_no_merge_puts_all_in_one_category():
    table = release_of({"a": 0, "b": 2, "c": 9}, mergers=[["a", "b c"]])
    assert (shown(table), labels(table.cut.rows)) == ("0 : : 11", ["a", "b", "c"])


def test_what_a_merge_does_not_mend_is_withheld_where_fewest_are_lost():
    table = release_of({"a": 2, "b": 2, "c": 9, "d": 9, "e": 0}, mergers=[["a", "b c", "d", "e"]])
    assert shown(table) == ": : 9 9 0 22"


def test_a_small_dont_know_is_put_together_with_who_did_not_answer():
    table = release_of({"a": 5, "b": 9}, dont_know=2, silent=3)
    assert (shown(table), table.done[0].kind) == ("5 9 5 19", "padded")
    table = release_of({"a": 5, "b": 9}, dont_know=2, silent=1)
    assert shown(table) == ": 9 : 16"
    unpadded = replace(RELEASE, pads_dont_know=False)
    table = release_of({"a": 5, "b": 9}, profile=unpadded, dont_know=2, silent=3)
    assert shown(table) == ": 9 : 16"


def test_categories_that_leave_an_answer_out_or_have_it_twice_are_refused():
    found = one_way({"a": 5, "b": 5, "c": 5})
    whole = axis_of(found, "q")
    for groups in (["a b"], ["a b", "b c"]):
        with pytest.raises(NotAPartition):
            protected(found, Cut(EVERYBODY, axis_of(found, "q", *groups)), RELEASE)
        with pytest.raises(NotAPartition):
            merger = axis_of(found, "q", *groups)
            protected(found, Cut(EVERYBODY, whole, mergers=(merger,)), RELEASE)
    with pytest.raises(NotAPartition):  # divides what is one in the table
        rows = axis_of(found, "q", "a b", "c")
        protected(found, Cut(EVERYBODY, rows, mergers=(axis_of(found, "q", "a", "b c"),)), RELEASE)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4), st.integers(0, 9))
def test_how_answers_split_inside_a_merged_category_changes_nothing(numbers, moved):
    one, two, *rest = numbers
    moved = min(moved, one)
    tables = []
    for split in ((one, two), (one - moved, two + moved)):
        found = one_way(dict(zip("abcd", (*split, *rest), strict=True)))
        rows = axis_of(found, "q", "a b", "c", "d")
        table = protected(found, Cut(EVERYBODY, rows), RELEASE)
        tables.append((table.cells, table.why_not, table.done))
    assert tables[0] == tables[1]


# Who is not in the table


def test_of_how_many_a_choice_leaves_out_a_few_nothing_is_shown():
    found = two_ways([[9, 4], [9, 1]])
    cut = replace(cut_of(found, "q"), region=Region.of([PART], {"a": ["a0"]}))
    assert protected(found, cut, RELEASE).why_not == "group"


def routed(*answers):
    """Answers to first, and to then, which is asked of those who said yes."""
    about = {"then": {"shown_if": Condition((Clause("first", "=", "yes"),))}}
    lists = {"first": choices("yes", "no", "maybe"), "then": choices("a", "b", "c")}
    return frame(asking(lists, **about), *answers)


def asked_then(first, then):
    answers = [(number, {"first": answer}) for answer, number in first.items()]
    answers += [(number, {"first": "yes", "then": answer}) for answer, number in then.items()]
    return routed(*answers)


def test_of_how_few_a_question_was_not_asked_is_not_told_by_how_many_answered():
    found = asked_then({"no": 2}, {"a": 8, "b": 9, "c": 12})
    table = protected(found, cut_of(found, "then"), RELEASE)
    assert table.cells[ALL, ALL] is None
    found = asked_then({"no": 5}, {"a": 8, "b": 9, "c": 12})
    assert shown(protected(found, cut_of(found, "then"), RELEASE)) == "8 9 12 29"


def test_how_many_were_asked_does_not_tell_what_is_withheld_of_the_question_before():
    found = asked_then({"no": 3, "maybe": 2}, {"a": 8, "b": 9, "c": 12})
    cuts = [cut_of(found, "first"), cut_of(found, "then")]
    first, then = all_protected(found, cuts, RELEASE)
    assert shown(first) == "29 : : 34"
    assert shown(then) == "8 9 12 29"


# Crossed with a background question


def crossed(numbers, profile=RELEASE, silent=()):
    found = two_ways(numbers, silent)
    return protected(found, cut_of(found, "q", "a"), profile)


def test_a_small_cell_is_withheld_with_three_that_give_it_away():
    assert lines(crossed([[5, 9, 9], [2, 9, 9], [8, 9, 9]])) == [
        ": : 9 23",
        ": : 9 20",
        "8 9 9 26",
        "15 27 27 69",
    ]


def test_a_group_of_fewer_than_six_is_put_together_with_its_neighbour():
    table = crossed([[9, 1, 5], [9, 4, 9]])
    assert (labels(table.cut.columns), lines(table)[-1]) == (["a0", "a1, a2"], "18 19 37")
    assert [(step.kind, step.what) for step in table.done] == [("group", ("a1", "a2"))]
    assert crossed([[9, 1], [9, 4]]).why_not == "group"


def test_what_a_whole_group_answered_is_not_told():
    table = crossed([[9, 9, 9], [0, 9, 9], [0, 9, 9]])
    assert [line.split()[0] for line in lines(table)] == [":", ":", ":", "9"]
    assert ("unanimous", ("a0",)) in [(step.kind, step.what) for step in table.done]
    with_it = crossed([[9, 9, 9], [0, 9, 9], [0, 9, 9]], replace(RELEASE, unanimity=False))
    assert lines(with_it)[1] == "0 9 9 18"


def test_who_is_in_no_group_cannot_be_subtracted():
    table = crossed([[9, 9], [9, 9]], silent=(1, 0))
    assert lines(table)[-1] == "19 18 37"
    table = crossed([[9, 9], [9, 9]], silent=(4, 5))
    assert lines(table)[-1] == "18 18 9 45"


def test_a_table_beside_another_of_the_same_question_keeps_its_secrets():
    lists = {name: choices(f"{name}0", f"{name}1", f"{name}2") for name in "qab"}
    places = [(q, a, b) for q in range(3) for a in range(3) for b in range(3)]
    found = frame(
        asking(lists),
        *(
            ((7 * q + 5 * a + 3 * b + q * a * b) % 5, {"q": f"q{q}", "a": f"a{a}", "b": f"b{b}"})
            for q, a, b in places
        ),
    )
    cuts = [cut_of(found, "q", column) for column in (None, "a", "b")]
    for table in all_protected(found, cuts, RELEASE):
        assert not any(n is not None and 0 < n < 4 for n in table.cells.values())


# What it says


def test_a_table_says_its_numbers_how_many_there_are_and_what_it_withholds():
    found = one_way({"a": 5, "b": 2, "c": 9}, silent=1)
    content = said_by(found, protected(found, cut_of(found, "q"), RELEASE))
    of = lambda *values: Region.of([PART], {"q": values})  # noqa: E731
    assert content.stats == (
        Stat(EVERYBODY, 17, 17),
        Stat(of("c"), 9, 9),
        Stat(of("a", "b", "c"), 16, 16),
    )
    assert content.hidden == (of("a"), of("b"))


def test_a_table_that_is_withheld_says_nothing_but_what_it_withholds():
    found = one_way({"a": 9, "b": 0})
    content = said_by(found, protected(found, cut_of(found, "q"), RELEASE))
    assert len(content.stats) == 1
    assert len(content.hidden) == 3
