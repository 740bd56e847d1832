"""A question crossed with a background question.

It is protected as if the table of the question alone were shown beside it, and with those who did
not answer the background question in a column: so that they cannot be subtracted.
"""

from dataclasses import replace

import numpy as np

from surveys.disclosure.categories import (
    in_groups,
    is_coarser,
    padded,
    put_together,
    with_silence,
    within,
)
from surveys.disclosure.cuts import ALL, Step
from surveys.disclosure.intervals import Knowledge
from surveys.disclosure.one_way import of_one_way
from surveys.disclosure.suppression import fewest
from surveys.disclosure.trying import (
    Try,
    best,
    counted,
    is_proven,
    is_unanimous,
    tried,
    withheld,
)


def of_two_ways(frame, cut, profile, beside):
    alone = of_one_way(frame, replace(cut, columns=None), profile)
    if alone.why_not:
        return withheld(cut, alone.why_not, alone.done)
    if alone.cells[ALL, ALL] is None:
        return withheld(cut, "cells", alone.done)
    columns, grouped = _columns(frame, cut, alone.cut.rows, profile)
    if columns is None:
        return withheld(cut, "group", alone.done)
    others = [each for each in beside if _is_read_with(each, cut, alone)]
    done = [step for step in alone.done if step.kind != "hidden"] + grouped
    tries = []
    for axis, more in _coarser(frame, cut, alone.cut.rows):
        crossed = _Crossed(frame, replace(cut, rows=axis, columns=columns), alone, others, profile)
        tries.append(crossed.tried([*done, *more]))
        if not tries[-1].lost:
            break
    return best(tries)


def _is_read_with(other, cut, alone):
    """Whether another table is of the same question and people, by another background."""
    return (
        not other.why_not
        and other.cut.columns is not None
        and other.cut.region == cut.region
        and other.cut.rows.variable == cut.rows.variable
        and other.cut.columns.variable != cut.columns.variable
        and is_coarser(other.cut.rows, alone.cut.rows)
    )


def _columns(frame, cut, rows, profile):
    """(Axis with who did not answer, in large enough groups, [Step]); None if only one is left."""
    columns = cut.columns
    wider = with_silence(columns)
    if wider.categories[-1].values and counted(frame, cut.region, rows, wider)[:, -1].any():
        columns = wider
    numbers = counted(frame, cut.region, rows, columns).sum(axis=0).tolist()
    silent = frame.variables[columns.variable].says_nothing
    found, labels = in_groups(columns, numbers, profile.group_min, silent)
    if not labels:
        return columns, []
    if np.count_nonzero(counted(frame, cut.region, rows, found).sum(axis=0)) < 2:
        return None, []
    return found, [Step("group", labels)]


def _coarser(frame, cut, axis):
    """(Axis, [Step]): this one, and those mergers that put only its categories together."""
    yield axis, []
    silent = frame.variables[axis.variable].says_nothing
    for merger in cut.mergers:
        for each in (merger, padded(merger, silent)):
            if each is not None and is_coarser(each, axis):
                labels = put_together(axis, each)
                if labels:
                    yield each, [Step("merged", labels)]


class _Crossed:
    """What a reader knows of a table of two ways, and which of its cells are withheld.

    The cells are those of the question's own table, by column; beside them the same respondents
    by the columns of other tables of the question.
    """

    def __init__(self, frame, cut, alone, others, profile):
        self.cut, self.alone, self.others, self.profile = cut, alone, others, profile
        finest = alone.cut.rows
        grids = [
            counted(frame, cut.region, finest, each.columns)
            for each in (cut, *(other.cut for other in others))
        ]
        self.shapes = [grid.shape for grid in grids]
        self.counts = np.concatenate([grid.ravel() for grid in grids]).astype(float)
        self.rows = within(finest, cut.rows)

    def sum_of(self, rows=slice(None), columns=slice(None), grid=0):
        """(n,) factors of the sum of these rows and columns of one table."""
        factors = [np.zeros(shape) for shape in self.shapes]
        factors[grid][rows, columns] = 1
        return np.concatenate([each.ravel() for each in factors])

    def tried(self, done):
        cut, profile = self.cut, self.profile
        rows, columns = len(cut.rows.categories), len(cut.columns.categories)
        places = [(r, c) for r in range(rows) for c in [*range(columns), ALL]]
        cells = np.array([self._cell(*place) for place in places])
        numbers = (cells @ self.counts).round().astype(int).tolist()
        by_place = dict(zip(places, numbers, strict=True))
        small = {place for place, number in by_place.items() if profile.is_small(number)}
        groups = {r for r in range(rows) if 0 < by_place[r, ALL] < profile.group_min}
        alike = self._unanimous(by_place, rows, columns)
        must = [
            place in small or (c is not ALL and (r in groups or c in alike))
            for place in places
            for r, c in [place]
        ]
        targets = [self._cell(r, c) for r, c in small]
        targets += [self._cell(r, c) for r in groups for c in range(columns) if by_place[r, c]]
        targets += [self.sum_of(columns=c) - self._cell(r, c) for c, r in alike.items()]
        targets = np.array([*targets, *self._protected_elsewhere()]).reshape(-1, len(self.counts))
        targets = np.unique(targets, axis=0)
        known = self._known()
        costs = 1 + np.array(numbers) / (2 * sum(numbers) + 1)
        hidden = fewest(known, cells, costs, must, targets, profile.cell_min)
        if hidden is None or not is_proven(known.knowing(cells[~hidden]), targets, profile):
            return Try(withheld(cut, "cells", done), sum(numbers) // 2, 0)
        if alike:
            labels = tuple(cut.columns.categories[c].label for c in alike)
            done = [*done, Step("unanimous", labels)]
        if groups:
            done = [*done, Step("group", tuple(cut.rows.categories[r].label for r in groups))]
        places += [(ALL, c) for c in [*range(columns), ALL]]
        margins = [int(self.counts @ self.sum_of(columns=c)) for c in range(columns)]
        numbers += [*margins, sum(margins)]
        return tried(cut, places, numbers, [*hidden, *[False] * (columns + 1)], done)

    def _cell(self, row, column):
        columns = slice(None) if column is ALL else column
        return self.sum_of(self.rows[row], columns)

    def _unanimous(self, by_place, rows, columns):
        """{column: the row in which all of it is}"""
        if not self.profile.unanimity:
            return {}
        found = {}
        for column in range(columns):
            inside = np.array([by_place[row, column] for row in range(rows)])
            if is_unanimous(self.cut.rows, inside):
                found[column] = int(np.flatnonzero(inside)[0])
        return found

    def _known(self):
        """What is known without this table: its columns' sums, and all that is shown beside it."""
        shown = [self.sum_of(columns=c) for c in range(self.shapes[0][1])]
        finest = range(self.shapes[0][0])
        shown += [self.sum_of(r) for r in finest if self.alone.cells[r, ALL] is not None]
        for grid, other in enumerate(self.others, start=1):
            shown += [self.sum_of(r) - self.sum_of(r, grid=grid) for r in finest]
            shown += [
                self._cell_of(grid, other, *place)
                for place, number in other.cells.items()
                if number is not None
            ]
        return Knowledge(self.counts, np.array(shown))

    def _cell_of(self, grid, other, row, column):
        rows = slice(None)
        if row is not ALL:
            rows = within(self.alone.cut.rows, other.cut.rows)[row]
        return self.sum_of(rows, slice(None) if column is ALL else column, grid)

    def _protected_elsewhere(self):
        """Sums that the question's own table and those beside this one protect."""
        is_small = self.profile.is_small
        finest = self.alone.cut.rows
        found = [self.sum_of(r) for r in range(len(finest.categories)) if self._small_alone(r)]
        for grid, other in enumerate(self.others, start=1):
            for (row, column), number in other.cells.items():
                factors = self._cell_of(grid, other, row, column)
                if number is None and is_small(round(factors @ self.counts)):
                    found.append(factors)
        return found

    def _small_alone(self, row):
        number = round(self.counts @ self.sum_of(row))
        return self.alone.cells[row, ALL] is None and self.profile.is_small(number)
