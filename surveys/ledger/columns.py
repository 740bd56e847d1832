"""Rows of the same respondents: what can be joined on their answers, and tables beside rows."""

import numpy as np
import pandas as pd

from surveys.ledger.people import UNANSWERED


def joined_with(rows, others):
    """Those of `others` that can be joined with these rows, at once or by way of each other."""
    joined, waiting = [], [rows]
    while waiting:
        one = waiting.pop()
        found = [each for each in others if each not in joined and _share_answers(one, each)]
        joined += found
        waiting += found
    return joined


def _share_answers(one, two):
    """Whether they have a column of the same respondents in common that identifies nobody."""
    common = one.bands.keys() & two.bands.keys() - (one.identifying & two.identifying)
    return bool(common) and bool(one.region.parts & two.region.parts)


def identified_by(rows, joined, people, group_min):
    """The variables by which fewer than `group_min` are alike, or whose answers all of those who
    are alike gave, when these rows are joined; or None. Only of respondents who are in `rows`.
    """
    everything = [rows, *joined]
    inside = np.array([people.within(each.region) for each in everything])
    mine = np.flatnonzero(inside[0] & inside[1:].any(axis=0))
    if not len(mine):
        return None
    columns = {"": pd.Series(map(bytes, inside[:, mine].T), index=mine)}
    identifying = sorted(frozenset().union(*(each.identifying for each in everything)))
    sensitive = sorted({name for each in everything for name in each.bands} - {*identifying})
    for name in identifying:
        bands = [band for each in everything for band in each.bands.get(name, ())]
        columns[name] = _banded(people, name, bands)[mine]
    alike = pd.DataFrame(columns).groupby(list(columns), sort=False).ngroup().to_numpy()
    if np.bincount(alike).min() < group_min:
        return tuple(identifying)
    for name in sensitive:
        for each in everything:
            if name in each.bands and _is_told(people, each, name, alike, mine):
                return (*identifying, name)
    return None


def _banded(people, name, bands):
    """For each respondent the bands that the answer is in, as a number."""
    held = [[value in band for band in bands] for value in people.values(name)]
    _rows, number = np.unique(np.array(held, bool), axis=0, return_inverse=True)
    return number.reshape(-1)[people.codes(name)]


def _is_told(people, rows, name, alike, mine):
    """Whether everybody who answered in some group of those who are alike gave one answer."""
    answered = ~np.isin(np.array(people.values(name)), list(UNANSWERED))[people.codes(name)[mine]]
    given = pd.DataFrame({"alike": alike, "answer": _banded(people, name, rows.bands[name])[mine]})[
        answered
    ]
    return bool((given.groupby("alike")["answer"].nunique() == 1).any())


def tables_beside(content, rows, shields):
    """The variables of a table in `content` that says more of the respondents of `rows` than these
    do, or None: of two variables and more, with cells that are withheld or answers that are put
    together more finely, or of a variable of which rows shield a value (`shields`).

    A table of one variable is held against them by the bounds that rows set.
    """
    columns = rows.bands.keys()
    told = [(region, True) for region in content.hidden]
    told += [(stat.region, False) for stat in content.stats]
    for region, is_hidden in told:
        names = set(region.variables)
        if len(names) < 2 or not names <= columns or not region.parts & rows.region.parts:
            continue
        is_finer = any(not _is_made_of(values, rows.bands[n]) for n, values in region.answers)
        if is_hidden or is_finer or names & shields:
            return region.variables
    return None


def _is_made_of(values, bands):
    return all(band <= values or not band & values for band in bands)


def shielded_in(content):
    """{variable} of which the rows of a release withhold values: only bounds are told of it."""
    return {
        name for stat in content.stats if stat.low < stat.high for name in stat.region.variables
    }
