"""Answers as a frame of variables, from which everything in a release is counted."""

import pytest
from django.db import ProgrammingError
from django.db.transaction import atomic

from hybridnav.roles import WEB, WORKER
from surveys.answers.actions import take_in_answers
from surveys.answers.reading import Answers
from surveys.answers.rows import Row, parts_of, rows_of
from surveys.disclosure.frame import frame_of
from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED, Content, Region, Rows, Stat
from tests.surveys.answered import make_answered, questionnaire
from tests.surveys.releases.frames import PART


def of(*answers):
    return frame_of(questionnaire(), [Row(PART, each) for each in answers])


def test_a_column_holds_what_each_respondent_answered():
    found = of({"room": "agree", "enough": "dont_know", "people": 12}, {"people": 9})
    assert list(found.data["room"]) == ["agree", NOT_ANSWERED]
    assert list(found.data["people"]) == ["12", "9"]
    assert found.variables["people"].values == ("9", "12")


def test_who_was_not_asked_did_not_leave_it_out():
    found = of({"room": "agree"}, {"room": "disagree"})
    assert list(found.data["enough"]) == [NOT_ANSWERED, NOT_ASKED]


def test_each_of_several_answers_is_a_column():
    found = of({"several": ["agree"]}, {})
    assert list(found.data["several:agree"]) == ["1", NOT_ANSWERED]
    assert list(found.data["several:disagree"]) == ["0", NOT_ANSWERED]


def test_a_region_is_counted_by_parts_and_answers():
    found = of({"room": "agree", "people": 1}, {"room": "agree", "people": 2}, {"room": "disagree"})
    assert found.count(Region.of([PART])) == 3
    assert found.count(Region.of([PART], {"room": ["agree"], "people": ["2"]})) == 1
    assert found.count(Region.of([("another", 1)], {"room": ["agree"]})) == 0


def test_what_a_release_says_comes_back_from_the_ledger_as_it_was():
    region = Region.of([PART], {"room": ["agree", "dont_know"]})
    bands = {"room": (frozenset(["agree"]), frozenset(["disagree", "dont_know"]))}
    rows = Rows(Region.of([PART]), bands, frozenset(["room"]))
    content = Content((Stat(region, 4, 4),), (region,), (rows,), ((PART[0], "more", 7),))
    assert Content.from_json(content.to_json()) == content


@pytest.mark.django_db
def test_answers_that_were_added_are_another_part():
    wave = make_answered()
    take_in_answers(wave.version, wave.label, Answers([{"room": "agree"}], {}, []), is_added=True)
    name = str(wave.pk)
    assert parts_of([wave]) == {(name, 1): 8, (name, 2): 1}
    assert [row.answers for row in rows_of([(name, 2)])] == [{"room": "agree"}]
    assert len(rows_of([(name, 1), (name, 2)])) == 9


@pytest.mark.django_db
def test_the_worker_reads_rows_and_pages_do_not(acting_as):
    wave = make_answered()
    with acting_as(WORKER):
        assert len(rows_of([(str(wave.pk), 1)])) == 8
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(WEB), atomic():
        rows_of([(str(wave.pk), 1)])
