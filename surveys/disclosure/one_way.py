"""A table of one question: what is small is put together or withheld."""

from dataclasses import replace

import numpy as np

from surveys.disclosure.categories import padded, put_together
from surveys.disclosure.cuts import ALL, Axis, Category, Step
from surveys.disclosure.intervals import Knowledge
from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED
from surveys.disclosure.suppression import fewest, fewest_in_a_row
from surveys.disclosure.trying import (
    Try,
    best,
    counted,
    is_proven,
    is_unanimous,
    tried,
    withheld,
)


def of_one_way(frame, cut, profile):
    answered = int(counted(frame, cut.region, cut.rows).sum())
    if 0 < answered < profile.group_min:
        return withheld(cut, "group")
    tries = []
    for axis, done in _ways(frame, cut, profile):
        found = _tried_one_way(frame, replace(cut, rows=axis), profile, done)
        if found is not None:
            tries.append(found)
            if not found.lost:
                break
    if not tries:
        return withheld(cut, "unanimous", (Step("unanimous", (cut.rows.label,)),))
    return best(tries)


def _ways(frame, cut, profile):
    """(Axis, [Step]) as the rows can be put together, mildest first."""
    silent = frame.variables[cut.rows.variable].says_nothing
    for axis in (cut.rows, *cut.mergers):
        done = [] if axis is cut.rows else [Step("merged", put_together(cut.rows, axis))]
        yield axis, done
        wider = padded(axis, silent) if profile.pads_dont_know else None
        if wider is not None:
            before, after = (counted(frame, cut.region, each).ravel() for each in (axis, wider))
            changed = before != after
            if profile.is_small(before[changed].sum()) and changed.any():
                at = int(np.flatnonzero(changed)[0])
                if not profile.is_small(after[at]):
                    yield wider, [*done, Step("padded", (axis.categories[at].label,))]


def _tried_one_way(frame, cut, profile, done):
    """None if all gave the same answer."""
    counts = counted(frame, cut.region, cut.rows).ravel()
    if profile.unanimity and is_unanimous(cut.rows, counts):
        return None
    silence = counted(frame, cut.region, _silence(cut.rows)).ravel()
    atoms = np.concatenate([counts, silence]).astype(float)
    number, everything = len(counts), np.eye(len(atoms))
    cells = np.vstack([everything[:number], everything[:number].sum(axis=0)])
    small = [at for at, n in enumerate(counts) if profile.is_small(n)]
    targets = everything[small]
    knowledge = Knowledge(atoms, np.ones((1, len(atoms))))
    hidden = np.zeros(number + 1, dtype=bool)
    if 0 < silence[-1] < profile.cell_min:
        # Not to be asked tells what somebody answered before.
        targets = np.vstack([targets, everything[-1]])
        hidden[small] = True
        costs = np.append(np.ones(number), number + 1) + np.append(counts, 0) / (counts.sum() + 1)
        hidden = fewest(knowledge, cells, costs, hidden, targets, profile.cell_min)
    else:
        chosen = fewest_in_a_row(counts.tolist(), small, profile.cell_min)
        hidden = None if chosen is None else np.isin(np.arange(number + 1), chosen)
    if hidden is None or not is_proven(knowledge.knowing(cells[~hidden]), targets, profile):
        return Try(withheld(cut, "cells", done), int(counts.sum()), 0)
    numbers = [*counts.tolist(), int(counts.sum())]
    places = [*((at, ALL) for at in range(number)), (ALL, ALL)]
    return tried(cut, places, numbers, hidden, done)


def _silence(axis):
    """Those who stand in no category of a table: who did not answer, and last who was not asked."""
    left = [v for v in (NOT_ANSWERED, NOT_ASKED) if not any(v in c.values for c in axis.categories)]
    return Axis(axis.variable, "", tuple(Category("", frozenset([value])) for value in left))
