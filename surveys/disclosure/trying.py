"""A table with its categories put together in one way, and what that costs."""

from dataclasses import dataclass

import numpy as np

from surveys.disclosure.cuts import ALL, Protected, Step
from surveys.disclosure.frame import NOT_TICKED
from surveys.disclosure.intervals import NEARLY


def withheld(cut, why, done=()):
    return Protected(cut, {}, tuple(done), why)


def counted(frame, region, rows, columns=None):
    """(rows, columns): how many are in each category; one column without a second axis."""
    inside = frame.within(region)
    places = [
        _places(frame, axis)[frame.data[axis.variable].cat.codes.to_numpy()[inside]]
        for axis in (rows, columns)
        if axis is not None
    ]
    places += [np.zeros_like(places[0])] * (columns is None)
    shape = len(rows.categories), 1 if columns is None else len(columns.categories)
    within = (places[0] >= 0) & (places[1] >= 0)
    flat = np.ravel_multi_index((places[0][within], places[1][within]), shape)
    return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)


def _places(frame, axis):
    """The place in the axis of each code of its variable's column; -1 where it has none."""
    where = {value: at for at, each in enumerate(axis.categories) for value in each.values}
    return np.array([where.get(v, -1) for v in frame.data[axis.variable].cat.categories])


@dataclass(frozen=True)
class Try:
    """A table with its categories put together in one way. `lost`: people in withheld cells."""

    protected: Protected
    lost: float
    shown: int


def best(tries):
    """The first that withholds nothing, else the one that withholds fewest people."""
    return min(tries, key=lambda each: (each.lost, -each.shown if each.lost else 0)).protected


def is_unanimous(axis, counts):
    """All in one category. That nobody ticked a choice is a zero, as in any table."""
    [*places] = np.flatnonzero(counts)
    return len(places) == 1 and NOT_TICKED not in axis.categories[places[0]].values


def is_proven(knowledge, targets, profile):
    return bool((knowledge.widths(targets) >= profile.cell_min - NEARLY).all())


def tried(cut, places, numbers, hidden, done):
    cells = {
        place: None if gone else number
        for place, number, gone in zip(places, numbers, hidden, strict=True)
    }
    inner = [at for at, (row, column) in enumerate(places) if is_inner(cut, row, column)]
    gone = [at for at in inner if hidden[at]]
    if gone:
        done = [*done, Step("hidden", (), int(np.count_nonzero(hidden)))]
    lost = sum(numbers[at] for at in gone) + len(gone) / (len(places) + 1)
    why_not = "cells" if len(gone) == len(inner) else ""
    table = withheld(cut, why_not, done) if why_not else Protected(cut, cells, tuple(done))
    return Try(table, lost, len(inner) - len(gone))


def is_inner(cut, row, column):
    return row is not ALL and (cut.columns is None or column is not ALL)
