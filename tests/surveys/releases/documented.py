"""Packages made by hand: the shipped questionnaires, and rows and tables that may be shown."""

import datetime
import random

import pandas as pd

from surveys.disclosure.cuts import ALL, Axis, Category, Cut, Protected, Step
from surveys.disclosure.frame import NOT_TICKED, TICKED, Variable, name_of_choice
from surveys.disclosure.profiles import RELEASE
from surveys.disclosure.shapes import Region, Rows
from surveys.instruments.questionnaire import Kind, Texts
from surveys.instruments.shipped import shipped
from surveys.microdata.shapes import Code, Column, Microdata
from surveys.package.contents import Package, WaveFacts

WAVE_ID = "5d0cbd3c-3f5a-4c5e-9d31-6f6cf0a0e3b7"
PARTS = [(WAVE_ID, 1)]
CONSENT = Texts("Du kan ikke trekke svaret.", "Du kan ikkje trekkje svaret.")
MISSING = (
    Code(97, Texts("Ikke stilt", "Ikkje stilt"), frozenset("-"), is_missing=True),
    Code(98, Texts("Ikke svart", "Ikkje svart"), frozenset({""}), is_missing=True),
    Code(99, Texts("Skjermet", "Skjerma"), is_missing=True),
)
TICKS = (
    Code(1, Texts("Valgt", "Vald"), frozenset({TICKED})),
    Code(0, Texts("Ikke valgt", "Ikkje vald"), frozenset({NOT_TICKED})),
)


def questionnaire_of(code):
    return next(each.questionnaire for each in shipped() if each.code == code)


def make_wave(label="T3", **more):
    first, last = datetime.date(2026, 3, 2), datetime.date(2026, 3, 20)
    facts = {"asked": 54, "answered": 32, "consent": CONSENT, "wave_id": WAVE_ID} | more
    return WaveFacts(label, "codes", "advisors", first, last, **facts)


def make_package(code="advisor", **more):
    """With rows, a table of one way, one of two and one withheld, and answers in own words."""
    questionnaire = questionnaire_of(code)
    about = {
        "number": 1,
        "title": "Veiledere etter mentortiltak, T3",
        "purpose": "Artikkel om tettere oppfølging.",
        "made_on": datetime.date(2026, 5, 4),
        "profile": RELEASE,
        "instrument": code,
        "version": 3,
        "questionnaire": questionnaire,
        "waves": (make_wave(),),
        "seed": b"s" * 32,
        "left_out": ("Spørsmålet om kontor er ikke med: for få svarte hvert sted.",),
        "contact": "surveys@example.org",
    }
    return Package(**about | more)


def make_full_package(code="advisor", rows=60, **more):
    questionnaire = questionnaire_of(code)
    full = {
        "microdata": make_microdata(questionnaire, rows),
        "tables": make_tables(questionnaire),
        "texts": {_first_text(questionnaire): [f"Svar nummer {n}" for n in "abcdefg"]},
    }
    return make_package(code, **full | more)


def make_microdata(questionnaire, rows, names=None):
    drawn = random.Random(7)
    columns = [
        column
        for item in questionnaire.items.values()
        if names is None or item.name in names
        for column in _columns(questionnaire, item)
    ]
    data = {column.name: _values(column, rows, drawn) for column in columns}
    identifying = frozenset(each.variable.name for each in columns if each.identifies)
    return Microdata(
        tuple(columns),
        pd.DataFrame(data),
        k=6,
        l=2,
        rows=Rows(Region.of(PARTS), {}, identifying),
        shielded={column.name: 0.05 for column in columns if column.identifies},
    )


def _columns(questionnaire, item):
    if item.kind == Kind.SEVERAL:
        for choice in questionnaire.choices_of(item):
            variable = Variable(name_of_choice(item.name, choice), item, (TICKED, "0"), choice)
            yield Column(f"{item.name}_{choice}"[:32], variable, (*TICKS, *MISSING), item.tells_who)
    elif item.kind == Kind.NUMBER:
        yield Column(item.name, Variable(item.name, item, ()), MISSING, item.tells_who)
    elif item.kind == Kind.ONE:
        choices = questionnaire.choices_of(item).values()
        variable = Variable(item.name, item, tuple(choice.name for choice in choices))
        codes = [
            Code(
                88 if choice.says_nothing else number,
                choice.text,
                frozenset({choice.name}),
                choice.says_nothing,
            )
            for number, choice in enumerate(choices, 1)
        ]
        yield Column(item.name, variable, (*codes, *MISSING), item.tells_who)
        merge = next((name for choice in choices for name in choice.merged), "")
        if merge:
            codes = _merged(choices, merge)
            yield Column(f"{item.name}_m"[:32], variable, (*codes, *MISSING), item.tells_who, merge)


def _merged(choices, merge):
    together = {}
    for choice in choices:
        together.setdefault(choice.merged[merge], set()).add(choice.name)
    return [
        Code(number, Texts(label), frozenset(names))
        for number, (label, names) in enumerate(together.items(), 1)
    ]


def _values(column, rows, drawn):
    """Every code at least four times as long as rows last, and the rest at random."""
    numbers = [code.number for code in column.codes if code.number != 99] or [5]
    if column.variable.is_number:
        numbers += [3, 8, 12]
    every = [number for number in numbers for _each in range(4)]
    values = (every + drawn.choices(numbers, k=rows))[: max(rows, 0)]
    return drawn.sample(values, len(values))


def make_tables(questionnaire):
    item = next(item for item in questionnaire.items.values() if item.kind == Kind.ONE)
    other = [item for item in questionnaire.items.values() if item.kind == Kind.ONE][1]
    rows, columns = _axis(questionnaire, item), _axis(questionnaire, other)
    places = range(len(rows.categories))
    one_way = {(place, ALL): 10 + place for place in places}
    one_way |= {(ALL, ALL): sum(one_way.values()), (0, ALL): None, (1, ALL): None}
    two_way = {
        (row, column): 5 + (row or 0)
        for row in [*places, ALL]
        for column in [*range(len(columns.categories)), ALL]
    } | {(0, 0): None, (1, 1): None, (0, 1): None, (1, 0): None}
    region = Region.of(PARTS)
    return (
        Protected(Cut(region, rows), one_way, (Step("hidden", (), 2),)),
        Protected(Cut(region, rows, columns), two_way, (Step("hidden", (), 4),)),
        Protected(Cut(region, columns), {}, (), "group"),
    )


def _axis(questionnaire, item):
    choices = questionnaire.choices_of(item).values()
    return Axis(
        item.name,
        item.short_label or item.text.nb,
        tuple(Category(each.text.nb, frozenset({each.name})) for each in choices),
    )


def _first_text(questionnaire):
    return next(item.name for item in questionnaire.items.values() if item.kind == Kind.TEXT)
