"""What can be computed of a cell from all that was ever said: its bounds, by linear programs.

Unknown are the numbers of the cells of tables of all answers, told apart as finely as any release
ever did (`Refinement`). Tables agree in what they share, and never stand in a ring, so that the
bounds are those of one table of everything.
"""

from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

from surveys.disclosure.shapes import Region, Stat
from surveys.ledger.people import UNANSWERED

# Tables that hang together are one table of all their variables where it has no more cells.
JOINT = 1500
MOST_CELLS = 50_000
EXACT = 1e-6
DIRECTIONS = 4


class TooManyCells(Exception):
    """`variables`: of which tables cannot be looked at together, as there are too many cells."""

    def __init__(self, variables):
        super().__init__("too many cells")
        self.variables = tuple(variables)


@dataclass(frozen=True)
class Target:
    """A small cell that nobody may compute: a Region and how many it holds."""

    region: Region
    number: int


class Refinement:
    """Parts of waves, and answers to each variable, that no region tells apart."""

    def __init__(self, regions, people):
        self.people = people
        of_parts = {region.parts for region in regions}
        self.parts = _atoms(sorted(frozenset().union(*of_parts)), of_parts)
        self.answers = {}
        said = {}
        for region in regions:
            for name, values in region.answers:
                said.setdefault(name, set()).add(values)
        for name, sets in said.items():
            self.answers[name] = _atoms(people.values(name), sets)
        self.part_atom = _places(self.parts, people.parts)
        self.answer_atom = {n: _places(a, people.values(n)) for n, a in self.answers.items()}

    def shape(self, names):
        return (len(self.parts), *(len(self.answers[name]) for name in names))

    def counted(self, names):
        """How many respondents are in each cell of the table of these variables: an array."""
        of_parts = self.part_atom[self.people.part_of]
        codes = [of_parts]
        codes += [self.answer_atom[name][self.people.codes(name)] for name in names]
        inside = of_parts >= 0
        shape = self.shape(names)
        flat = np.ravel_multi_index([each[inside] for each in codes], shape)
        return np.bincount(flat, minlength=int(np.prod(shape))).astype(float)

    def places(self, region, names):
        """The cells of the table of these variables that lie in a region, as places in it."""
        answers = dict(region.answers)
        axes = [[place for place, atom in enumerate(self.parts) if atom <= region.parts]]
        for name in names:
            atoms = self.answers[name]
            values = answers.get(name)
            axes.append([p for p, atom in enumerate(atoms) if values is None or atom <= values])
        return np.ravel_multi_index(np.ix_(*axes), self.shape(names)).ravel()

    def region(self, names, place):
        """The Region of one cell."""
        part, *answers = np.unravel_index(place, self.shape(names))
        held = tuple((n, self.answers[n][a]) for n, a in zip(names, answers, strict=True))
        return Region(self.parts[part], held)

    def is_answered(self, names):
        """For each cell whether it is of those who answered all of the variables."""
        told = np.ones(self.shape(names), bool)
        for axis, name in enumerate(names, 1):
            silent = [p for p, atom in enumerate(self.answers[name]) if atom <= UNANSWERED]
            told[(slice(None),) * axis + (silent,)] = False
        return told.ravel()


def _atoms(values, sets):
    """[frozenset]: values that are in the same sets."""
    sets = sorted(sets, key=sorted)
    found = {}
    for value in values:
        found.setdefault(tuple(value in each for each in sets), set()).add(value)
    return [frozenset(atom) for atom in found.values()]


def _places(atoms, values):
    of_value = {value: place for place, atom in enumerate(atoms) for value in atom}
    return np.array([of_value.get(value, -1) for value in values])


class System:
    """The equations of everything that is said in `contents`, and of how tables hang together."""

    def __init__(self, contents, people):
        regions = {stat.region for content in contents for stat in content.stats}
        self.hidden = {region for content in contents for region in content.hidden}
        regions |= self.hidden
        bands = {
            Region(rows.region.parts, ((name, band),))
            for content in contents
            for rows in content.rows
            for name, all_bands in rows.bands.items()
            for band in all_bands
        }
        self.people = people
        self.refinement = Refinement(regions | bands, people)
        self.sets = sorted({region.variables for region in regions})
        self._lay_out(_tables(self.sets, self.refinement))
        self.links = self._linked()

    def _lay_out(self, tables):
        """Where the cells of each table stand among the unknowns, and how many they are."""
        shared = {
            tuple(name for name in one if name in two)
            for place, one in enumerate(tables)
            for two in tables[:place]
        }
        self.tables, self.shared = tables, sorted(shared - set(tables) - {()})
        self.starts, numbers, size = {}, [], 0
        for names in [*self.tables, *self.shared]:
            self.starts[names] = size
            counted = self.refinement.counted(names)
            numbers.append(counted)
            size += len(counted)
            if size > MOST_CELLS * 10:
                raise TooManyCells(names)
        self.truth = np.concatenate(numbers) if numbers else np.zeros(0)
        self._by_size = sorted(self.starts, key=lambda names: np.prod(self.refinement.shape(names)))
        self._holder = {}

    def unknowns(self, region):
        """Places of the unknowns whose sum is the number in a region."""
        names = region.variables
        if names not in self._holder:
            held = (each for each in self._by_size if set(names) <= set(each))
            self._holder[names] = next(held)
        holder = self._holder[names]
        return self.starts[holder] + self.refinement.places(region, holder)

    def _linked(self):
        """What shared tables have in common with the tables they are of: rows of (places, signs).

        And how many there are in each part, which everybody may know.
        """
        links = []
        for table in self.tables:
            for names in self.shared:
                if set(names) < set(table):
                    links += self._agreeing(names, table)
            for parts in self.refinement.parts:
                places = self.starts[table] + self.refinement.places(Region(parts), table)
                links.append((places, np.ones(len(places))))
        return links

    def _agreeing(self, names, table):
        for place in range(int(np.prod(self.refinement.shape(names)))):
            region = self.refinement.region(names, place)
            of_table = self.starts[table] + self.refinement.places(region, table)
            signs = np.append(np.ones(len(of_table)), -1)
            yield np.append(of_table, self.starts[names] + place), signs

    def targets(self, profile):
        """[Target]: small cells of what is said, and of its sums; and cells that are withheld."""
        found = {}
        sets = {
            part
            for names in self.sets
            for number in range(len(names) + 1)
            for part in combinations(names, number)
        }
        for names in sorted(sets):
            counted = self.refinement.counted(names)
            answered = self.refinement.is_answered(names)
            for place in np.flatnonzero(answered):
                if profile.is_small(counted[place]):
                    region = self.refinement.region(names, place)
                    found[region] = Target(region, int(counted[place]))
        for region in self.hidden:
            number = self.people.count(region)
            if profile.is_small(number):
                found[region] = Target(region, number)
        return list(found.values())

    def too_narrow(self, contents, targets, profile):
        """Those of the targets that are computed too well from what is said in `contents`."""
        stats = {stat for content in contents for stat in content.stats}
        rows, low, high = [], [], []
        for places, signs in self.links:
            rows.append((places, signs))
            low.append(float(signs @ self.truth[places]))
            high.append(low[-1])
        for stat in sorted(stats, key=repr):
            places = self.unknowns(stat.region)
            number = self.truth[places].sum()
            if not stat.low <= number <= stat.high:
                raise NotThatMany(stat)
            rows.append((places, np.ones(len(places))))
            low.append(float(stat.low))
            high.append(float(stat.high))
        wanted = [self.unknowns(target.region) for target in targets]
        said = _matrix(rows, len(self.truth)), np.array(low), np.array(high), self.truth
        wanted = _matrix([(places, np.ones(len(places))) for places in wanted], len(self.truth))
        open_ones = np.arange(len(targets))
        # What is wide enough though the shared tables are as they are needs no larger program.
        for fixed in (self._in_shared(), None) if self.shared else (None,):
            if len(open_ones):
                narrow = _narrow(*said, wanted[open_ones], profile.cell_min, fixed)
                open_ones = open_ones[narrow]
        return [targets[place] for place in open_ones]

    def _in_shared(self):
        """Which unknowns are cells of shared tables: tables hang together by these only."""
        first = min(self.starts[names] for names in self.shared)  # they stand behind all others
        return np.arange(len(self.truth)) >= first


class NotThatMany(ValueError):
    """The answers at hand are not those that a release was made of."""

    def __init__(self, stat: Stat):
        super().__init__(f"Not {stat.low} to {stat.high} are in the region of a release")


def _tables(sets, refinement):
    """The variables of the tables of unknowns: all that hang together in one where that is small,
    else those that something is said of.
    """
    groups = []
    for names in sets:
        group = set(names)
        apart = []
        for other in groups:
            if group & other:
                group |= other
            else:
                apart.append(other)
        groups = [*apart, group]
    found = []
    for group in groups:
        joint = tuple(sorted(group))
        if prod(refinement.shape(joint)) <= JOINT:
            found.append(joint)
            continue
        found += _in_a_tree([names for names in sets if group & set(names)], refinement)
    return sorted(set(found))


def _in_a_tree(sets, refinement):
    """The tables that hold all of these and hang together as a tree: rings are filled up.

    Then nothing is lost: numbers that agree in what such tables share are always those of one table
    of everything (Vorob'ev). Without the filling, what follows from a ring (A with B, B with C, C
    with A) would be missed. The smallest table that takes a variable out is taken first.
    """
    beside = {name: set() for names in sets for name in names}
    for names in sets:
        for name in names:
            beside[name] |= {*names}

    def table(name):
        return tuple(sorted(beside[name]))

    found = []
    while beside:
        # math.prod: of forty variables there are more cells than a machine's number can hold.
        size, name = min((prod(refinement.shape(table(each))), each) for each in beside)
        if size > MOST_CELLS:
            raise TooManyCells(table(name))
        if not any({*table(name)} <= {*other} for other in found):
            found.append(table(name))
        others = beside.pop(name) - {name}
        for other in others:
            beside[other] = (beside[other] | others) - {name}
    return found


def _matrix(rows, width):
    lengths = [len(places) for places, _signs in rows]
    starts = np.concatenate([[0], np.cumsum(lengths, dtype=int)])
    places = np.concatenate([[], *(places for places, _signs in rows)]).astype(int)
    signs = np.concatenate([[], *(signs for _places, signs in rows)])
    return sparse.csr_matrix((signs, places, starts), shape=(len(rows), width))


def _narrow(said, low, high, truth, wanted, width, fixed=None):
    """For each row of `wanted` whether its sum lies in an interval narrower than `width`.

    With unknowns that are `fixed` at what is true the interval is never wider than without.
    """
    free = _free(said, low, high, truth)
    if fixed is not None:
        free &= ~fixed
    narrow = np.zeros(wanted.shape[0], bool)
    on_hold = wanted[:, free]
    is_open = np.asarray(abs(on_hold).sum(axis=1)).ravel() > 0
    narrow[~is_open] = True
    if not is_open.any():
        return narrow
    down, up = low - said @ truth, high - said @ truth  # how far it may be from what is true
    said, truth = said[:, free], truth[free]
    kept = np.diff(said.indptr) > 0
    said, down, up = said[kept], down[kept], up[kept]
    hang = abs(sparse.vstack([said, on_hold]))
    both_ways = sparse.block_array([[None, hang.T], [hang, None]])
    group = connected_components(both_ways, directed=False)[1][: said.shape[1]]
    for each in np.unique(group[on_hold[is_open].indices]):
        columns = np.flatnonzero(group == each)
        rows = np.flatnonzero(np.diff(said[:, columns].indptr))
        targets = np.flatnonzero(np.diff(on_hold[:, columns].indptr))
        narrow[targets] = _narrow_together(
            said[rows][:, columns],
            down[rows],
            up[rows],
            truth[columns],
            on_hold[targets][:, columns],
            width,
        )
    return narrow


def _free(said, low, high, truth):
    """Which unknowns are not plain from one equation after the other."""
    free = np.ones(said.shape[1], bool)
    exact = np.flatnonzero(low == high)
    said = said[exact]
    size, negative = abs(said), said.minimum(0)
    while True:
        open_ones = free.astype(float)
        number = size @ open_ones
        left = said @ (truth * open_ones)
        one_left = number == 1
        none_in_them = (number > 0) & (negative @ open_ones == 0) & (np.abs(left) < EXACT)
        plain = np.asarray(size[one_left | none_in_them].sum(axis=0)).ravel() > 0
        if not (plain & free).any():
            return free
        free &= ~plain


def _narrow_together(said, down, up, truth, wanted, width):
    """The same for unknowns that hang together: change from the truth, as far as it can go.

    Each solution says something of all targets, so few need a program of their own.
    """
    exact = down == up
    program = {
        "A_eq": said[exact] if exact.any() else None,
        "b_eq": down[exact] if exact.any() else None,
        "A_ub": sparse.vstack([said[~exact], -said[~exact]]) if not exact.all() else None,
        "b_ub": np.concatenate([up[~exact], -down[~exact]]) if not exact.all() else None,
        "bounds": np.column_stack([-truth, np.full(len(truth), np.inf)]),
    }
    least, most = np.zeros(wanted.shape[0]), np.zeros(wanted.shape[0])

    def go(direction):
        solved = linprog(-(wanted.T @ direction), method="highs", **program)
        if solved.x is None:  # no end to it, which cannot be: everybody is counted
            raise ArithmeticError(solved.message)
        change = wanted @ solved.x
        np.minimum(least, change, out=least)
        np.maximum(most, change, out=most)

    drawn = np.random.default_rng(0)
    is_open = np.ones(len(least), bool)
    for _each in range(DIRECTIONS):
        if not is_open.any():
            break
        signs = drawn.choice([-1.0, 1.0], len(least)) * is_open
        go(signs)
        go(-signs)
        is_open = most - least < width - EXACT
    for place in np.flatnonzero(is_open):
        for sign in (1.0, -1.0):
            if most[place] - least[place] < width - EXACT:
                go(sign * np.eye(1, len(least), place).ravel())
    return most - least < width - EXACT
