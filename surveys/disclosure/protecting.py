"""A table as it may be shown: what is small is put together or withheld, and so is what gives it
away.
"""

from surveys.disclosure.categories import checked
from surveys.disclosure.cuts import ALL
from surveys.disclosure.one_way import of_one_way
from surveys.disclosure.shapes import Content, Region, Stat
from surveys.disclosure.trying import withheld
from surveys.disclosure.two_ways import of_two_ways


def protected(frame, cut, profile, beside=()):
    """The table as it may be shown. `beside`: [Protected] that are shown too, of the same question
    and respondents by other background questions; those of other questions are passed over.

    Raises NotAPartition for categories that leave an answer out, or have one twice.
    """
    checked(frame, cut)
    left_out = frame.count(Region.of(cut.region.parts)) - frame.count(cut.region)
    if 0 < left_out < profile.group_min:
        return withheld(cut, "group")
    if cut.columns is None:
        return of_one_way(frame, cut, profile)
    return of_two_ways(frame, cut, profile, beside)


def all_protected(frame, cuts, profile):
    """[Protected] of tables that are shown together, each safe beside those before it."""
    found = []
    for cut in cuts:
        found.append(protected(frame, cut, profile, found))
    return found


def said_by(frame, protected):
    """The Content of a table: its numbers, how many answers there are, and what it withholds."""
    cut, cells = protected.cut, protected.cells or dict.fromkeys(_cells_of(protected.cut))
    everybody = Region.of(cut.region.parts)
    shown = [
        *((everybody, frame.count(everybody)),),
        *((cut.cell(*place), number) for place, number in cells.items() if number is not None),
    ]
    stats = tuple(Stat(region, number, number) for region, number in shown)
    hidden = tuple(cut.cell(*place) for place, number in cells.items() if number is None)
    return Content(stats=stats, hidden=hidden)


def _cells_of(cut):
    rows = [*range(len(cut.rows.categories)), ALL]
    columns = [ALL] if cut.columns is None else [*range(len(cut.columns.categories)), ALL]
    return [(row, column) for row in rows for column in columns]
