"""May it go out beside everything that is out already? What cannot is refused, and it is said why.

`frame` holds all parts and all variables that any of the releases says something of. Runs in the
worker only.
"""

from surveys.disclosure.profiles import RELEASE
from surveys.ledger.columns import identified_by, joined_with, shielded_in, tables_beside
from surveys.ledger.linear import System, TooManyCells
from surveys.ledger.people import People
from surveys.ledger.populations import differ_by_few, few_by_sums, is_of_few
from surveys.ledger.shapes import COLUMNS, LARGE, LINEAR, POPULATION, ROWS, TEXTS, Clash

ITSELF = (0, "")


def clashes(content, earlier, frame, profile=RELEASE):
    """[Clash] of a Content with earlier releases, [(number, title, Content)], and with itself.

    Empty where nobody who has all of them can compute a small cell, tell two groups apart that
    differ by a few, or recognise one of a few by what stands in two files.
    """
    people = People(frame)
    found = set()
    for number, title, other in earlier:
        found |= {
            Clash(number, title, kind, names)
            for kind, names in _with(content, other, people, profile)
        }
    names = is_of_few(content, people, profile.group_min)
    if names is not None:
        found.add(Clash(*ITSELF, POPULATION, names))
    names = _table_beside_rows(content, content)
    if names is not None:
        found.add(Clash(*ITSELF, ROWS, names))
    found |= set(_joined(content, earlier, people, profile))
    try:
        found |= set(_computed(content, earlier, people, profile))
    except TooManyCells as refused:  # what cannot be looked at as a whole does not go out
        found.add(Clash(*ITSELF, LARGE, refused.variables))
    return sorted(found)


def _with(content, other, people, profile):
    """(kind, variables) of everything that makes one clash with one other."""
    if content.parts & other.parts:
        names = differ_by_few(content, other, people, profile.group_min)
        if names is None:
            names = few_by_sums(content, other, people, profile.group_min)
        if names is not None:
            yield POPULATION, names
    for one, two in ((content, other), (other, content)):
        names = _table_beside_rows(one, two)
        if names is not None:
            yield ROWS, names
    if names := _texts(content, other, profile.group_min):
        yield TEXTS, names


def _table_beside_rows(tables, content):
    shields = shielded_in(content)
    for rows in content.rows:
        names = tables_beside(tables, rows, shields)
        if names is not None:
            return names
    return None


def _texts(content, other, group_min):
    """Questions of which the one has a few texts that the other has not."""
    had = {(wave, item): number for wave, item, number in other.texts}
    return tuple(
        sorted(
            item
            for wave, item, number in content.texts
            if 0 < abs(number - had.get((wave, item), number)) < group_min
        )
    )


def _joined(content, earlier, people, profile):
    """A Clash for each release whose rows can be joined with these, so that some are recognised."""
    others = [(number, title, rows) for number, title, other in earlier for rows in other.rows]
    for rows in content.rows:
        joined = joined_with(rows, [each for _number, _title, each in others])
        if identified_by(rows, joined, people, profile.group_min) is None:
            continue
        named = [other for other in others if other[2] in joined]
        alone = [
            other
            for other in named
            if identified_by(rows, [other[2]], people, profile.group_min) is not None
        ]
        for number, title, other in alone or named:
            names = rows.identifying | other.identifying
            yield Clash(number, title, COLUMNS, tuple(sorted(names)))


def _computed(content, earlier, people, profile):
    """A Clash for each release together with which a small number can be computed."""
    contents = [each for _number, _title, each in earlier]
    system = System([*contents, content], people)
    targets = system.targets(profile)
    narrow = system.too_narrow([*contents, content], targets, profile)
    known = system.too_narrow(contents, narrow, profile) if narrow else []
    narrow = [target for target in narrow if target not in known]
    alone = system.too_narrow([content], narrow, profile) if narrow else []
    for target in alone:
        yield Clash(*ITSELF, LINEAR, target.region.variables)
    narrow = [target for target in narrow if target not in alone]
    with_one = []
    for number, title, other in earlier if narrow else ():
        with_one += [
            Clash(number, title, LINEAR, target.region.variables)
            for target in system.too_narrow([other, content], narrow, profile)
        ]
    yield from with_one or _with_all(earlier, narrow)


def _with_all(earlier, narrow):
    """It takes several of them."""
    for target in narrow:
        for number, title, other in earlier:
            said = {name for stat in other.stats for name in stat.region.variables}
            if said & set(target.region.variables):
                yield Clash(number, title, LINEAR, target.region.variables)
