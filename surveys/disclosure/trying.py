"""A table with its categories put together in one way, and what that costs."""

from dataclasses import dataclass

import numpy as np

from surveys.disclosure.cuts import ALL, Protected, Step
from surveys.disclosure.frame import NOT_TICKED
from surveys.disclosure.intervals import NEARLY
from surveys.disclosure.suppression import fewest


def withheld(cut, why, done=()):
    return Protected(cut, {}, tuple(done), why)


def is_unanimous(axis, counts):
    """All in one category. That nobody ticked a choice is a zero, as in any table."""
    [*places] = np.flatnonzero(counts)
    return len(places) == 1 and NOT_TICKED not in axis.categories[places[0]].values


def shown_in(reader, tables):
    """[factors] of the cells that [Protected] show."""
    return [
        reader.cell(table.cut, *place)
        for table in tables
        for place, number in table.cells.items()
        if number is not None
    ]


def protected_in(reader, tables, profile):
    """[factors] of the cells that [Protected] withhold because they are small."""
    found = [
        reader.cell(table.cut, *place)
        for table in tables
        for place, number in table.cells.items()
        if number is None
    ]
    return [factors for factors in found if profile.is_small(round(factors @ reader.counts))]


def fewest_of_cells(known, cells, numbers, must, targets, profile, hides_totals):
    """{place} that are withheld, those that `must` be at least; None if all are not enough.

    `cells`: {place: factors}, `numbers`: {place: people}. Totals of all rows are withheld only if
    that may be of use.
    """
    tried = [place for place in cells if hides_totals or place[0] is not ALL]
    known = known.knowing([cells[place] for place in cells if place not in tried])
    people = np.array([numbers[place] for place in tried])
    # First as few cells as possible, then as few people; no total before another cell.
    costs = 1 + people / (3 * people.sum() + 1)
    costs += [len(cells) * (place[0] is ALL) for place in tried]
    found = fewest(
        known,
        [cells[place] for place in tried],
        costs,
        [place in must for place in tried],
        targets,
        profile.cell_min,
    )
    return (
        None if found is None else {place for place, gone in zip(tried, found, strict=True) if gone}
    )


def is_proven(known, cells, hidden, targets, profile):
    """Whether a reader of the cells that are not hidden can tell none of the targets."""
    audited = known.knowing([factors for place, factors in cells.items() if place not in hidden])
    return bool((audited.widths(targets) >= profile.cell_min - NEARLY).all())


@dataclass(frozen=True)
class Try:
    """`lost`: people in withheld cells, and a little for each of these. `shown`: cells."""

    protected: Protected
    lost: float
    shown: int


def best(tries):
    """The first that withholds nothing, else the one that withholds fewest people."""
    return min(tries, key=lambda each: (each.lost, -each.shown if each.lost else 0)).protected


def untried(cut, people, done):
    """Whatever is withheld, it is not enough: nothing is shown."""
    return Try(withheld(cut, "cells", done), people + 1, 0)


def tried(cut, numbers, hidden, done):
    """The table with these numbers, {place: people}, without the places that are hidden."""
    inner = [place for place in numbers if _is_inner(cut, *place)]
    gone = [place for place in inner if place in hidden]
    lost = sum(numbers[place] for place in gone) + len(gone) / (len(numbers) + 1)
    if hidden:
        done = [*done, Step("hidden", (), len(hidden))]
    if len(gone) == len(inner):
        return Try(withheld(cut, "cells", done), lost, 0)
    cells = {place: None if place in hidden else number for place, number in numbers.items()}
    return Try(Protected(cut, cells, tuple(done)), lost, len(inner) - len(gone))


def _is_inner(cut, row, column):
    return row is not ALL and (cut.columns is None or column is not ALL)
