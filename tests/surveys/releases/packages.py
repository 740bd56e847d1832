"""Releases put together by hand, with texts that are hard to write down."""

import dataclasses
import datetime

import pandas as pd

from surveys.disclosure.cuts import ALL, Axis, Category, Cut, Protected, Step
from surveys.disclosure.frame import Variable
from surveys.disclosure.profiles import RELEASE
from surveys.disclosure.shapes import Region, Rows
from surveys.instruments.questionnaire import (
    Block,
    Choice,
    Item,
    Kind,
    Page,
    Questionnaire,
    Texts,
)
from surveys.microdata.shapes import Code, Column, Microdata
from surveys.package.contents import Package, WaveFacts
from tests.surveys.releases.frames import PART

HARD = "Er det «greit» å si \"nei\", eller \\ikke'? 50 % `x' $y =1+1"
LONG = "Å være øde på et sted så langt nord som æsken " * 8
AGREE = (
    Choice("no", Texts("Uenig", "Ueinig")),
    Choice("some", Texts(HARD)),
    Choice("long", Texts(LONG)),
    Choice("dk", Texts("Vet ikke", "Veit ikkje"), says_nothing=True),
)
ITEMS = {
    item.name: item
    for item in (
        Item("a1_rom", Kind.ONE, Texts("=Jeg har rom\nfor det", "=Eg har rom"), "agree"),
        Item("a2_hard", Kind.ONE, Texts(HARD), "agree", short_label="Greit?"),
        Item("a3_flere", Kind.SEVERAL, Texts(LONG), "agree"),
        Item("a4_antall", Kind.NUMBER, Texts("Hvor mange?")),
    )
}
MISSING = (
    Code(88, Texts("Vet ikke / ikke aktuelt", "Veit ikkje / ikkje aktuelt"), is_missing=True),
    Code(97, Texts("Ikke stilt", "Ikkje stilt"), is_missing=True),
    Code(98, Texts("Ikke svart", "Ikkje svart"), is_missing=True),
    Code(99, Texts("Skjermet", "Skjerma"), is_missing=True),
)
WIDE = tuple(Code(9900 + each.number, each.label, is_missing=True) for each in MISSING)
ANSWERS = tuple(
    Code(number, choice.text, frozenset([choice.name]))
    for number, choice in enumerate(AGREE[:3], 1)
)
TICKS = (Code(0, Texts("Nei")), Code(1, Texts("Ja")))


def questionnaire():
    statements = Block("a", (ITEMS["a1_rom"], ITEMS["a2_hard"]), Texts("Stemmer det?"), True)
    others = tuple(Block(name, (ITEMS[name],)) for name in ("a3_flere", "a4_antall"))
    return Questionnaire(Texts("Prøve"), (Page("one", (statements, *others)),), {"agree": AGREE})


def of_one(name):
    item = ITEMS[name]
    return Variable(name, item, tuple(choice.name for choice in AGREE), says_nothing={"dk"})


def columns():
    several = Variable("a3_flere:long", ITEMS["a3_flere"], ("1", "0"), "long")
    merged = (Code(1, Texts("Enig eller uenig")), *MISSING)
    return (
        Column("a1_rom", of_one("a1_rom"), (*ANSWERS, *MISSING), identifies=True),
        Column("a2_hard_med_et_navn_som_er_langt", of_one("a2_hard"), (*ANSWERS, *MISSING[1:])),
        Column("a2_hard_med_et_navn_som_er_ogsaa", of_one("a2_hard"), merged, merge="To 'deler'"),
        Column("a3_flere_long", several, (*TICKS, *MISSING[2:])),
        Column("a4_antall", Variable("a4_antall", ITEMS["a4_antall"], ()), WIDE),
    )


def microdata():
    values = {
        "a1_rom": [1, 2, 3, 88, 97, 98, 99],
        "a2_hard_med_et_navn_som_er_langt": [3, 2, 1, 1, 97, 98, 99],
        "a2_hard_med_et_navn_som_er_ogsaa": [1, 1, 1, 1, 88, 98, 99],
        "a3_flere_long": [0, 1, 0, 1, 0, 98, 99],
        "a4_antall": [0, 12, 340, 9988, 9997, 9998, 9999],
    }
    return Microdata(
        columns(), pd.DataFrame(values, dtype="int64"), 6, 2, Rows(Region.of([PART]), {}, {})
    )


def tables():
    rows = Axis(
        "a1_rom",
        "=Jeg har rom",
        (Category("-Uenig", frozenset(["no"])), Category("Enig", frozenset(["some", "long"]))),
    )
    groups = Axis(
        "a4_antall",
        "Hvor mange?",
        (Category("Få", frozenset(["1"])), Category("Mange", frozenset(["2"]))),
    )
    region = Region.of([PART], {"a2_hard": ["no", "dk"], "a3_flere:no": ["0"]})
    one_way = Protected(
        Cut(Region.of([PART]), rows),
        {(0, ALL): 7, (1, ALL): 0, (ALL, ALL): 7},
        (Step("merged", ("Litt enig", "Helt enig")), Step("padded", ("Vet ikke",))),
    )
    two_ways = Protected(
        Cut(region, rows, groups),
        {
            **{(0, 0): None, (1, 0): None, (ALL, 0): 9},
            **{(0, 1): None, (1, 1): None, (ALL, 1): 11},
            **{(0, ALL): 12, (1, ALL): 8, (ALL, ALL): 20},
        },
        (Step("hidden", (), 4),),
    )
    return one_way, two_ways, Protected(Cut(Region.of([PART]), rows), {}, why_not="group")


TEXTS = {
    "a12_viktigste_læring_av_alt_sammen": [
        *("=HYPERLINK(1)", "-Nei", " \tBlank først", "Én linje\nog en til", "Slutt\x07"),
        "_x0041_ < & > ]]>",
    ],
    "a12_viktigste_læring_av_alt_annet": ["Ja", "Nei", "Ja", "Å", "Ø", "Vet ikke"],
}


def package(**changed):
    wave = WaveFacts("T3", "codes", "advisor", None, None, None, None, Texts("Ja"), PART[0])
    about = {
        "number": 1,
        "title": "Æ ø å i " + "tittelen " * 12,
        "purpose": "Prøve",
        "made_on": datetime.date(2026, 12, 5),
        "profile": RELEASE,
        "instrument": "veileder",
        "version": 3,
        "questionnaire": questionnaire(),
        "waves": (wave,),
        "seed": b"seed",
        "tables": tables(),
        "microdata": microdata(),
        "texts": TEXTS,
    }
    return Package(**about | changed)


def of(*columns, **values):
    """A package with these columns only."""
    rows = dataclasses.replace(microdata(), columns=columns, data=pd.DataFrame(values))
    return package(microdata=rows, tables=(), texts={})


def column(name, *codes, item=None):
    item = item or Item(name, Kind.ONE, Texts("Spørsmål"), "agree")
    return Column(name, Variable(name, item, ()), codes)
