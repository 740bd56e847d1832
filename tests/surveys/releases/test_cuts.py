"""Which tables a researcher's wish comes down to."""

from dataclasses import dataclass

import pytest

from surveys.answers.rows import Row
from surveys.disclosure.categories import NotAPartition
from surveys.disclosure.frame import frame_of
from surveys.disclosure.profiles import RELEASE
from surveys.disclosure.protecting import all_protected
from surveys.disclosure.shapes import Region
from surveys.instruments.questionnaire import Choice, Texts
from surveys.releases.cuts import cuts_of
from surveys.releases.wish import Wish
from tests.surveys.answered import AGREE, questionnaire


@dataclass(frozen=True)
class Wave:
    pk: str


SPRING, AUTUMN = Wave("spring"), Wave("autumn")
PARTS = (("spring", 1), ("spring", 2), ("autumn", 1))


def respondents():
    for part in PARTS:
        for number in range(8):
            several = ["agree"] if number % 2 else ["agree", "dont_know"]
            room = ["agree", "disagree"][number % 2]
            yield Row(part, {"room": room, "several": several, "people": number * 4})


def cuts(wish=None, asked=None, waves=(SPRING,), **more):
    asked = asked or questionnaire()
    found = frame_of(asked, list(respondents()))
    return cuts_of(wish or Wish(**{"parts": PARTS} | more), found, asked, waves)


def labels(axis):
    return [category.label for category in axis.categories]


def test_each_question_is_a_table_of_each_wave():
    [spring, autumn] = cuts(items=("room",), waves=(SPRING, AUTUMN))
    assert spring.region == Region.of([("spring", 1), ("spring", 2)])
    assert autumn.region == Region.of([("autumn", 1)])
    assert (spring.rows.label, labels(spring.rows)) == (
        "Jeg har tid",
        ["Uenig", "Enig", "Vet ikke"],
    )


def test_answers_that_came_later_are_not_in_it():
    [cut] = cuts(items=("room",), parts=(("spring", 1),))
    assert cut.region == Region.of([("spring", 1)])
    assert cuts(items=("room",), waves=(AUTUMN,), parts=(("spring", 1),)) == []


def test_a_question_is_crossed_with_each_background_question():
    found = cuts(items=("room", "enough"), across=("room", "people"))
    crossed = [(cut.rows.variable, cut.columns and cut.columns.variable) for cut in found]
    assert crossed == [("room", None), ("enough", None), ("enough", "room"), ("enough", "people")]


def test_each_choice_of_several_answers_is_a_table():
    found = cuts(items=("several",))
    assert [cut.rows.variable for cut in found] == [
        "several:disagree",
        "several:agree",
        "several:dont_know",
    ]
    assert found[1].rows.label == "Hva stemmer?: Enig"
    assert labels(found[1].rows) == ["Valgt", "Ikke valgt"]


def test_a_declared_merge_is_how_it_may_be_put_together_or_how_it_is():
    [cut] = cuts(items=("room",))
    assert [labels(axis) for axis in cut.mergers] == [["Ikke enig", "Enig"]]
    [cut] = cuts(items=("room",), merges={"room": "two"})
    assert (labels(cut.rows), cut.mergers) == (["Ikke enig", "Enig"], ())


def test_a_merge_that_leaves_a_choice_out_is_refused():
    holed = questionnaire(choices=(*AGREE, Choice("never", Texts("Aldri"))))
    with pytest.raises(NotAPartition):
        cuts(asked=holed, items=("room",))


def test_numbers_stand_in_bands_or_may_be_put_together_by_steps():
    [cut] = cuts(items=("people",), bands={"people": (5, 11, 12)})
    assert labels(cut.rows) == ["< 5", "5–10", "11", "12+"]
    assert [sorted(category.values) for category in cut.rows.categories][:2] == [["0", "4"], ["8"]]
    [cut] = cuts(items=("people",))
    assert [labels(axis) for axis in cut.mergers] == [
        ["0–4", "5–9", "10–14", "15–19", "20–24", "25–29"],
        ["0–9", "10–19", "20–29"],
        ["0–19", "20–39"],
    ]


def test_only_those_who_answered_so_are_counted():
    [cut] = cuts(items=("room",), where={"room": ("agree",), "several": ("dont_know",)})
    assert cut.region.answers == (
        ("room", frozenset(["agree"])),
        ("several:dont_know", frozenset(["1"])),
    )


def test_every_table_of_a_wish_can_be_protected():
    asked = questionnaire()
    found = frame_of(asked, list(respondents()))
    wish = Wish(items=("room", "several", "people"), across=("room",), parts=PARTS)
    wanted = cuts_of(wish, found, asked, [SPRING, AUTUMN])
    assert len(all_protected(found, wanted, RELEASE)) == len(wanted)
