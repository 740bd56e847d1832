"""What somebody can work out from sums of groups of people: exact, and of its own, not of the app.

People are divided into atoms that do not overlap; of each atom it is known that it has nobody or
more. A figure is an equation: these atoms together are so many. `small_groups` says which unions of
atoms must then have one to five people. Everything is in fractions, so nothing is rounded.
"""

from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain, combinations

FEW = range(1, 6)


@cache
def small_groups(number_of_atoms, equations):
    """[(atoms, size, size)] of all unions of atoms whose size follows and is one to five.

    `equations` is a tuple of (atoms, sum). Atoms that can hold nobody are left out (linear
    programming); of the rest a size follows exactly where the union is a combination of the
    equations (Gaussian elimination). Complete, but of 2 to the power of the atoms: up to eight.
    """
    atoms = range(number_of_atoms)
    full = [atom for atom in atoms if largest(number_of_atoms, equations, [atom]) != 0]
    rows = [[Fraction(atom in atoms) for atom in full] + [Fraction(n)] for atoms, n in equations]
    echelon = _eliminate(rows, len(full))
    found = []
    for union in _unions(full):
        size = _follows(echelon, [atom in union for atom in full])
        if size in FEW:
            found.append((union, size, size))
    return found


def small_ranges(number_of_atoms, equations, unions):
    """[(union, least, most)] of these unions that are known to have from one to five people."""
    known = number_of_atoms, equations
    ranges = [(tuple(each), smallest(*known, each), largest(*known, each)) for each in unions]
    return [each for each in ranges if each[1] > 0 and each[2] < 6]


def _unions(atoms):
    return chain.from_iterable(combinations(atoms, n) for n in range(1, len(atoms) + 1))


def _eliminate(rows, width):
    """Reduced row echelon form: [(pivot column, row)]."""
    echelon = []
    for column in range(width):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        pivot = [value / pivot[column] for value in pivot]
        rows = [_less(row, pivot, column) for row in rows]
        echelon = [(at, _less(row, pivot, column)) for at, row in echelon] + [(column, pivot)]
    assert not any(row[-1] for row in rows), "the figures contradict each other"
    return echelon


def _less(row, pivot, column):
    factor = row[column]
    return [a - factor * b for a, b in zip(row, pivot, strict=True)] if factor else row


def _follows(echelon, wanted):
    """The size of this union where it is a combination of the rows, else None."""
    rest, size = [Fraction(each) for each in wanted], Fraction(0)
    for column, row in echelon:
        if factor := rest[column]:
            rest = [a - factor * b for a, b in zip(rest, row, strict=False)]
            size += factor * row[-1]
    return None if any(rest) else size


# Linear programming: the simplex method with Bland's rule, which always ends.


def largest(number_of_atoms, equations, union):
    """The most people these atoms can have together; None where there is no upper end."""
    return _optimum(number_of_atoms, equations, [int(a in union) for a in range(number_of_atoms)])


def smallest(number_of_atoms, equations, union):
    return -_optimum(number_of_atoms, equations, [-int(a in union) for a in range(number_of_atoms)])


def _optimum(number_of_atoms, equations, gain):
    rows, basis = _feasible(number_of_atoms, equations)
    return _improve(list(rows), list(basis), gain, number_of_atoms)


@lru_cache(maxsize=1000)
def _feasible(width, equations):
    """A corner of what is possible: (rows, basis), from one helping variable for each equation."""
    count = len(equations)
    rows = [
        [Fraction(a in atoms) for a in range(width)]
        + [Fraction(i == j) for j in range(count)]
        + [Fraction(n)]
        for i, (atoms, n) in enumerate(equations)
    ]
    basis = [width + i for i in range(count)]
    left = _improve(rows, basis, [0] * width + [-1] * count, width + count)
    assert left == 0, "the figures contradict each other"
    for i in range(count - 1, -1, -1):
        if basis[i] >= width:
            column = next((c for c in range(width) if rows[i][c]), None)
            if column is None:  # says nothing new
                del rows[i], basis[i]
            else:
                _pivot(rows, basis, i, column)
    return tuple(tuple(row[:width] + row[-1:]) for row in rows), tuple(basis)


def _improve(rows, basis, gain, width):
    """Goes from corner to corner until `gain` grows no more; changes rows and basis.

    Returns the most, or None where there is no end.
    """
    while True:
        worth = [gain[b] for b in basis]
        better = (c for c in range(width) if gain[c] > _worth(rows, worth, c))
        column = next(better, None)
        if column is None:
            return _worth(rows, worth, -1)
        steps = [
            (row[-1] / row[column], basis[i], i) for i, row in enumerate(rows) if row[column] > 0
        ]
        if not steps:
            return None
        _pivot(rows, basis, min(steps)[2], column)


def _worth(rows, worth, column):
    return sum(w * row[column] for w, row in zip(worth, rows, strict=True) if w)


def _pivot(rows, basis, i, column):
    rows[i] = [value / rows[i][column] for value in rows[i]]
    for j, row in enumerate(rows):
        if j != i:
            rows[j] = _less(row, rows[i], column)
    basis[i] = column
