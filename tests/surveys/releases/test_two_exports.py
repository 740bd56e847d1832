"""Two files of rows about the same people, joined on all they share, recognise nobody.

The attacker is written in numpy and pandas, has both files, and knows everything of somebody that
identifies. She joins what fits: a shielded value fits any.
"""

import random

import numpy as np
import pandas as pd
import pytest

from surveys.answers.rows import Row
from surveys.disclosure.frame import frame_of
from surveys.disclosure.profiles import RELEASE
from surveys.disclosure.shapes import Content
from surveys.ledger.guard import clashes
from surveys.microdata.shielding import microdata_of
from surveys.releases.wish import Wish
from tests.surveys.releases.frames import PART, asking, choices
from tests.thorough import trials

PAIRS = trials(200, few=40)
SHIELDED, SAYS_NOTHING = 99, 97
KNOWN = {"office": "abc", "age": "xy", "job": "pq"}
ASKED = {"time": "yn", "help": "yno", "room": "yn"}
LISTS = {name: choices(*letters) for name, letters in (KNOWN | ASKED).items()}
# The second shares a question and one thing that identifies with the first, and has one of its own.
FIRST = {"across": ("office", "age"), "items": ("time", "help")}
SECOND = {"across": ("office", "job"), "items": ("help", "room")}


def people(seed):
    """[{name: answer}] of a few or many people; some offices are small, some jobs rare."""
    dice = random.Random(seed)
    names = {name: list(letters) for name, letters in (KNOWN | ASKED).items()}
    weights = {name: [dice.random() + 0.3 for _letter in found] for name, found in names.items()}
    return [
        {name: dice.choices(found, weights[name])[0] for name, found in names.items()}
        for _person in range(dice.choice([dice.randrange(50, 90), dice.randrange(200, 600)]))
    ]


def exported(frame, questionnaire, asked, seed):
    wish = Wish(**asked, parts=(PART,))
    return microdata_of(wish, frame, questionnaire, RELEASE, seed, limit=1)


def content(microdata):
    return Content(stats=tuple(microdata.stats), rows=(microdata.rows,))


def fit(one, two):
    """Which values of the one may be the same person's as which of the other: n1 × n2."""
    left, right = one.to_numpy()[:, None], two.to_numpy()[None, :]
    return (left == right) | (left == SHIELDED) | (right == SHIELDED)


def recognised(first, second, person):
    """(how many rows she may be, in the file with the fewer; fewest different answers of those)"""
    joined = np.ones((len(first), len(second)), dtype=bool)
    for name in first.columns.intersection(second.columns):
        joined &= fit(first[name], second[name])
    codes = {name: KNOWN[name].index(person[name]) + 1 for name in KNOWN}
    for file, axis in ((first, 1), (second, 0)):
        own = np.ones(len(file), dtype=bool)
        for name in file.columns.intersection(KNOWN):
            own &= file[name].isin([codes[name], SHIELDED]).to_numpy()
        joined &= np.expand_dims(own, axis)
    rows = first[joined.any(axis=1)], second[joined.any(axis=0)]
    answers = [
        values.nunique()
        for file in rows
        for name in file.columns.difference(list(KNOWN))
        if len(values := file[name][file[name] < SAYS_NOTHING])
    ]
    return min(map(len, rows)), min(answers, default=0)


def pair(seed):
    """(whether the guard lets the second out, the least of what the attacker gets of anybody)"""
    questionnaire, known = asking(LISTS), people(seed)
    frame = frame_of(questionnaire, [Row(PART, each) for each in known])
    first = exported(frame, questionnaire, FIRST, b"first")
    second = exported(frame, questionnaire, SECOND, b"second")
    accepted = not clashes(content(second), [(1, "Den første", content(first))], frame)
    files = [pd.DataFrame(each.data)[list(each.data)] for each in (first, second)]
    kinds = {tuple(each[name] for name in KNOWN): each for each in known}
    seen = [recognised(*files, person) for person in kinds.values()]
    return accepted, min(k for k, _few in seen), min(few for _k, few in seen)


@pytest.fixture(scope="module")
def pairs():
    return [pair(seed) for seed in range(PAIRS)]


def test_of_what_the_guard_lets_out_nobody_is_one_of_fewer_than_six(pairs, record_property):
    accepted = [(k, few) for is_out, k, few in pairs if is_out]
    record_property(
        "measured",
        f"two exports joined: {len(accepted)} of {len(pairs)} pairs let out, smallest group "
        f"{min(k for k, _few in accepted)} (6), fewest different answers "
        f"{min(few for _k, few in accepted)} (2)",
    )
    assert len(accepted) >= len(pairs) // 20
    assert all(k >= 6 and few >= 2 for k, few in accepted)


def test_without_the_guard_somebody_is_recognised(pairs):
    assert any(k < 6 or few < 2 for is_out, k, few in pairs if not is_out)
