"""No figure a county contact can fetch, and no sum or difference, tells of one to five people.

The solver (solver.py) knows nothing of how figures are made or withheld. It is given what stands on
the pages, as equations over groups it does not know: at each office, who is followed closely or
not, has a mentor or not, has a helper or not (eight atoms), and all of it for each half-year.

It proves, for each world that is tried:
- no union of these atoms, at one office or at several, has a size of one to five that follows;
- none of the groups that a sentence can name ("with a mentor and not followed closely") is even
  known to have between one and five people;
- nor who came, stayed or left from one half-year to the next.

A total says nothing new where it is the sum of the offices shown. Offices share no other figure, so
a size at several of them follows only where it follows at each. Where the total is not that sum,
what is left of it is a figure of those that are withheld. Meetings, barriers and agreed room are
no people and are not in it. That it finds what there is to find is shown with the protection off.
"""

import datetime
import random
import re
from html.parser import HTMLParser
from itertools import pairwise, product

import pytest

from insight.county import disclosure
from insight.county.halves import halves_over
from insight.models import HalfYear
from insight.protection import is_safe
from tests.factories import make_half_year, make_office
from tests.insight.solver import largest, small_groups, small_ranges

TRAITS = "Followed closely", "With a mentor", "With a helper"
BASE = "Followed up"
FIELDS = "closely", "with_mentor", "with_helper"
ATOMS = list(product([False, True], repeat=3))
TOGETHER = "The offices shown here together"
WORLDS = 25
TODAY = datetime.date(2026, 11, 25)
# Pages for a county contact that have a table. One more fails until its figures are in here.
WITH_FIGURES = r"/insight/county/(\d+-\d/)?|/reflection/barriers/"


class Tables(HTMLParser):
    """Rows of the tables of a page, as ({column: text}, name of the row); links beside."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.links, self.tables = [], [], 0
        self.cell = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "a":
            self.links.append(attrs.get("href", ""))
        self.tables += tag == "table"
        if tag == "tr":
            self.rows.append({})
        if tag in ("td", "th") and self.rows:
            self.cell = attrs.get("data-label", "name")

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.cell = None

    def handle_data(self, text):
        if self.cell and text.strip():
            self.rows[-1][self.cell] = self.rows[-1].get(self.cell, "") + text.strip()


@pytest.fixture
def reader(log_in, kari):
    """Kari, who reads English; every page of hers."""
    kari.user.language = "en"
    kari.user.save()
    return log_in(kari)


def figures_of(client):
    """{half-year: {office: {column: number}}} of all pages with conditions; TOGETHER is a row."""
    first = Tables(client.get("/insight/county/").content.decode())
    others = {link for link in first.links if re.fullmatch(r"/insight/county/\d+-\d/", link)}
    pages = {"newest": first}
    pages |= {link: Tables(client.get(link).content.decode()) for link in sorted(others)}
    return {half: _rows(page) for half, page in pages.items()}


def _rows(page):
    named = [row for row in page.rows if BASE in row]
    return {row["name"]: {key: int(row[key]) for key in (BASE, *TRAITS)} for row in named}


def what_can_be_found(figures):
    """Every group of one to five people that these figures give away, in words."""
    found = []
    for half, rows in figures.items():
        rows = dict(rows)
        total = rows.pop(TOGETHER, None)
        for office, row in rows.items():
            found += [(half, office, *each) for each in _at_one_office(row)]
        if total and any(total[key] != sum(row[key] for row in rows.values()) for key in total):
            found += [
                (half, "those that are withheld", *each) for each in _of_the_rest(total, rows)
            ]
    for earlier, later in pairwise(sorted(figures)):
        for office in sorted(figures[earlier].keys() & figures[later].keys() - {TOGETHER}):
            rows = figures[earlier][office], figures[later][office]
            found += [(earlier, later, office, *each) for each in _from_one_to_the_next(*rows)]
    return found


def _equations(row):
    """Of one office: everybody, and those with each trait."""
    atoms = range(len(ATOMS))
    traits = [(tuple(a for a in atoms if ATOMS[a][n]), row[key]) for n, key in enumerate(TRAITS)]
    return ((tuple(atoms), row[BASE]), *traits)


def _at_one_office(row):
    equations = _equations(row)
    found = small_groups(len(ATOMS), equations)
    return found or small_ranges(len(ATOMS), equations, SENTENCES)


def _sentences():
    """Groups such as "with a mentor, not followed closely": each trait with, without, either."""
    for wanted in product([None, False, True], repeat=3):
        yield tuple(
            number
            for number, atom in enumerate(ATOMS)
            if all(want in (None, has) for want, has in zip(wanted, atom, strict=True))
        )


SENTENCES = list(_sentences())


def _of_the_rest(total, rows):
    """A total over all offices less those shown is a figure of the withheld ones together."""
    return _at_one_office({k: total[k] - sum(row[k] for row in rows.values()) for k in total})


def _from_one_to_the_next(earlier, later):
    """People by where they were: not there, there without, or there with the trait; twice."""
    states = [pair for pair in product(range(3), repeat=2) if pair != (0, 0)]
    found = []
    for trait in TRAITS:
        equations = []
        for when, row in enumerate([earlier, later]):
            there = tuple(n for n, pair in enumerate(states) if pair[when] > 0)
            having = tuple(n for n, pair in enumerate(states) if pair[when] == 2)
            equations += [(there, row[BASE]), (having, row[trait])]
        found += small_groups(len(states), tuple(equations))
    return found


def a_world(dice, kari, offices=5):
    """Offices of the county with people drawn for four half-years; few of them, as that is hard."""
    HalfYear.objects.all().delete()
    places = [make_office(county=kari.county) for _ in range(offices)]
    for place in places:
        for half in halves_over(TODAY, 4):
            make_half_year(place, half, **_numbers(dice))
    return places


def _numbers(dice):
    followed = dice.choice([0, dice.randint(1, 12), dice.randint(6, 60)])
    shares = [dice.choice([0, 0.2, 0.5, 0.8, 1]) for _ in FIELDS]
    people = [[dice.random() < share for share in shares] for _ in range(followed)]
    return {"followed": followed} | {
        name: sum(person[n] for person in people) for n, name in enumerate(FIELDS)
    }


def test_nothing_is_found_in_random_worlds(reader, kari):
    dice = random.Random(7)
    shown = withheld = 0
    for _ in range(WORLDS):
        a_world(dice, kari)
        figures = figures_of(reader)
        assert what_can_be_found(figures) == []
        lines = sum(len(rows.keys() - {TOGETHER}) for rows in figures.values())
        shown, withheld = shown + lines, withheld + 20 - lines
    # Both must be many, or nothing was tried.
    assert shown > 50 and withheld > 50


def test_every_page_with_a_table_is_among_those_that_were_read(reader, kari):
    a_world(random.Random(1), kari)
    waiting, seen = ["/insight/county/"], set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = reader.get(path)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            assert answer.status_code != 200, f"{path} is a file: read it for figures too"
            continue
        page = Tables(answer.content.decode())
        assert not page.tables or re.fullmatch(WITH_FIGURES, path), f"{path} has a table"
        inside = (link for link in page.links if re.match(r"/(insight|reflection)/", link))
        waiting += {link.partition("?")[0] for link in inside} - seen - set(waiting)
    assert {"/insight/county/", "/reflection/barriers/", "/reflection/panel/county/"} <= seen


# That the solver finds what there is


def only_themselves(row):
    """Looks at the numbers shown, and not at what is left of those they are among."""
    return row.followed >= 6 and all(is_safe(getattr(row, name)) for name in FIELDS)


def only_what_is_left(row):
    return row.followed >= 6 and all(is_safe(row.followed - getattr(row, n)) for n in FIELDS)


@pytest.mark.parametrize("rule", [lambda row: True, only_themselves, only_what_is_left])
def test_it_finds_groups_where_a_rule_is_missing(reader, kari, monkeypatch, rule):
    monkeypatch.setattr(disclosure, "may_be_shown", rule)
    a_world(random.Random(3), kari)
    assert what_can_be_found(figures_of(reader))


def test_it_finds_who_is_withheld_where_a_total_is_over_all_offices(reader, kari, monkeypatch):
    for place, closely in zip(a_world(random.Random(3), kari, 3), [8, 9, 2], strict=True):
        HalfYear.objects.filter(office=place).update(
            followed=20, closely=closely, with_mentor=10, with_helper=0
        )
    assert what_can_be_found(figures_of(reader)) == []
    total, of_each = disclosure._total, HalfYear.objects.order_by("pk")[::4]
    monkeypatch.setattr(disclosure, "_total", lambda rows: total(of_each))
    found = what_can_be_found(figures_of(reader))
    assert {size for *_where, size, _same in found} == {2}


def test_it_finds_who_left_between_two_looks_at_what_is_counted_anew():
    stayed, left = 0, 1
    looks = (((stayed, left), 20), ((stayed,), 19))
    assert small_groups(2, looks) == [((left,), 1, 1)]


def test_it_finds_whom_two_traits_leave_no_room_for():
    # 7 of 9 and 8 of 9: with both are 6 to 7, with neither 0 to 1, and two are without the first.
    row = {BASE: 9, TRAITS[0]: 7, TRAITS[1]: 8, TRAITS[2]: 0}
    assert {size for _atoms, size, _same in _at_one_office(row)} == {1, 2}


def test_it_knows_the_most_a_group_can_have():
    assert largest(2, (((0, 1), 20),), [0]) == 20
    assert small_ranges(3, (((0, 1, 2), 10), ((0, 1), 6), ((1, 2), 8)), [[1], [2]]) == [
        ((1,), 4, 4),
        ((2,), 4, 4),
    ]
