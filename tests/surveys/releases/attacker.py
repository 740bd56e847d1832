"""Somebody who has only what tables show, and computes. Knows nothing of how they were protected.

Two who work apart: `bounds` solves a linear programme over every combination of answers to all the
questions, `possible` goes through all tables of whole numbers that could have been.
"""

import itertools

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array

ALL = None


def answers_of(axis, place):
    """The answers of one category of an axis, or of all of them."""
    chosen = axis.categories if place is ALL else [axis.categories[place]]
    return {value for category in chosen for value in category.values}


class Population:
    """All combinations of answers to some questions, and how many gave each."""

    def __init__(self, frame, names):
        self.names = list(names)
        values = [list(frame.data[name].cat.categories) for name in names]
        self.combinations = list(itertools.product(*values))
        number = dict.fromkeys(self.combinations, 0)
        for answers in zip(*(frame.data[name] for name in names), strict=True):
            number[answers] += 1
        # What no condition lets anybody answer is no secret, nor is "not asked" without one.
        open_to_all = {n for n in names if not frame.variables[n].item.shown_if.clauses}
        self.combinations = [
            each
            for each in self.combinations
            if not any(
                answer == "-" and name in open_to_all
                for name, answer in zip(self.names, each, strict=True)
            )
        ]
        self.numbers = np.array([number[each] for each in self.combinations], dtype=float)

    def without(self, is_impossible):
        """With what somebody knows of conditions: {name: answer} that nobody can have."""
        kept = [
            not is_impossible(dict(zip(self.names, each, strict=True)))
            for each in self.combinations
        ]
        assert not self.numbers[~np.array(kept)].any()
        self.combinations = [c for c, k in zip(self.combinations, kept, strict=True) if k]
        self.numbers = self.numbers[kept]
        return self

    def who(self, cut, row, column=ALL):
        """Which combinations are counted in a cell: 0 or 1 for each."""
        wanted = {cut.rows.variable: answers_of(cut.rows, row)}
        if cut.columns is not None:
            wanted[cut.columns.variable] = answers_of(cut.columns, column)
        return np.array(
            [
                all(
                    dict(zip(self.names, each, strict=True))[name] in v
                    for name, v in wanted.items()
                )
                for each in self.combinations
            ],
            dtype=float,
        )

    def read(self, tables):
        """(factors, numbers) of everything that the tables show, and how many there are."""
        factors, numbers = [np.ones(len(self.combinations))], [self.numbers.sum()]
        for table in tables:
            for place, number in table.cells.items():
                if number is not None:
                    factors.append(self.who(table.cut, *place))
                    numbers.append(number)
        return np.array(factors), np.array(numbers, dtype=float)

    def bounds(self, tables, wanted):
        """(least, most) that there can be of each of these, as far as the tables tell."""
        factors, numbers = self.read(tables)
        ends = [sign * each for each in wanted for sign in (1, -1)]
        if not ends:
            return []
        solved = linprog(
            np.concatenate(ends),
            A_eq=block_diag([csr_array(factors)] * len(ends)),
            b_eq=np.concatenate([numbers] * len(ends)),
            method="highs-ds",
        )
        assert solved.status == 0, solved.message
        reached = [
            who @ people for who, people in zip(ends, np.split(solved.x, len(ends)), strict=True)
        ]
        return [(low, -high) for low, high in zip(reached[::2], reached[1::2], strict=True)]

    def exposed(self, tables, cell_min=4):
        """[(table, place, number, bounds)] of small hidden cells that are not `cell_min` wide."""
        hidden = [
            (table, place, self.who(table.cut, *place))
            for table in tables
            for place in cells_of(table.cut)
            if table.cells.get(place) is None
            # Sums of a crossed table that is not shown are those of the questions alone.
            and (table.cells or table.cut.columns is None or ALL not in place)
        ]
        small = [each for each in hidden if 0 < each[2] @ self.numbers < cell_min]
        bounds = self.bounds(tables, [who for _table, _place, who in small])
        return [
            (table, place, who @ self.numbers, (low, high))
            for (table, place, who), (low, high) in zip(small, bounds, strict=True)
            if high - low < cell_min - 1e-6
        ]


def cells_of(cut):
    rows = [*range(len(cut.rows.categories)), ALL]
    columns = [ALL] if cut.columns is None else [*range(len(cut.columns.categories)), ALL]
    return list(itertools.product(rows, columns))


def possible(table, everybody):
    """{place: numbers it can have}, by going through all tables of `everybody` or fewer people."""
    cut, cells = table.cut, table.cells
    rows, columns = len(cut.rows.categories), len(cut.columns.categories)
    inner = [(row, column) for row in range(rows) for column in range(columns)]
    most = cells[ALL, ALL] if cells[ALL, ALL] is not None else everybody
    found = {place: set() for place in cells}

    def fits(sums, place):
        return cells[place] is None or cells[place] == sums

    def go_on(chosen, left):
        at = len(chosen)
        if at and at % columns == 0:
            row = at // columns - 1
            if not fits(sum(chosen[-columns:]), (row, ALL)):
                return
        if at == len(inner):
            told = dict(zip(inner, chosen, strict=True))
            for row in range(rows):
                told[row, ALL] = sum(told[row, c] for c in range(columns))
            for column in range(columns):
                told[ALL, column] = sum(told[r, column] for r in range(rows))
            told[ALL, ALL] = sum(chosen)
            if all(fits(told[place], place) for place in cells):
                for place in cells:
                    found[place].add(told[place])
            return
        number, (row, column) = cells[inner[at]], inner[at]
        beside = chosen[at - column : at], chosen[column:at:columns]
        margins = (row, ALL), (ALL, column)
        room = [
            cells[margin] - sum(others)
            for margin, others in zip(margins, beside, strict=True)
            if cells[margin] is not None
        ]
        limit = min([left, *room])
        for each in [number] if number is not None else range(limit + 1):
            if each <= limit:
                go_on([*chosen, each], left - each)

    go_on([], most)
    return found
