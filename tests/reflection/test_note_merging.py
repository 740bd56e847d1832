"""Several people write in one text at once: no paragraph that anybody wrote is lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflection.notes.merging import merge


def text(*paragraphs):
    return "\n".join(paragraphs)


def test_what_both_add_at_the_end_stands_and_what_was_saved_first_comes_first():
    assert merge(text("A"), text("A", "hers"), text("A", "mine")).text == text("A", "hers", "mine")


def test_what_both_add_at_different_places_stays_at_its_place():
    assert merge(text("A", "B"), text("x", "A", "B"), text("A", "y", "B")).text == text(
        "x", "A", "y", "B"
    )


def test_paragraphs_beside_each_other_keep_their_order_whoever_saves_first():
    one, other = text("A1", "B"), text("A", "B1")
    assert merge(text("A", "B"), one, other).text == text("A1", "B1")
    assert merge(text("A", "B"), other, one).text == text("A1", "B1")


def test_a_paragraph_changed_by_both_stands_twice_and_is_told():
    merged = merge(text("A", "B"), text("A hers", "B"), text("A mine", "B"))
    assert merged.text == text("A hers", "A mine", "B")
    assert merged.both == [("A hers", "A mine")]


def test_what_both_only_add_is_nothing_to_tidy_up():
    assert merge("", "hers", "mine").both == []


def test_the_same_change_by_both_stands_once():
    assert merge(text("A"), text("A1", "B"), text("A1", "B")).text == text("A1", "B")


def test_what_one_took_away_is_gone_and_what_the_other_changed_of_it_stays():
    assert merge(text("A", "B"), text("A"), text("A", "B")).text == "A"
    assert merge(text("A", "B"), text("A"), text("A", "B mine")).text == text("A", "B mine")


def test_an_empty_text_is_no_paragraph():
    assert merge("", "", "mine").text == "mine"
    assert merge("A", "", "A").text == ""


PARAGRAPHS = st.lists(st.sampled_from(["", "a", "b", "c", "d", "e", "f"]), max_size=8)
TEXTS = PARAGRAPHS.map("\n".join)


@st.composite
def edited(draw, base, words):
    """`base` with paragraphs taken away, changed and added; those words are nobody else's."""
    result = []
    for number, paragraph in enumerate(base):
        if draw(st.booleans()) and draw(st.booleans()):
            result.append(f"{words}{number} added")
        what = draw(st.sampled_from(["keep", "keep", "keep", "take away", "change"]))
        if what == "keep":
            result.append(paragraph)
        elif what == "change":
            result.append(f"{words}{number} changed")
    return [*result, *(f"{words} end {n}" for n in range(draw(st.integers(0, 2))))]


@st.composite
def two_edits(draw):
    base = draw(st.integers(0, 6).map(lambda n: [f"p{each}" for each in range(n)]))
    return base, draw(edited(base, "theirs ")), draw(edited(base, "mine "))


@given(two_edits())
def test_nothing_is_lost_that_nobody_took_away(edits):
    base, theirs, mine = edits
    merged = merge(*map("\n".join, edits)).text.split("\n")
    for paragraph in {*theirs, *mine} - set(base):
        assert merged.count(paragraph) == 1
    for paragraph in base:
        assert merged.count(paragraph) == (paragraph in theirs and paragraph in mine)


@given(two_edits())
def test_each_ones_own_paragraphs_keep_their_order(edits):
    merged = merge(*map("\n".join, edits)).text.split("\n")
    for side in edits[1:]:
        stays = [paragraph for paragraph in side if paragraph in merged]
        assert [paragraph for paragraph in merged if paragraph in side] == stays


@given(two_edits())
def test_merging_again_changes_nothing(edits):
    base, theirs, mine = map("\n".join, edits)
    merged = merge(base, theirs, mine)
    assert merge(base, merged.text, mine) == (merged.text, [])


@given(TEXTS, TEXTS)
def test_who_changed_nothing_changes_nothing(base, other):
    assert merge(base, other, base) == (other, [])
    assert merge(base, base, other) == (other, [])
    assert merge(base, other, other) == (other, [])


@given(TEXTS, TEXTS, TEXTS)
def test_whatever_stands_there_what_is_new_stays_as_often_as_one_wrote_it(base, theirs, mine):
    merged = Counter(merge(base, theirs, mine).text.split("\n"))
    had, one, other = (Counter(each.split("\n")) for each in (base, theirs, mine))
    for paragraph in one | other:
        if paragraph and not had[paragraph]:
            assert merged[paragraph] >= max(one[paragraph], other[paragraph])


@pytest.mark.parametrize("paragraphs", [400])
def test_a_long_text_is_merged_at_once(paragraphs):
    base = [f"p{each}" for each in range(paragraphs)]
    theirs = [f"t{each}" if each % 2 else p for each, p in enumerate(base)]
    mine = [f"m{each}" if each % 3 else p for each, p in enumerate(base)]
    assert len(merge(*map("\n".join, (base, theirs, mine))).text) > len("\n".join(base))
