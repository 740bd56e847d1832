"""A question crossed with a background question.

It is protected as if the tables of both alone were shown beside it, and with those who did not
answer the background question in a column: so that they cannot be subtracted.
"""

from dataclasses import replace

import numpy as np

from surveys.disclosure.categories import (
    SILENCE,
    in_groups,
    is_coarser,
    padded,
    put_together,
    together,
    with_silence,
)
from surveys.disclosure.cuts import ALL, Step
from surveys.disclosure.reader import Reader
from surveys.disclosure.trying import (
    best,
    fewest_of_cells,
    is_proven,
    is_unanimous,
    protected_in,
    shown_in,
    tried,
    untried,
    withheld,
)


def of_two_ways(people, cut, profile, alone, background, beside=()):
    """`alone` and `background`: [Protected] of the question and of the background question.

    `beside`: more [Protected] that share something with it.
    """
    for table in (alone, background):
        if table.why_not:
            return withheld(cut, table.why_not, alone.done)
    columns, grouped = _columns(people, cut, alone, background, profile)
    if columns is None:
        return withheld(cut, "group", alone.done)
    done = [step for step in alone.done if step.kind != "hidden"] + grouped
    tables = [alone, background, *beside]
    # Else how many are in each column is known anyway.
    variables = {cut.rows.variable, cut.columns.variable}
    has_links = any(not {t.cut.rows.variable} <= variables for t in beside) or None in (
        alone.cells[ALL, ALL],
        background.cells[ALL, ALL],
    )
    tries = []
    for rows, more in _coarser(people, cut, alone.cut.rows):
        crossed = replace(cut, rows=rows, columns=columns)
        tries.append(_tried(people, crossed, profile, tables, has_links, [*done, *more]))
        if not tries[-1].lost:
            break
    return best(tries)


def _columns(people, cut, alone, background, profile):
    """(Axis in large enough groups, [Step]); None if only one is left.

    Answers that are withheld where the background question stands alone are one group.
    """
    axis, rows = background.cut.rows, alone.cut.rows
    hidden = [at for at in range(len(axis.categories)) if background.cells[at, ALL] is None]
    columns = with_silence(together(axis, hidden))
    if not people.counted(rows, columns)[:, -1].any():
        columns = together(axis, hidden)
    numbers = people.counted(rows, columns).sum(axis=0).tolist()
    silent = people.variables[columns.variable].says_nothing
    columns = in_groups(columns, numbers, profile.group_min, silent)
    has_silence = any(each.values & SILENCE for each in columns.categories)
    labels = put_together(with_silence(cut.columns) if has_silence else cut.columns, columns)
    if not labels:
        return columns, []
    if np.count_nonzero(people.counted(rows, columns).sum(axis=0)) < 2:
        return None, []
    return columns, [Step("group", labels)]


def _coarser(people, cut, axis):
    """(Axis, [Step]): this one, and those mergers that put only its categories together."""
    yield axis, []
    silent = people.variables[axis.variable].says_nothing
    for merger in cut.mergers:
        for each in (merger, padded(merger, silent)):
            if each is not None and is_coarser(each, axis):
                labels = put_together(axis, each)
                if labels:
                    yield each, [Step("merged", labels)]


def _tried(people, cut, profile, tables, has_links, done):
    reader = Reader(people, [cut, *(table.cut for table in tables)])
    rows, columns = range(len(cut.rows.categories)), range(len(cut.columns.categories))
    places = [(row, column) for row in [*rows, ALL] for column in [*columns, ALL]]
    cells = {place: reader.cell(cut, *place) for place in places}
    numbers = {place: round(factors @ reader.counts) for place, factors in cells.items()}
    groups = [row for row in rows if 0 < numbers[row, ALL] < profile.group_min]
    alike = _unanimous(cut, numbers, rows, columns) if profile.unanimity else {}

    targets = [cells[place] for place in places if profile.is_small(numbers[place])]
    targets += [cells[r, c] for r in groups for c in columns if numbers[r, c]]
    targets += [cells[ALL, c] - cells[r, c] for c, r in alike.items()]
    targets += protected_in(reader, tables, profile)
    must = {place for place, number in numbers.items() if profile.is_small(number)}
    must |= {(r, c) for r in rows for c in columns if r in groups or c in alike}
    known = reader.knowing(shown_in(reader, tables))
    hidden = fewest_of_cells(known, cells, numbers, must, targets, profile, has_links)
    if hidden is None or not is_proven(known, cells, hidden, targets, profile):
        return untried(cut, numbers[ALL, ALL], done)
    if alike:
        labels = tuple(cut.columns.categories[column].label for column in alike)
        done = [*done, Step("unanimous", labels)]
    if groups:
        done = [*done, Step("group", tuple(cut.rows.categories[row].label for row in groups))]
    return tried(cut, numbers, hidden, done)


def _unanimous(cut, numbers, rows, columns):
    """{column: the row in which all of it is}"""
    inside = {column: [numbers[row, column] for row in rows] for column in columns}
    return {
        column: int(np.flatnonzero(counts)[0])
        for column, counts in inside.items()
        if is_unanimous(cut.rows, counts)
    }
