"""A table as it was asked for, and as it may be shown."""

from dataclasses import dataclass

from surveys.disclosure.shapes import Region

ALL = None  # the row or column of everybody: what stands in the margin


@dataclass(frozen=True)
class Category:
    """Answers that are one in a table."""

    label: str
    values: frozenset


@dataclass(frozen=True)
class Axis:
    """A variable of the frame, and its answers as they are put together: no answer is in two."""

    variable: str
    label: str
    categories: tuple


@dataclass(frozen=True)
class Cut:
    """`rows`: the question; `columns`: a background variable, None for a table of one way.

    `region`: of whom. `mergers` are the ways in which the researcher would have neighbouring
    categories put together rather than withheld: (Axis, …) for the rows, mildest first.
    """

    region: Region
    rows: Axis
    columns: Axis | None = None
    mergers: tuple = ()

    def cell(self, row=ALL, column=ALL):
        """The Region of a cell by the places of its categories; ALL for a margin."""
        answers = dict(self.region.answers)
        for axis, place in ((self.rows, row), (self.columns, column)):
            if axis is None:
                continue
            everything = frozenset().union(*(each.values for each in axis.categories))
            values = everything if place is ALL else axis.categories[place].values
            answers[axis.variable] = answers.get(axis.variable, values) & values
        return Region.of(self.region.parts, answers)


@dataclass(frozen=True)
class Protected:
    """A table that may be shown. `cut` is what it became: categories may have been put together.

    `cells` is {(row, column): a number, or None where it is withheld}; places are those of the
    cut's categories, ALL is a margin. A hidden number is nowhere in it. `why_not`: the table is
    withheld as a whole, "" if it is not: "group" (too few), "unanimous" or "cells". `done` says
    what was done to it, as [Step], also where nothing is left to show.
    """

    cut: Cut
    cells: dict
    done: tuple = ()
    why_not: str = ""


@dataclass(frozen=True)
class Step:
    """Something done to protect: `kind` is "merged", "padded", "group", "unanimous" or "hidden".

    `what` are the labels it was done to. `number`: how many cells.
    """

    kind: str
    what: tuple = ()
    number: int = 0
