"""Groups of whom something is said: what is left when one is taken from others is never a few."""

from itertools import combinations
from math import comb

import numpy as np

from surveys.disclosure.shapes import Region

MOST_SUMS = 50_000  # that are tried for the groups of one question
EXACT = 1e-7


def populations(content, people):
    """{Region} that the release is about: the filter of its tables, and of whom its rows are."""
    found = {people.narrowing(rows.region) for rows in content.rows}
    by_parts = {}
    for region in (*(stat.region for stat in content.stats), *content.hidden):
        by_parts.setdefault(region.parts, set()).add(region)
    for parts, regions in by_parts.items():
        found.add(people.narrowing(Region(parts, _in_common(regions))))
    return found


def _in_common(regions):
    """What holds for everybody in any of these: ((variable, values), …)"""
    common = set.intersection(*(set(region.variables) for region in regions))
    values = dict.fromkeys(sorted(common), frozenset())
    for region in regions:
        for name, given in region.answers:
            if name in common:
                values[name] |= given
    return tuple(values.items())


def is_of_few(content, people, group_min):
    """The variables by which fewer than `group_min` were chosen, or None."""
    for region in populations(content, people):
        if 0 < people.count(region) < group_min:
            return region.variables
    return None


def differ_by_few(content, other, people, group_min):
    """The variables by which people of two releases differ who are fewer than `group_min`, or None.

    Both ways: who is in the one and not in the other.
    """
    for one in populations(content, people):
        for two in populations(other, people):
            ours, theirs = people.within(one), people.within(two)
            for rest in (ours & ~theirs, theirs & ~ours):
                if 0 < np.count_nonzero(rest) < group_min:
                    return tuple(sorted({*one.variables, *two.variables}))
    return None


def groups(content, people):
    """{question: {Region}}: of whom it is told how they answered this question."""
    found = {}
    for stat in content.stats:
        for name in stat.region.variables:
            rest = tuple(each for each in stat.region.answers if each[0] != name)
            found.setdefault(name, set()).add(people.narrowing(Region(stat.region.parts, rest)))
    return found


def few_by_sums(content, other, people, group_min):
    """The variables of which groups of both releases together, and not those of one, single out
    fewer than `group_min` by sums and differences; or None.
    """
    ours, theirs = groups(content, people), groups(other, people)
    for question in sorted(ours.keys() & theirs.keys()):
        together = ours[question] | theirs[question]
        for names in _widest({region.variables for region in together}):
            one, two = (_of(regions, names) for regions in (ours[question], theirs[question]))
            if one <= two or two <= one:
                continue
            few = _few(one | two, people, group_min)
            if few and few - _few(one, people, group_min) - _few(two, people, group_min):
                return (question, *names)
    return None


def _widest(sets):
    """Those sets of names that are part of no other."""
    return sorted(one for one in sets if not any(set(one) < set(two) for two in sets))


def _of(regions, names):
    return frozenset(region for region in regions if set(region.variables) <= set(names))


def _few(regions, people, group_min):
    """{bytes: the people} of fewer than `group_min` whose sum is a sum of these groups and parts.

    By the sizes of those who are in the same groups, so by what is so and not by what an attacker
    knows: who is nowhere need not be known of.
    """
    parts = {Region.of([part]) for region in regions for part in region.parts}
    within = np.array([people.within(region) for region in sorted({*regions, *parts}, key=repr)])
    kinds, kind_of, sizes = np.unique(within, axis=1, return_inverse=True, return_counts=True)
    chosen_ones = _spanned(kinds.astype(float), sizes, group_min)
    kind_of = kind_of.reshape(-1)
    return {np.isin(kind_of, chosen).tobytes() for chosen in chosen_ones}


def _spanned(kinds, sizes, group_min):
    """[(column, …)] of `kinds`, together fewer than `group_min` people, in the span of its rows."""
    _left, strengths, right = np.linalg.svd(kinds)
    unknown = right[np.count_nonzero(strengths > EXACT) :].T  # for each column: what is not told
    small = np.flatnonzero((sizes < group_min) & kinds.any(axis=0))
    most = min(group_min - 1, len(small))
    while most > 1 and comb(len(small), most) > MOST_SUMS:
        most -= 1
    return [
        chosen
        for number in range(1, most + 1)
        for chosen in combinations(small, number)
        if sizes[list(chosen)].sum() < group_min
        and np.abs(unknown[list(chosen)].sum(axis=0)).max(initial=0) < EXACT
    ]
