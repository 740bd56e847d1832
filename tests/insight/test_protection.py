"""Nothing about one to five people, shown or found by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from insight.protection import finest, from_six, is_safe, merged


def test_a_number_is_shown_from_six_and_so_is_nobody():
    assert [from_six(n) for n in (0, 1, 5, 6, 7)] == [0, None, None, 6, 7]


def test_small_parts_are_put_together():
    shown = merged("abc", [(10, 20), (3, 20), (4, 9)], others="others")
    assert shown == [("a", (10, 20)), ("others", (7, 29))]


def test_a_part_joins_where_the_small_ones_are_too_few():
    assert merged("abc", [(10, 20), (7, 9), (3, 20)], others="others") == [
        ("a", (10, 20)),
        ("others", (10, 29)),
    ]


def test_nothing_is_shown_where_everybody_is_in_one_part():
    assert merged("ab", [(8, 20), (0, 9)], others="others") == []


def test_nothing_is_shown_of_too_few():
    assert merged("ab", [(2, 20), (2, 9)], others="others") == []


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 60)), min_size=1, max_size=8))
def test_whatever_is_shown_is_safe_and_adds_up(numbers):
    shown = merged(range(len(numbers)), numbers, others="others")
    for _part, each in shown:
        assert all(map(is_safe, each))
    if shown:
        assert sums([each for _part, each in shown]) == sums(numbers)


def sums(rows):
    return [sum(column) for column in zip(*rows, strict=True)]


def test_parts_that_are_too_few_are_shown_as_the_coarser_ones_say():
    fine = [("a", (10, 20)), ("b", (3, 20)), ("c", (4, 9)), ("d", (8, 8))]
    coarse = [("a and b", (13, 40)), ("c and d", (12, 17))]
    assert finest([fine, coarse], others="others") == coarse
    assert finest([[*fine[:1], *fine[3:]], coarse], others="others") == [fine[0], fine[3]]
