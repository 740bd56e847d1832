"""A table as it may be shown: what is small is put together or withheld, and so is what gives it
away.
"""

from dataclasses import replace

from surveys.disclosure.categories import checked
from surveys.disclosure.cuts import ALL, Cut
from surveys.disclosure.one_way import of_one_way
from surveys.disclosure.population import Population
from surveys.disclosure.reader import linked
from surveys.disclosure.shapes import Content, Stat
from surveys.disclosure.trying import withheld
from surveys.disclosure.two_ways import of_two_ways


def protected(frame, cut, profile, beside=()):
    """The table as it may be shown. `beside`: [Protected] that are shown too; those of other
    respondents, and of questions that have nothing to do with it, are passed over.

    Raises NotAPartition for categories that leave an answer out, or have one twice.
    """
    return _protected(Population(frame, cut.region), cut, profile, beside)


def all_protected(frame, cuts, profile):
    """[Protected] of tables that are shown together, each safe beside the others."""
    populations = {cut.region: Population(frame, cut.region) for cut in cuts}
    found = {}
    for is_crossed in (False, True):
        for at, cut in enumerate(cuts):
            if (cut.columns is not None) == is_crossed:
                people = populations[cut.region]
                found[at] = _protected(people, cut, profile, [*found.values()])
    return [found[at] for at in range(len(cuts))]


def _protected(people, cut, profile, beside):
    checked(cut, people.variables)
    if 0 < people.left_out < profile.group_min:
        return withheld(cut, "group")
    shown = [each for each in beside if each.cut.region == cut.region and not each.why_not]
    related = linked(people, cut.rows.variable)
    if cut.columns is None:
        near = [each for each in shown if _crosses(each, related)]
        return of_one_way(people, cut, profile, near)
    alone = _alone(people, replace(cut, columns=None), profile, beside)
    background = _alone(people, Cut(cut.region, cut.columns), profile, beside)
    near = [each for each in shown if _crosses(each, related, cut.columns.variable)]
    if None in alone.cells.values():
        near += [each for each in shown if each.cut.columns and _rows_of(each) == _rows_of(alone)]
    return of_two_ways(people, cut, profile, alone, background, near)


def _rows_of(table):
    return table.cut.rows.variable


def _crosses(table, names, background=None):
    """Whether it is of one of these questions, alone or by this background question."""
    columns = table.cut.columns
    return _rows_of(table) in names and (columns is None or columns.variable == background)


def _alone(people, cut, profile, beside):
    """The table of one question, as it is shown beside or would be."""
    single = [each for each in beside if each.cut.columns is None]
    for each in single:
        if each.cut.region == cut.region and _rows_of(each) == cut.rows.variable:
            return each
    return _protected(people, cut, profile, single)


def said_by(frame, protected):
    """The Content of a table: its numbers, how many answers there are, and what it withholds.

    Of a choice of respondents it does not say how many there are.
    """
    cut, cells = protected.cut, protected.cells or dict.fromkeys(_cells_of(protected.cut))
    shown = [(cut.cell(*place), number) for place, number in cells.items() if number is not None]
    if not cut.region.answers:
        shown.insert(0, (cut.region, frame.count(cut.region)))
    stats = tuple(Stat(region, number, number) for region, number in shown)
    hidden = tuple(cut.cell(*place) for place, number in cells.items() if number is None)
    return Content(stats=stats, hidden=hidden)


def _cells_of(cut):
    """Places of all that is withheld with a table; a question's sums belong to its table alone."""
    rows = range(len(cut.rows.categories))
    if cut.columns is None:
        return [(row, ALL) for row in [*rows, ALL]]
    return [(row, column) for row in rows for column in range(len(cut.columns.categories))]
