"""Answers as a frame: a row for each respondent, a column for each thing that can be counted."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED
from surveys.instruments.questionnaire import Item, Kind

TICKED, NOT_TICKED = "1", "0"


@dataclass(frozen=True)
class Variable:
    """A question with one answer or a number, or one choice of a question with several.

    `values`: every answer it can have, in order. `says_nothing`: those of them that are "don't
    know" or "not applicable".
    """

    name: str
    item: Item
    values: tuple
    choice: str = ""
    says_nothing: frozenset = frozenset()

    @property
    def is_number(self):
        return self.item.kind == Kind.NUMBER


def name_of_choice(item, choice):
    """What the column of one choice of a question with several answers is called."""
    return f"{item}:{choice}"


@dataclass(frozen=True)
class Frame:
    """`data`: a categorical column of values for each variable, and `parts` of each row.

    `parts` is a Series of (wave id as text, number of the part). The order of rows says nothing.
    """

    data: pd.DataFrame
    parts: pd.Series
    variables: dict

    def __len__(self):
        return len(self.data)

    @cached_property
    def number_in_parts(self):
        """{(wave id, part): how many answers}"""
        return self.parts.value_counts().to_dict()

    def within(self, region):
        """Which rows lie in a Region: an array of bool."""
        inside = self.parts.isin(list(region.parts)).to_numpy()
        for name, values in region.answers:
            inside = inside & self.data[name].isin(list(values)).to_numpy()
        return inside

    def count(self, region):
        return int(np.count_nonzero(self.within(region)))


def frame_of(questionnaire, rows, names=None):
    """The Frame of [Row] (answers/rows.py). `names`: of which questions, None for all closed ones.

    Who was not asked has NOT_ASKED, who was and did not answer NOT_ANSWERED.
    """
    items = [
        item
        for item in questionnaire.items.values()
        if item.kind != Kind.TEXT and (names is None or item.name in names)
    ]
    variables, columns = {}, {}
    for item in items:
        answers = [_answer(item, row.answers) for row in rows]
        for variable in _variables(questionnaire, item, answers):
            variables[variable.name] = variable
            columns[variable.name] = pd.Categorical(
                [_value(variable, answer) for answer in answers],
                categories=[*variable.values, NOT_ANSWERED, NOT_ASKED],
            )
    data = pd.DataFrame(columns, index=pd.RangeIndex(len(rows)))
    parts = pd.Series([row.part for row in rows], index=data.index, dtype=object)
    return Frame(data, parts, variables)


def _answer(item, answers):
    if item.name in answers:
        return answers[item.name]
    return NOT_ANSWERED if item.shown_if.holds(answers) else NOT_ASKED


def _variables(questionnaire, item, answers):
    choices = questionnaire.choices_of(item)
    if item.kind == Kind.SEVERAL:
        for name in choices:
            yield Variable(name_of_choice(item.name, name), item, (TICKED, NOT_TICKED), name)
    elif item.kind == Kind.NUMBER:
        found = sorted({answer for answer in answers if isinstance(answer, int)})
        yield Variable(item.name, item, tuple(map(str, found)))
    else:
        silent = frozenset(name for name, choice in choices.items() if choice.says_nothing)
        yield Variable(item.name, item, tuple(choices), says_nothing=silent)


def _value(variable, answer):
    if answer in (NOT_ANSWERED, NOT_ASKED):
        return answer
    if variable.choice:
        return TICKED if variable.choice in answer else NOT_TICKED
    return str(answer)
