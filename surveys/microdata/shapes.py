"""Rows of single respondents as they may be released."""

from dataclasses import dataclass, field

import pandas as pd

from surveys.disclosure.frame import Variable
from surveys.disclosure.shapes import Rows
from surveys.instruments.questionnaire import Texts

# What stands in a file for no answer; in a column of numbers that reach so far, WIDE more.
DONT_KNOW, NOT_ASKED, NOT_ANSWERED, SHIELDED = MISSING = 88, 97, 98, 99
WIDE = 9900


@dataclass(frozen=True)
class Code:
    """A value in the files, and the answers that it stands for. `is_missing`: it says nothing."""

    number: int
    label: Texts
    values: frozenset = frozenset()
    is_missing: bool = False


@dataclass(frozen=True)
class Column:
    """`name` as in the files. `codes`: all that can stand in it; numbers stand for themselves.

    `identifies`: somebody could be recognised with it. `merge`: of which declared merge, or "".
    """

    name: str
    variable: Variable
    codes: tuple
    identifies: bool = False
    merge: str = ""


@dataclass(frozen=True)
class Microdata:
    """`data`: a column of whole numbers for each Column, by name, in an order that says nothing.

    `k`: the smallest group that looks alike by what identifies; `l`: the fewest different answers
    to any other question within one. `shielded`: {name: share of values}. `rows`: what it says.
    """

    columns: tuple
    data: pd.DataFrame
    k: int
    l: int  # noqa: E741
    rows: Rows
    stats: tuple = ()
    shielded: dict = field(default_factory=dict)
