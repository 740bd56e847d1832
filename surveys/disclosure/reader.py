"""What somebody knows who reads several tables of the same respondents."""

from itertools import pairwise

import numpy as np

from surveys.disclosure.cuts import ALL, Axis, Category
from surveys.disclosure.frame import NOT_TICKED, TICKED, name_of_choice
from surveys.disclosure.intervals import Knowledge
from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED
from surveys.instruments.questionnaire import Condition, Kind


class Reader:
    """The unknowns of these cuts: each variable alone, and by another where they are crossed.

    Everybody is in them, also who did not answer or was not asked. `cuts` are of these people.
    """

    def __init__(self, people, cuts):
        self.people = people
        axes = [axis for cut in cuts for axis in (cut.rows, cut.columns) if axis is not None]
        names = list(dict.fromkeys(axis.variable for axis in axes))
        self._routes = [route for name in names for route in _routes(people, name, names)]
        self._finest = {name: self._undivided(name, axes) for name in names}
        pairs = dict.fromkeys(
            (cut.rows.variable, cut.columns.variable) for cut in cuts if cut.columns is not None
        )
        self._grids = {}
        counts = []
        for rows, columns in [*((name, None) for name in names), *pairs]:
            grid = people.counted(self._finest[rows], self._finest.get(columns))
            self._grids[rows, columns] = len(counts), grid.shape
            counts.extend(grid.ravel())
        self.counts = np.array(counts, dtype=float)

    def cell(self, cut, row, column=ALL):
        """(n,) factors of a cell of one of the cuts."""
        rows = self._inside(cut.rows, row)
        if cut.columns is None:
            return self._sum(cut.rows.variable, None, rows)
        columns = self._inside(cut.columns, column)
        return self._sum(cut.rows.variable, cut.columns.variable, rows, columns)

    def answered(self, name, value):
        """(n,) factors of those with this answer."""
        return self._sum(name, None, self._with(name, [value]))

    def knowing(self, sums):
        """The Knowledge of who knows how many there are, and these sums (k, n)."""
        first = next(iter(self._grids))
        links, at_least = self._links()
        slack = np.array(at_least) @ self.counts if at_least else np.zeros(0)
        # Who is no respondent of a condition may have answered all the same, in imported files.
        holds = slack >= 0
        at_least = np.array(at_least).reshape(-1, len(self.counts))[holds]
        slack = slack[holds]
        rows = [self._sum(*first), *links, *sums]
        known = np.vstack(
            [
                np.hstack([np.array(rows), np.zeros((len(rows), len(slack)))]),
                np.hstack([at_least, -np.eye(len(slack))]),
            ]
        )
        return Knowledge(np.concatenate([self.counts, slack]), known)

    def _undivided(self, name, axes):
        """Axis of answers that nothing here divides."""
        sets = [
            each.values for axis in axes if axis.variable == name for each in axis.categories
        ] + [failing for _routed, router, failing, _bound in self._routes if router == name]
        found = {}
        for value in self.people.values(name):
            silence = value if value in (NOT_ANSWERED, NOT_ASKED) else None
            key = silence, tuple(value in each for each in sets)
            found.setdefault(key, set()).add(value)
        return Axis(name, "", tuple(Category("", frozenset(each)) for each in found.values()))

    def _with(self, name, values):
        return [
            at for at, each in enumerate(self._finest[name].categories) if each.values & {*values}
        ]

    def _inside(self, axis, place):
        chosen = axis.categories if place is ALL else [axis.categories[place]]
        return self._with(axis.variable, frozenset().union(*(each.values for each in chosen)))

    def _sum(self, rows, columns, row_places=slice(None), column_places=slice(None)):
        start, shape = self._grids[rows, columns]
        factors = np.zeros(len(self.counts))
        grid = factors[start : start + shape[0] * shape[1]].reshape(shape)
        in_rows, in_columns = np.zeros(shape[0]), np.zeros(shape[1])
        in_rows[row_places] = in_columns[column_places] = 1
        grid[:] = np.outer(in_rows, in_columns)
        return factors

    def _links(self):
        """([sums that are nothing], [sums that are nothing or more]), by what tables share."""
        nothing, at_least = [], []
        for one, other in pairwise(key for key in self._grids if key[1] is None):
            nothing.append(self._sum(*one) - self._sum(*other))
        for rows, columns in self._grids:
            if columns is not None:
                for at in range(len(self._finest[rows].categories)):
                    nothing.append(self._sum(rows, columns, [at]) - self._sum(rows, None, [at]))
                for at in range(len(self._finest[columns].categories)):
                    both = self._sum(rows, columns, slice(None), [at])
                    nothing.append(both - self._sum(columns, None, [at]))
        for routed, router, failing, (at_most, at_minimum) in self._routes:
            for columns in [each for rows, each in self._grids if rows == routed]:
                if (router, columns) not in self._grids:
                    continue
                for at in range(self._grids[routed, columns][1][1]):
                    not_asked = self._sum(routed, columns, self._with(routed, [NOT_ASKED]), [at])
                    fails = self._sum(router, columns, self._with(router, failing), [at])
                    at_least += [not_asked - fails] * at_minimum + [fails - not_asked] * at_most
        return nothing, at_least


def linked(people, name):
    """Names of variables that decide whether a question is asked, and of those it decides for."""
    names = list(people.variables)
    routes = [each for other in names for each in _routes(people, other, names)]
    return {router for routed, router, *_more in routes if routed == name} | {
        routed for routed, router, *_more in routes if router == name
    }


def _routes(people, routed, names):
    """(routed, router, answers with which it is not asked, (at most, at least so many are not))"""
    condition = people.variables[routed].item.shown_if
    for clause in condition.clauses:
        is_choice = clause.operator in ("has", "has not")
        router = name_of_choice(clause.item, clause.value) if is_choice else clause.item
        if router in names and router != routed:
            alone = Condition((clause,))
            failing = frozenset(
                value
                for value in people.values(router)
                if not alone.holds(_answers(people.variables[router], value))
            )
            only = len(condition.clauses) == 1
            any_of_them = condition.any_of_them
            yield routed, router, failing, (only or any_of_them, only or not any_of_them)


def _answers(variable, value):
    """{item: answer} as a condition reads it."""
    if value in (NOT_ANSWERED, NOT_ASKED):
        return {}
    if variable.choice:
        chosen = {TICKED: [variable.choice], NOT_TICKED: []}[value]
        return {variable.item.name: chosen}
    answer = int(value) if variable.item.kind == Kind.NUMBER else value
    return {variable.item.name: answer}
