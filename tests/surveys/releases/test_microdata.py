"""Rows of single respondents: nobody can be recognised in them, and nothing is shielded in vain.

The attacker is written in pandas and knows the files and everything of somebody but one answer.
"""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.answers.rows import Row
from surveys.disclosure.frame import frame_of
from surveys.disclosure.profiles import RELEASE, Profile
from surveys.instruments.questionnaire import Clause, Condition
from surveys.microdata.alike import HIDDEN, hide_until_alike
from surveys.microdata.shielding import TooMuchShielded, microdata_of
from surveys.releases.wish import Wish
from tests.surveys.releases.frames import PART, asking, choices, rows

OFF = Profile("off", cell_min=1, group_min=1, unanimity=False, pads_dont_know=False)
LISTS = {
    "opinion": choices("yes", "no"),
    "office": choices("a", "b", "c"),
    "age": choices("x", "y"),
}
AGREED = Condition((Clause("opinion", "=", "yes"),))


def released(answers, *, profile=RELEASE, limit=1, seed=b"seed", asked=None, **about):
    asked = asked or asking(LISTS)
    wish = Wish(
        **{"items": ("opinion", "more"), "across": ("office", "age"), "parts": (PART,)} | about
    )
    frame = frame_of(asked, answers)
    return microdata_of(wish, frame, asked, profile, seed, limit=limit)


def fewest_candidates(answers, data, names):
    """The smallest number of rows that somebody can be, whose answers to `names` are known."""
    truth = pd.DataFrame([row.answers for row in answers]).reindex(columns=names)
    codes = {name: {c.name: i for i, c in enumerate(LISTS[name], 1)} for name in names}
    coded = pd.DataFrame({n: truth[n].map(codes[n]).fillna(98).astype(int) for n in names})
    fewest = len(data)
    for _place, person in coded.drop_duplicates().iterrows():
        fits = pd.Series(True, index=data.index)
        for name in names:
            fits &= data[name].isin([person[name], 99])
        fewest = min(fewest, int(fits.sum()))
    return fewest


def alike_and_different(data, known, sensitive):
    """(k, l) of what stands in the file: 97 to 99 are no answers."""
    groups = data.groupby(list(known))
    answers = [
        group[name][group[name] < 97].nunique()
        for _key, group in groups
        for name in sensitive
        if (group[name] < 97).any()
    ]
    return int(groups.size().min()), min(answers, default=2)


respondents = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            name: st.sampled_from([c.name for c in listed]) for name, listed in LISTS.items()
        },
    ),
    min_size=6,
    max_size=60,
)


@settings(max_examples=25, deadline=None)
@given(respondents)
def test_whoever_knows_all_that_identifies_still_has_six_to_choose_from(answers):
    people = [Row(PART, each) for each in answers]
    found = released(people)
    known = ["office", "age"]
    assert alike_and_different(found.data, known, ["opinion"])[0] >= 6
    assert alike_and_different(found.data, known, ["opinion"])[1] >= 2
    assert fewest_candidates(people, found.data, known) >= 6
    assert (found.k >= 6, found.l in (0, 2)) == (True, True)
    for column in found.data:
        hidden = int((found.data[column] == 99).sum())
        assert hidden == 0 or hidden >= 4 or hidden == len(people)


@settings(max_examples=25, deadline=None)
@given(respondents)
def test_what_few_answered_can_be_computed_by_nobody(answers):
    people = [Row(PART, each) for each in answers]
    frame = frame_of(asking(LISTS), people)
    for stat in released(people).stats:
        number = frame.count(stat.region)
        ((_name, values),) = stat.region.answers
        assert stat.low <= number <= stat.high
        if 0 < number < 4 and not values & {"", "-"}:
            asked = len(people) - frame.count(stat.region.of([PART], {_name: ["", "-"]}))
            assert stat.low == 0
            assert stat.high - stat.low >= min(4, asked)


def test_the_attacker_finds_somebody_where_nothing_is_shielded():
    people = rows((20, {"opinion": "yes", "office": "a"}), (1, {"opinion": "no", "office": "b"}))
    open_rows = released(people, profile=OFF).data
    assert fewest_candidates(people, open_rows, ["office", "age"]) == 1
    assert alike_and_different(open_rows, ["office", "age"], ["opinion"]) == (1, 1)


def test_a_shielded_value_is_alike_with_no_other():
    codes = np.array([[1, 1]] * 8 + [[1, 2]])
    after = hide_until_alike(codes, [1, 1], 6, np.arange(9))
    _looks, sizes = np.unique(after, axis=0, return_counts=True)
    assert sizes.min() >= 6


def least_cost(codes, least):
    """The fewest shielded cells, by all ways to divide the rows into groups."""

    def cost(group):
        return len(group) * int((codes[group] != codes[group[0]]).any(axis=0).sum())

    def ways(left):
        if not left:
            yield 0
            return
        first, others = left[0], left[1:]
        for size in range(least - 1, len(others) + 1):
            for chosen in itertools.combinations(others, size):
                rest = [each for each in others if each not in chosen]
                if not rest or len(rest) >= least:
                    for more in ways(rest):
                        yield cost([first, *chosen]) + more

    return min(ways(list(range(len(codes)))))


def test_hardly_more_is_shielded_than_the_best_of_all_ways(record_property):
    dice = np.random.default_rng(1)
    found = best = equal = 0
    for _each in range(60):
        codes = dice.integers(0, 2, (8, 3))
        after = hide_until_alike(codes, [1, 1, 1], 3, np.arange(8))
        mine, least = int((after == HIDDEN).sum()), least_cost(codes, 3)
        assert mine >= least
        found, best, equal = found + mine, best + least, equal + (mine == least)
    record_property("shielded", found)
    record_property("best", best)
    record_property("equal", equal)
    print(f"shielded {found}, best {best}, equal in {equal} of 60")
    assert found <= 1.35 * best


def test_who_was_asked_because_of_an_answer_does_not_give_it_away():
    lists = LISTS | {"more": choices("much", "little")}
    asked = asking(lists, more={"shown_if": AGREED})
    # All of one office agree, so that what they think is shielded, and that they were asked more.
    people = rows(
        (4, {"opinion": "yes", "office": "a", "more": "much"}),
        (4, {"opinion": "yes", "office": "a", "more": "little"}),
        (10, {"opinion": "yes", "office": "b", "more": "much"}),
        (10, {"opinion": "yes", "office": "b", "more": "little"}),
        (10, {"opinion": "no", "office": "b"}),
    )
    data = released(people, asked=asked).data
    shielded = data[data["opinion"] == 99]
    assert len(shielded) >= 8
    assert set(shielded["more"]) == {99}
    assert not ((data["more"] == 99) & (data["opinion"] == 2)).any()


def test_too_much_is_refused_and_said_of_which_question():
    people = rows((20, {"opinion": "yes", "office": "a"}), (5, {"opinion": "no", "office": "b"}))
    with pytest.raises(TooMuchShielded) as refused:
        released(people, limit=0.1)
    assert refused.value.shares["office"] > 0.1
    with pytest.raises(TooMuchShielded):
        released(people[:5], limit=1)


def test_the_order_is_drawn_and_can_be_drawn_again():
    dice = np.random.default_rng(2)
    people = [
        Row(PART, {"opinion": ("yes", "no")[int(dice.integers(2))], "office": "ab"[place >= 500]})
        for place in range(1000)
    ]
    one, two = released(people), released(people)
    assert one.data.equals(two.data)
    assert not one.data.equals(released(people, seed=b"another").data)
    place = pd.Series(range(1000))
    assert abs(place.corr(one.data["office"])) < 0.11
