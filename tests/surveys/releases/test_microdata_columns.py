"""Columns of rows: names that SPSS, Stata and R take, codes, recodes before shielding."""

import re
from dataclasses import replace

import pytest

from surveys.answers.rows import Row
from surveys.disclosure.frame import frame_of
from surveys.disclosure.profiles import RELEASE
from surveys.disclosure.shapes import Content
from surveys.instruments.questionnaire import Choice, Kind, Texts
from surveys.ledger.guard import clashes
from surveys.microdata.columns import Names
from surveys.microdata.shielding import TooMuchShielded, microdata_of
from surveys.releases.wish import Wish
from tests.surveys.answered import questionnaire
from tests.surveys.releases.frames import PART, asking, choices, rows


def released(asked, people, *items, limit=1, **about):
    wish = Wish(items=items, **{"parts": (PART,)} | about)
    return microdata_of(wish, frame_of(asked, people), asked, RELEASE, b"seed", limit=limit)


def codes(microdata, name):
    (column,) = [column for column in microdata.columns if column.name == name]
    return {code.number: str(code.label) for code in column.codes}


def test_names_are_taken_by_spss_stata_and_r_and_each_once():
    names = Names()
    wanted = [
        "if",
        "IF",
        "by",
        "Årsak til fravær",
        "1st",
        "a.b",
        "A_B",
        "x" * 40,
        "x" * 40,
        "",
        "æ",
    ]
    found = [names.name(each) for each in wanted] + [names.name("x" * 40, "_m")]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,31}", name) for name in found)
    assert len({name.lower() for name in found}) == len(found)
    assert not {name.lower() for name in found} & {"if", "by"}
    assert found[-1].endswith("_m")


def test_each_kind_of_question_has_its_codes():
    agree = {"room": "agree", "enough": "agree", "several": ["agree"], "people": 10}
    unsure = agree | {"enough": "dont_know", "several": ["agree", "disagree"], "people": 12}
    people = [Row(PART, each) for each in [agree] * 8 + [unsure] * 8 + [{"room": "disagree"}] * 9]
    found = released(questionnaire(), people, "room", "enough", "several", "people")
    assert list(found.data) == [
        "room",
        "enough",
        "several_disagree",
        "several_agree",
        "several_dont_know",
        "people",
    ]
    assert codes(found, "room") | {98: ""} == {
        1: "Uenig",
        2: "Enig",
        88: "Vet ikke",
        97: "Ikke stilt",
        98: "",
        99: "Skjermet",
    }
    assert set(found.data["enough"]) <= {2, 88, 97, 99}
    assert set(found.data["people"]) <= {10, 12, 98, 99}


def test_missing_codes_of_large_numbers_are_out_of_their_way():
    people = [Row(PART, {"people": number}) for number in [88] * 9 + [120] * 9]
    assert sorted(codes(released(questionnaire(), people, "people"), "people")) == [
        9997,
        9998,
        9999,
    ]
    people = [Row(PART, {"people": number}) for number in [9998] * 9 + [120] * 9]
    assert min(codes(released(questionnaire(), people, "people"), "people")) > 9998


def test_numbers_in_bands_are_codes_with_words():
    people = [Row(PART, {"people": number}) for number in [3] * 9 + [30] * 9 + [70] * 9]
    found = released(questionnaire(), people, "people", bands={"people": (0, 11, 61)})
    assert list(codes(found, "people").items())[:3] == [
        (1, "0–10"),
        (2, "11–60"),
        (3, "61 eller flere"),
    ]
    assert sorted(set(found.data["people"])) == [1, 2, 3]


def test_what_is_rare_is_put_together_where_that_was_declared():
    listed = (
        Choice("never", Texts("Aldri"), merged={"two": "Sjelden"}),
        Choice("seldom", Texts("Sjelden"), merged={"two": "Sjelden"}),
        Choice("often", Texts("Ofte"), merged={"two": "Ofte"}),
    )
    asked = asking({"how": listed})
    people = rows((2, {"how": "never"}), (9, {"how": "seldom"}), (9, {"how": "often"}))
    merged = released(asked, people, "how", merges={"how": "two"})
    assert list(merged.data) == ["how_m"]
    assert merged.shielded == {"how_m": 0}
    assert list(released(asked, people, "how").data["how"]).count(99) >= 4
    both = released(asked, people[2:] + people[2:8], "how", merges={"how": "two"})
    assert list(both.data) == ["how", "how_m"]


def test_a_few_who_do_not_know_are_one_with_those_who_did_not_answer():
    asked = asking({"how": choices("yes", "no", dont_know=True)})
    people = rows((9, {"how": "yes"}), (9, {"how": "no"}), (2, {"how": "dont_know"}), (3, {}))
    found = released(asked, people, "how")
    assert found.shielded == {"how": 0}
    assert list(found.data["how"]).count(88) == 5
    assert 98 not in codes(found, "how")


def test_rows_of_several_waves_tell_the_wave():
    asked, second = (
        asking({"how": choices("yes", "no")}),
        ("00000000-0000-4000-8000-000000000002", 1),
    )
    people = [
        *rows((5, {"how": "yes"}), (5, {"how": "no"})),
        *rows((6, {"how": "yes"}), (6, {"how": "no"}), part=second),
    ]
    found = released(asked, people, "how", parts=(PART, second))
    assert codes(found, "wave") == {1: "1", 2: "2", 99: "Skjermet"}
    assert sorted(found.data["wave"]) == [1] * 10 + [2] * 12
    assert {part for stat in found.stats for part in stat.region.parts} == {PART, second}


PORTFOLIO = {"portfolio": choices("small", "large"), "view": choices("yes", "no")}


def report():
    """The report's example: of 32 people, 34 % are alone with their portfolio and cases."""
    asked = asking(PORTFOLIO, portfolio={"tells_who": True})
    page = asked.pages[0]
    cases = replace(page.blocks[0].items[0], name="cases", kind=Kind.NUMBER, choices="")
    block = replace(page.blocks[0], name="cases", items=(cases,))
    asked = replace(asked, pages=(replace(page, blocks=(*page.blocks, block)),))
    people = [
        Row(
            PART,
            {
                "portfolio": ("small", "large")[place % 2],
                "cases": place // 2 % 16 if place < 22 else place // 2 % 4,
                "view": ("yes", "no")[place // 2 % 2],
            },
        )
        for place in range(32)
    ]
    return asked, people


def test_portfolio_and_cases_of_the_report_tell_nobody_apart():
    asked, people = report()
    frame = frame_of(asked, people)
    alone = frame.data.groupby(["portfolio", "cases"], observed=True).size()
    assert (alone == 1).sum() / len(people) > 0.3
    with pytest.raises(TooMuchShielded):
        released(asked, people, "portfolio", "cases", "view", limit=0.1)
    banded = released(
        asked, people, "portfolio", "cases", "view", bands={"cases": (0, 4)}, limit=0.1
    )
    sizes = banded.data.groupby(["portfolio", "cases"]).size()
    assert sizes.min() >= 6


@pytest.mark.parametrize("is_even", [True, False])
def test_two_exports_joined_on_what_they_share_recognise_nobody_or_one_is_refused(is_even):
    lists = {name: choices("a", "b") for name in ("office", "age", "view")}
    asked = asking(lists, office={"tells_who": True}, age={"tells_who": True})
    whole = [
        (8, {"office": office, "age": age, "view": view})
        for office in "ab"
        for age in "ab"
        for view in "ab"
    ]
    # Alone both offices and both ages are many; together one of them is a few.
    if not is_even:
        whole[0], whole[1] = (2, whole[0][1]), (1, whole[1][1])
    people = rows(*whole)
    frame = frame_of(asked, people)
    first = released(asked, people, "office", "view", limit=0.1)
    second = released(asked, people, "age", "view", limit=0.1)
    earlier = [(1, "first", Content(first.stats, rows=(first.rows,)))]
    refused = clashes(Content(second.stats, rows=(second.rows,)), earlier, frame)
    truth = frame.data.groupby(["office", "age"], observed=True)["view"]
    k, few = truth.size().min(), truth.nunique().min()
    assert (k >= 6 and few >= 2) == (not refused) == is_even
