"""Groups of rows that look alike, large enough that nobody in them can be recognised.

A shielded value is a value of its own: rows are alike when they show the same and shield the same.
So whoever knows everything of somebody still has the whole group to choose from. Would a shielded
value count as alike with any other, (A, shielded) were alike with twenty (A, x), and yet be the
only row for somebody who is (A, y).
"""

from itertools import combinations

import numpy as np

HIDDEN = -1
# Tries all ways to shield up to so many columns, then columns one after the other.
MOST_WAYS = 600


def groups_of(codes):
    """(number of the group of each row, how many are in each) of an array rows × columns."""
    if not codes.shape[1]:
        return np.zeros(len(codes), int), np.array([len(codes)])
    key = np.zeros(len(codes), np.int64)
    for column in codes.T:
        _values, place = np.unique(column, return_inverse=True)
        _keys, key = np.unique(key * (place.max(initial=0) + 1) + place, return_inverse=True)
    return key, np.bincount(key)


def hide_until_alike(codes, weights, least, order):
    """The codes (rows × columns) with the fewest HIDDEN that this finds, so that at least `least`
    rows are alike. `weights`: how many cells of the files go with each column. `order`: draws
    which of equal rows. Raises ValueError with fewer rows than `least`.
    """
    if len(codes) < least:
        raise ValueError("too few rows")
    codes = codes.copy()
    group, sizes = groups_of(codes)
    loose = sizes[group] < least
    ways = _ways(weights)
    while loose.any():
        found = _best(codes, ways, least, order)
        if not found:
            _join_nearest(codes, loose, weights)
        for way, rows in found:
            codes[np.ix_(rows, way)] = HIDDEN
        group, sizes = groups_of(codes)
        loose = sizes[group] < least
    return codes


def _ways(weights):
    """[(cost of a row, columns to shield)], cheapest first."""
    places, found = range(len(weights)), []
    for number in range(1, len(weights) + 1):
        ways = [list(way) for way in combinations(places, number)]
        if len(found) + len(ways) > MOST_WAYS:
            cheap = sorted(places, key=lambda place: weights[place])
            found += [cheap[:more] for more in range(number, len(weights) + 1)]
            break
        found += ways
    return sorted(((sum(weights[p] for p in way), way) for way in found), key=lambda each: each[0])


def _best(codes, ways, least, order):
    """[(columns, rows)] to shield now, no row in two: cheapest first for each loose row helped."""
    group, sizes = groups_of(codes)
    members = np.split(np.lexsort((order, group)), np.cumsum(sizes)[:-1])
    looks = codes[[rows[0] for rows in members]]
    is_loose, offers, dearest = sizes < least, [], np.inf
    for cost, way in ways:
        if cost > dearest:
            break
        shown = looks.copy()
        shown[:, way] = HIDDEN
        together, _number = groups_of(shown)
        there = (looks == shown).all(axis=1)
        number, free, spare = (
            np.bincount(together, weights=weights)
            for weights in (
                sizes * is_loose,
                sizes * (there & ~is_loose),
                (sizes - least) * (~there & ~is_loose),
            )
        )
        lack = np.maximum(least - number - free, 0)
        for place in np.flatnonzero((number > 0) & (spare >= lack)):
            price = cost * (number[place] + lack[place]) / number[place]
            offers.append((price, len(offers), way, together, place, int(lack[place])))
            dearest = min(dearest, least * price)
    offers.sort(key=lambda offer: offer[:2])
    taken, chosen = np.zeros(len(sizes), bool), []
    for _price, _number, way, together, place, lack in offers:
        groups = np.flatnonzero(together == place)
        if taken[groups].any():
            continue
        mine = [members[each] for each in groups if is_loose[each]]
        for each in groups[np.argsort(-sizes[groups], kind="stable")]:
            if lack and not is_loose[each] and (looks[each, way] != HIDDEN).any():
                more = members[each][: min(lack, sizes[each] - least)]
                lack -= len(more)
                mine.append(more)
        # Nothing else of the same groups until they are counted anew.
        taken[groups] = True
        chosen.append((way, np.concatenate(mine)))
    return chosen


def _join_nearest(codes, loose, weights):
    """The first loose row with its like, and a whole group that differs from it the least."""
    group, sizes = groups_of(codes)
    start = np.flatnonzero(loose)[0]
    differs = codes != codes[start]
    cost = (differs * np.array(weights)).sum(axis=1) * (sizes[group] + sizes[group[start]])
    cost = np.where(group == group[start], np.inf, cost)
    other = int(np.argmin(cost))
    both = (group == group[start]) | (group == group[other])
    codes[np.ix_(both, np.flatnonzero(differs[other]))] = HIDDEN
