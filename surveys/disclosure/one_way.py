"""A table of one question: what is small is put together or withheld."""

from dataclasses import replace

import numpy as np

from surveys.disclosure.categories import padded, put_together
from surveys.disclosure.cuts import ALL, Step
from surveys.disclosure.reader import Reader
from surveys.disclosure.shapes import NOT_ASKED
from surveys.disclosure.suppression import fewest_in_a_row
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


def of_one_way(people, cut, profile, beside=()):
    """The table of a question beside [Protected] that share something with it."""
    answered = int(people.counted(cut.rows).sum())
    if 0 < answered < profile.group_min:
        return withheld(cut, "group")
    tries = []
    for axis, done in _ways(people, cut, profile):
        counts = people.counted(axis).ravel()
        if profile.unanimity and is_unanimous(axis, counts):
            continue
        tries.append(_tried(people, replace(cut, rows=axis), profile, beside, done))
        if not tries[-1].lost:
            break
    if not tries:
        return withheld(cut, "unanimous", (Step("unanimous", (cut.rows.label,)),))
    return best(tries)


def _ways(people, cut, profile):
    """(Axis, [Step]) as the rows can be put together, mildest first."""
    silent = people.variables[cut.rows.variable].says_nothing
    for axis in (cut.rows, *cut.mergers):
        done = [] if axis is cut.rows else [Step("merged", put_together(cut.rows, axis))]
        yield axis, done
        wider = padded(axis, silent) if profile.pads_dont_know else None
        if wider is not None:
            before, after = (people.counted(each).ravel() for each in (axis, wider))
            for at in np.flatnonzero(before != after):
                if profile.is_small(before[at]) and not profile.is_small(after[at]):
                    yield wider, [*done, Step("padded", (axis.categories[at].label,))]


def _tried(people, cut, profile, beside, done):
    reader = Reader(people, [cut, *(table.cut for table in beside)])
    places = [*((row, ALL) for row in range(len(cut.rows.categories))), (ALL, ALL)]
    cells = {place: reader.cell(cut, *place) for place in places}
    numbers = {place: round(factors @ reader.counts) for place, factors in cells.items()}
    small = {place for place in places[:-1] if profile.is_small(numbers[place])}
    targets = [cells[place] for place in small] + protected_in(reader, beside, profile)
    # Not to be asked tells what somebody answered before.
    not_asked = reader.answered(cut.rows.variable, NOT_ASKED)
    has_links = bool(beside)
    if 0 < not_asked @ reader.counts < profile.cell_min:
        targets.append(not_asked)
        has_links = True
    known = reader.knowing(shown_in(reader, beside))
    if has_links:
        hidden = fewest_of_cells(known, cells, numbers, small, targets, profile, True)
    else:
        hidden = _fewest_in_a_row(numbers, small, profile)
    if hidden is None or not is_proven(known, cells, hidden, targets, profile):
        return untried(cut, numbers[ALL, ALL], done)
    return tried(cut, numbers, hidden, done)


def _fewest_in_a_row(numbers, small, profile):
    counts = [number for (row, _column), number in numbers.items() if row is not ALL]
    chosen = fewest_in_a_row(counts, [row for row, _column in small], profile.cell_min)
    return None if chosen is None else {(row, ALL) for row in chosen}
