"""T14: whoever has several releases learns no more of a few than whoever has one."""

import random
from itertools import product
from operator import contains

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.answers.rows import Row
from surveys.disclosure.frame import frame_of
from surveys.disclosure.profiles import RELEASE
from surveys.disclosure.shapes import Content, Region, Rows, Stat, contents_together
from surveys.ledger import linear
from surveys.ledger.guard import clashes
from surveys.ledger.linear import System
from surveys.ledger.people import People
from surveys.ledger.shapes import Clash
from surveys.ledger.words import in_words
from tests.surveys.releases.attacker_of_releases import Attacker, finest
from tests.surveys.releases.frames import PART, asking, choices, frame
from tests.thorough import trials

LATER = (PART[0], 2)
VALUES = {"enough": "abcd", "size": "klmn", "trade": "xy"}
ASKED = asking({name: choices(*values) for name, values in VALUES.items()})
BANDS = {
    "size": ["k l m n", "kl mn", "k lmn", "klm n", "k lm n"],
    "enough": ["a b c d", "ab cd", "a bc d", "abc d"],
    "trade": ["x y"],
}


def banded(text):
    return [frozenset(band) for band in text.split()]


def whom(frame, region):
    """Places of respondents in a region."""
    columns = [frame.data[name].tolist() for name in region.variables]
    held = [values for _name, values in region.answers]
    return [
        place
        for place, (part, *given) in enumerate(zip(frame.parts, *columns, strict=True))
        if part in region.parts and all(map(contains, held, given))
    ]


def count(frame, region):
    return len(whom(frame, region))


def table(frame, parts, where, rows, columns=None):
    """A table that nothing can be computed from, as Content: {variable: bands} each.

    Where a number is small all of its kind are withheld: the cells, or the sums of rows or columns.
    """
    axes = rows | (columns or {})
    full = {name: [frozenset().union(*bands)] for name, bands in axes.items()}
    where = {name: frozenset(values) for name, values in where.items()}

    def regions(**bands):
        chosen = full | bands
        for held in product(*chosen.values()):
            answers = {name: v & where.get(name, v) for name, v in zip(chosen, held, strict=True)}
            yield Region.of(parts, where | answers)

    kinds = [list(regions()), *(list(regions(**{name: axes[name]})) for name in axes)]
    if columns:
        kinds.append(list(regions(**axes)))
    counted = [[(region, count(frame, region)) for region in kind] for kind in kinds]
    groups = [number for kind in (counted[0], *counted[2:3]) for _region, number in kind]
    if any(0 < number < 6 for number in groups):
        return Content()
    shown = [kind for kind in counted if not any(0 < number < 4 for _region, number in kind)]
    withheld = [kind for kind in counted if kind not in shown]
    return Content(
        tuple(Stat(region, number, number) for kind in shown for region, number in kind),
        tuple(region for kind in withheld for region, number in kind if number),
    )


@st.composite
def requests(draw):
    """(parts, filter, rows, columns)"""
    parts = draw(st.sampled_from([[PART], [PART, LATER], [LATER]]))
    where = draw(
        st.sampled_from([{}, {}, {"trade": "x"}, {"size": "kl"}, {"size": "klm"}, {"size": "lmn"}])
    )
    names = draw(st.sampled_from([["enough"], ["size"], ["enough", "size"], ["enough", "trade"]]))
    bands = [{name: banded(draw(st.sampled_from(BANDS[name])))} for name in names]
    return parts, where, *bands, *([None] if len(bands) == 1 else [])


def answered(seed):
    """A frame of 40 to 70 respondents of two parts, who do not all answer everything."""
    drawn = random.Random(seed)
    weights = {name: [drawn.random() ** 2 for _value in values] for name, values in VALUES.items()}

    def answers():
        return {
            name: drawn.choices(values, weights[name])[0]
            for name, values in VALUES.items()
            if drawn.random() > 0.04
        }

    numbers = {PART: drawn.randrange(25, 45), LATER: drawn.randrange(8, 30)}
    rows = [Row(part, answers()) for part, number in numbers.items() for _each in range(number)]
    return frame_of(ASKED, rows)


def released(frame, asked, *, guarded=True):
    """[(parts, filter, Content)] of the requests that were granted, one after the other."""
    ledger, granted = [], []
    for number, (parts, where, rows, columns) in enumerate(asked, 1):
        content = table(frame, parts, where, rows, columns)
        if content.stats and not (guarded and clashes(content, ledger, frame)):
            ledger.append((number, "Tabeller", content))
            granted.append((parts, where, content))
    return granted


def leaks(frame, granted):
    """What an attacker finds: [cell] of which too much is known, and populations too much alike."""
    contents = [content for _parts, _where, content in granted]
    parts = frame.number_in_parts
    values = {name: [*given, ""] for name, given in VALUES.items()}
    attacker = Attacker(contents, parts, values)
    for held, answers in finest(contents, parts, values) if contents else ():
        number = count(frame, Region.of(held, answers))
        if 0 < number < 4 and attacker.width(held, answers) < 4 - 1e-6:
            yield held, answers
    people = [set(whom(frame, Region.of(p, w))) for p, w, _content in granted]
    for one in people:
        for two in people:
            if 0 < len(one - two) < 6:
                yield "populations", len(one - two)


SEQUENCES = st.integers(0, 10**6), st.lists(requests(), min_size=5, max_size=5)


@settings(max_examples=trials(200, few=25), derandomize=True)
@given(*SEQUENCES)
def test_no_sequence_of_releases_gives_a_few_away(seed, asked):
    frame = answered(seed)
    assert list(leaks(frame, released(frame, asked))) == []


def test_without_the_guard_the_same_attacker_finds_them():
    found = []

    @settings(max_examples=12, derandomize=True, database=None)
    @given(*SEQUENCES)
    def attack(seed, asked):
        frame = answered(seed)
        found.append(any(True for _leak in leaks(frame, released(frame, asked, guarded=False))))

    attack()
    assert sum(found) >= 3


def firms():
    """31 workplaces by size, as in the report: one has 17 to 19 employees, another 20."""
    asked = asking({"size": choices("1-4", "5-9", "10-16", "17-19", "20-49", "50+")})
    numbers = {"1-4": 5, "5-9": 9, "10-16": 7, "17-19": 1, "20-49": 5, "50+": 4}
    return frame(asked, *((number, {"size": size}) for size, number in numbers.items()))


def by_size(firms, text):
    bands = [frozenset(band.split("|")) for band in text.split()]
    return table(firms, [PART], {}, {"size": bands})


TABLE_3 = "1-4 5-9 10-16|17-19 20-49 50+"
TABLE_4 = "1-4 5-9 10-16 17-19|20-49 50+"


def test_firms_banded_twice_are_refused():
    """Tables 3 and 4 of the report: each is fine, and together they tell of one firm how large."""
    three, four = by_size(firms(), TABLE_3), by_size(firms(), TABLE_4)
    assert three.hidden == four.hidden == ()
    assert clashes(three, [], firms()) == clashes(four, [], firms()) == []
    assert clashes(four, [(3, "Bedrifter", three)], firms()) == [
        Clash(3, "Bedrifter", "linear", ("size",))
    ]
    assert clashes(three, [(4, "Bedrifter", four)], firms())
    assert clashes(three, [(3, "Bedrifter", three)], firms()) == []


def test_an_office_is_not_found_by_taking_some_from_all():
    """Table 2 of the report and its footnote: all offices but one, and the sum of all."""
    numbers = {"b": 8, "c": 9, "d": 3, "e": 12}
    office = asking({"office": choices(*numbers), "enough": choices("a", "b")})
    answers = [(n // 2, {"office": o, "enough": "a"}) for o, n in numbers.items()]
    answers += [(n - n // 2, {"office": o, "enough": "b"}) for o, n in numbers.items()]
    offices = frame(office, *answers)
    everybody = table(offices, [PART], {}, {"enough": banded("a b")})
    but_one = table(offices, [PART], {"office": ["b", "c", "e"]}, {"enough": banded("a b")})
    found = clashes(but_one, [(1, "Alle", everybody)], offices)
    assert Clash(1, "Alle", "population", ("office",)) in found
    assert clashes(everybody, [(1, "De fleste", but_one)], offices)


def test_answers_that_came_later_are_released_by_whole_parts():
    """A part has at least six; what a release adds is never fewer."""
    few = frame_of(ASKED, [*rows_in(PART, 20), *rows_in(LATER, 5)])
    enough = frame_of(ASKED, [*rows_in(PART, 20), *rows_in(LATER, 8)])
    for found, is_refused in ((few, True), (enough, False)):
        first = table(found, [PART], {}, {"trade": banded("x y")})
        both = table(found, [PART, LATER], {}, {"trade": banded("x y")})
        kinds = {clash.kind for clash in clashes(both, [(1, "Først", first)], found)}
        assert ("population" in kinds) == is_refused


def rows_in(part, number):
    return [
        Row(part, {"trade": "xy"[place % 2], "enough": "ab"[place % 2]}) for place in range(number)
    ]


def test_groups_of_two_tables_are_not_subtracted_from_each_other():
    """Five of one band answered all the same: no number is small, and still it is told of five."""
    found = frame(
        ASKED,
        *[(8, {"size": "k", "enough": "a"}), (8, {"size": "k", "enough": "b"})],
        *[(5, {"size": "l", "enough": "a"})],
        *[(8, {"size": "m", "enough": "a"}), (8, {"size": "m", "enough": "b"})],
    )
    one = table(found, [PART], {}, {"enough": banded("a bcd")}, {"size": banded("kl mn")})
    two = table(found, [PART], {}, {"enough": banded("a bcd")}, {"size": banded("k lmn")})
    assert one.hidden == two.hidden == ()
    assert Clash(1, "T", "population", ("enough", "size")) in clashes(two, [(1, "T", one)], found)


def test_two_tables_of_one_release_are_held_against_each_other():
    both = [by_size(firms(), TABLE_3), by_size(firms(), TABLE_4)]
    assert clashes(contents_together(both), [], firms()) == [Clash(0, "", "linear", ("size",))]


def rows_of(*names, identifying, parts=(PART,)):
    bands = {name: tuple(map(frozenset, VALUES[name])) for name in names}
    return Content(rows=(Rows(Region.of(parts), bands, frozenset(identifying)),))


def crossed():
    """Everybody is one of at least six by size and by trade; by both there are two."""
    answers = [("k", "x", 8), ("k", "y", 2), ("l", "x", 2), ("l", "y", 8)]
    return frame(
        ASKED,
        *[
            (number // 2, {"size": size, "trade": trade, "enough": enough})
            for size, trade, number in answers
            for enough in "ab"
        ],
    )


def test_rows_that_can_be_joined_are_looked_at_as_if_they_were():
    one = rows_of("enough", "size", identifying=["size"])
    two = rows_of("enough", "trade", identifying=["trade"])
    alone = rows_of("trade", identifying=["trade"])
    earlier = [(1, "Størrelse", one)]
    assert clashes(two, earlier, crossed()) == [Clash(1, "Størrelse", "columns", ("size", "trade"))]
    assert clashes(alone, earlier, crossed()) == []
    assert clashes(one, earlier, crossed()) == []


def test_rows_are_joined_over_a_third_release():
    one = rows_of("enough", "size", identifying=["size"])
    between = rows_of("enough", identifying=[])
    two = rows_of("enough", "trade", identifying=["trade"])
    earlier = [(1, "a", one), (2, "b", between)]
    assert {clash.number for clash in clashes(two, earlier, crossed())} == {1}


def test_joined_rows_in_which_all_who_are_alike_answered_the_same_are_refused():
    found = frame(ASKED, (7, {"size": "k", "enough": "a", "trade": "x"}), (7, {"size": "l"}))
    one = rows_of("enough", "size", identifying=["size"])
    two = rows_of("enough", "size", "trade", identifying=["size"])
    assert [clash.kind for clash in clashes(two, [(1, "a", one)], found)] == ["columns"]


def test_a_table_that_withholds_something_does_not_stand_beside_its_rows():
    hidden = table(crossed(), [PART], {}, {"size": banded("k l")}, {"trade": banded("x y")})
    assert hidden.hidden
    same = rows_of("size", "trade", "enough", identifying=["size"])
    other = rows_of("size", "enough", identifying=["size"])
    kinds = lambda a, b: {clash.kind for clash in clashes(a, [(1, "a", b)], crossed())}  # noqa: E731
    assert "rows" in kinds(hidden, same) and "rows" in kinds(same, hidden)
    assert kinds(hidden, other) == kinds(other, hidden) == set()
    itself = clashes(contents_together([hidden, same]), [], crossed())
    assert Clash(0, "", "rows", ("size", "trade")) in itself


@pytest.mark.parametrize("number, is_refused", [(12, False), (14, True), (17, True), (18, False)])
def test_a_few_more_texts_of_a_question_are_refused(number, is_refused):
    def texts(number):
        return Content(texts=((PART[0], "more", number),))

    found = clashes(texts(number), [(1, "Svar", texts(12))], crossed())
    assert found == ([Clash(1, "Svar", "texts", ("more",))] if is_refused else [])


def test_releases_of_other_answers_have_nothing_to_do_with_each_other():
    found = frame_of(ASKED, [*rows_in(PART, 20), *rows_in(LATER, 8)])
    one = table(found, [PART], {}, {"trade": banded("x y")})
    two = table(found, [LATER], {}, {"trade": banded("xy")})
    assert clashes(two, [(1, "a", one)], found) == []


RING = {"a": "ij", "b": "kl", "c": "mn"}


def ring():
    """Whoever said i said k, and whoever said j said l: so a with c is b with c."""
    asked = asking({name: choices(*values) for name, values in RING.items()})
    answers = [("i", "k", "m", 2), ("i", "k", "n", 10), ("j", "l", "m", 10), ("j", "l", "n", 10)]
    return frame(asked, *[(number, {"a": a, "b": b, "c": c}) for a, b, c, number in answers])


def said_of(found, *names):
    """Every number of a table of two questions."""
    cells = product(*(RING[name] for name in names))
    regions = [Region.of([PART], dict(zip(names, cell, strict=True))) for cell in cells]
    return Content(tuple(Stat(each, count(found, each), count(found, each)) for each in regions))


def exposed(found, contents, hidden):
    contents = [*contents, Content(hidden=(hidden,))]
    system = System(contents, People(found))
    narrow = system.too_narrow(contents, system.targets(RELEASE), RELEASE)
    return hidden in {target.region for target in narrow}


def test_what_follows_from_a_ring_of_tables_is_found_when_they_are_too_large_for_one(monkeypatch):
    found, hidden = ring(), Region.of([PART], {"a": "i", "c": "m"})
    two = [said_of(found, "a", "b"), said_of(found, "b", "c")]
    assert exposed(found, two, hidden)
    monkeypatch.setattr(linear, "JOINT", 1)
    assert exposed(found, two, hidden)
    assert not exposed(found, two[:1], hidden) and not exposed(found, two[1:], hidden)
    # As it was: each table for itself, and they agree in what they share.
    monkeypatch.setattr(linear, "_in_a_tree", lambda sets, refinement: sets)
    assert not exposed(found, two, hidden)


def test_what_is_too_large_to_be_looked_at_is_refused_in_words(monkeypatch):
    found = ring()
    monkeypatch.setattr(linear, "JOINT", 1)
    monkeypatch.setattr(linear, "MOST_CELLS", 3)
    clash = Clash(0, "", "large", ("a", "b"))
    assert clash in clashes(said_of(found, "a", "b"), [], found)
    assert "“a”" in in_words(clash, asking({"a": choices("i"), "b": choices("k")}))
