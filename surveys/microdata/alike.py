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
        found = _best(codes, loose, ways, least, order)
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


def _best(codes, loose, ways, least, order):
    """[(columns, rows)] to shield now, no row in two: cheapest first for each loose row helped."""
    _group, sizes = groups_of(codes)
    group = _group
    offers = []
    for cost, way in ways:
        if offers and cost > least * min(offer[0] for offer in offers):
            break
        shown = codes.copy()
        shown[:, way] = HIDDEN
        together, _sizes = groups_of(shown)
        number = np.bincount(together, weights=loose, minlength=together.max() + 1).astype(int)
        # Rows that shield just this already are there at no cost.
        there = (codes == shown).all(axis=1)
        free = np.bincount(together, weights=there & ~loose, minlength=len(number)).astype(int)
        spare = _spare(together, group, sizes, loose | there, least)
        lack = np.maximum(least - number - free, 0)
        for place in np.flatnonzero((number > 0) & (spare >= lack)):
            total = number[place] + lack[place]
            offers.append((cost * total / number[place], len(offers), way, together, place, lack))
    offers.sort(key=lambda offer: offer[:2])
    taken, left, chosen = np.zeros(len(codes), bool), sizes.copy(), []
    rows_in = {}
    for _price, _number, way, together, place, lack in offers:
        key = id(together)
        if key not in rows_in:
            sort = np.argsort(together, kind="stable")
            starts = np.searchsorted(together[sort], np.arange(together.max() + 2))
            rows_in[key] = sort, starts
        sort, starts = rows_in[key]
        rows = sort[starts[place] : starts[place + 1]]
        mine = rows[loose[rows]]
        if taken[rows].any():
            continue
        more = _donors(rows[~loose[rows]], codes, way, group, left, lack[place], least, order)
        if more is None:
            continue
        left -= np.bincount(group[more], minlength=len(left))
        mine = np.concatenate([mine, more]).astype(int)
        # Nothing else of the same rows until their groups are counted anew.
        taken[rows] = True
        chosen.append((way, mine))
    return chosen


def _spare(together, group, sizes, excluded, least):
    """How many rows each group-to-be can take from groups that are large enough without them."""
    rows = np.flatnonzero(~excluded)
    spare = np.zeros(together.max() + 1, int)
    first = np.unique(group[rows], return_index=True)[1]
    firsts = rows[first]
    np.add.at(spare, together[firsts], np.maximum(sizes[group[firsts]] - least, 0))
    return spare


def _donors(rows, codes, way, group, left, lack, least, order):
    rows = rows[(codes[np.ix_(rows, way)] != HIDDEN).any(axis=1)] if len(rows) else rows
    found = []
    for row in rows[np.argsort(order[rows])] if lack else ():
        if len(found) == lack:
            break
        taken = sum(group[other] == group[row] for other in found)
        if left[group[row]] - taken > least:
            found.append(row)
    return np.array(found, int) if len(found) == lack else None


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
