"""Instruments come and go as XLSForm; whatever is wrong is named by sheet, row and column."""

import json

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from surveys.instruments import conditions
from surveys.instruments.actions import freeze, take_in
from surveys.instruments.questionnaire import Clause, Condition, Kind, from_json
from surveys.instruments.xlsform.reading import read
from surveys.instruments.xlsform.writing import written
from surveys.models import Instrument
from surveys.problems import Refused, errors
from tests.surveys.forms import AGREE, LABELS, SURVEY, xlsform

QUESTION = ["select_one agree", "room", "Jeg har tid", "Eg har tid"]


def problems_of(content):
    try:
        return read(content).problems
    except Refused as refused:
        return refused.problems


def places(problems):
    return [(each.code, each.sheet, each.row, each.column) for each in problems]


def test_questions_matrices_and_pages_are_read():
    form = read(
        xlsform(
            survey=[
                ["begin_group", "first", "Om deg", "Om deg"],
                ["note", "n", "Tenk på de siste fire ukene.", "Tenk på dei siste fire vekene."],
                ["integer", "people", "Hvor mange følger du opp?", "Kor mange følgjer du opp?"],
                ["end_group"],
                ["begin_group", "work", "Hvor enig er du?", "Kor einig er du?"],
                ["begin_group", "statements", "Påstander", "Påstandar"],
                QUESTION,
                ["end_group"],
                ["text", "more", "Noe mer?", "Noko meir?", "${room} = 'agree'"],
                ["end_group"],
            ],
            survey_columns=SURVEY,
        )
    )
    assert form.form_id == "pulse"
    first, work = form.questionnaire.pages
    assert [block.name for block in first.blocks] == ["people"]
    assert first.blocks[0].stem.nn == "Tenk på dei siste fire vekene."
    assert form.questionnaire.items["people"].kind == Kind.NUMBER
    assert form.questionnaire.items["more"].shown_if.holds({"room": "agree"})
    assert not form.questionnaire.items["more"].shown_if.holds({"room": "disagree"})
    assert [page.name for page in (first, work)] == ["first", "work"]


def test_a_group_shown_as_a_table_is_a_matrix():
    columns = [*SURVEY, "appearance"]
    rows = [
        ["begin_group", "m", "Hvor enig?", "Kor einig?", "", "", "", "table-list"],
        QUESTION,
        ["select_one agree", "trust", "Vi stoler på hverandre", "Vi stoler på kvarandre"],
        ["end_group"],
    ]
    [page] = read(xlsform(survey=rows, survey_columns=columns)).questionnaire.pages
    assert page.blocks[0].is_matrix
    assert [item.name for item in page.blocks[0].items] == ["room", "trust"]


def test_what_is_written_is_read_as_the_same():
    rows = [
        ["begin_group", "p", "Side", "Side"],
        QUESTION,
        ["select_multiple agree", "several", "Flere?", "Fleire?", "selected(${room}, 'agree')"],
        ["end_group"],
    ]
    form = read(xlsform(survey=rows))
    again = read(written(form.form_id, form.questionnaire))
    assert again.questionnaire == form.questionnaire
    assert from_json(json.loads(json.dumps(form.questionnaire.to_json()))) == form.questionnaire


@pytest.mark.parametrize(
    ("survey", "found"),
    [
        ([QUESTION, QUESTION], ("same_name", "survey", 3, "name")),
        ([["rank agree", "a", "A", "A"]], ("unknown_type", "survey", 2, "type")),
        ([["select_one gone", "a", "A", "A"]], ("no_choices", "survey", 2, "type")),
        (
            [["text", "a", "A", "A", "${b} = 'x'"], ["text", "b", "B", "B", "${a} = 'x'"]],
            ("condition_is_circular", "survey", 2, "relevant"),
        ),
        (
            [["text", "a", "A", "A", "${a} = 'x'"]],
            ("condition_is_circular", "survey", 2, "relevant"),
        ),
        (
            [["text", "a", "A", "A", "${gone} = 'x'"]],
            ("condition_of_unknown", "survey", 2, "relevant"),
        ),
        (
            [QUESTION, ["text", "b", "B", "B", "${room} = 'gone'"]],
            ("condition_of_no_choice", "survey", 3, "relevant"),
        ),
        (
            [["text", "a", "A", "A", "regex(., 'x')"]],
            ("condition_not_understood", "survey", 2, "relevant"),
        ),
        ([["begin_group", "g", "G", "G"], QUESTION], ("group_not_closed", "survey", 2, "type")),
        ([QUESTION, ["end_group"]], ("group_not_open", "survey", 3, "type")),
        ([["text", "1a", "A", "A"]], ("no_name", "survey", 2, "name")),
        ([["text", "a", "", "A"]], ("no_text", "survey", 2, "label")),
        ([], ("no_questions", "survey", 0, "")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_makes_it_unusable_is_refused(survey, found):
    problems = errors(problems_of(xlsform(survey=survey)))
    assert [(code, sheet, row) for code, sheet, row, _column in places(problems)][0] == found[:3]
    assert problems[0].column.startswith(found[3])


def test_the_same_choice_twice_is_refused():
    choices = [*AGREE, ("agree", "agree", "Enig igjen", "Einig igjen")]
    [problem] = errors(problems_of(xlsform(survey=[QUESTION], choices=choices)))
    assert places([problem]) == [("same_name", "choices", 5, "name")]


def test_a_merge_must_take_every_choice():
    columns = ["list_name", "name", "label", "merge_two"]
    choices = [("agree", "a", "A", "x"), ("agree", "b", "B", "")]
    [problem] = errors(
        problems_of(xlsform(survey=[QUESTION], choices=choices, choice_columns=columns))
    )
    assert places([problem]) == [("not_a_partition", "choices", 3, "merge_two")]


def test_what_must_be_mended_before_it_is_sent_is_a_warning():
    choices = [
        ("bands", "low", "31-60", "31-60"),
        ("bands", "high", "60-100", "60-100"),
        ("bands", "top", "over 100", "over 100"),
    ]
    survey = [["select_one bands", "size", "Hvor mange? " * 10, ""]]
    problems = problems_of(xlsform(survey=survey, choices=choices))
    assert not errors(problems)
    assert {(each.code, each.sheet, each.row) for each in problems} == {
        ("missing_nn", "survey", 2),
        ("no_short_label", "survey", 2),
        ("bands_overlap", "choices", 3),
    }


NAMES = st.sampled_from(["a", "room_2", "and", "or", "selected"])
CLAUSES = st.one_of(
    st.builds(Clause, NAMES, st.sampled_from(["=", "!=", "has", "has not"]), NAMES),
    st.builds(Clause, NAMES, st.sampled_from(["<", "<=", ">", ">="]), st.integers().map(str)),
)


@given(st.lists(CLAUSES, max_size=4), st.booleans())
def test_a_condition_is_read_as_it_was_written(clauses, any_of_them):
    condition = Condition(tuple(clauses), any_of_them and len(clauses) > 1)
    assert conditions.parsed(conditions.written(condition)) == condition


def test_a_fielded_version_never_changes(db):
    first = take_in("pulse", read(xlsform(survey=[QUESTION])).questionnaire)
    freeze(first)
    other = read(xlsform(survey=[QUESTION, ["text", "more", "Mer?", "Meir?"]])).questionnaire
    second = take_in("pulse", other)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert list(first.questionnaire.items) == ["room"]


def test_the_same_again_is_the_same_version(db):
    questionnaire = read(xlsform(survey=[QUESTION])).questionnaire
    assert take_in("pulse", questionnaire) == take_in("pulse", questionnaire)


def run(capsys, *arguments):
    """(exit code, what was printed as JSON)"""
    code = 0
    try:
        call_command("import_instrument", *arguments, "--json")
    except SystemExit as stopped:
        code = stopped.code
    return code, json.loads(capsys.readouterr().out)


def test_the_command_imports_a_form(db, tmp_path, capsys):
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform(survey=[QUESTION]))
    code, said = run(capsys, str(path))
    assert (code, said["instrument"], said["version"], said["items"]) == (0, "pulse", 1, 1)


def test_the_command_imports_nothing_by_half(db, tmp_path, capsys):
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform(survey=[QUESTION, ["rank x", "b", "B", "B"]]))
    code, said = run(capsys, str(path))
    assert code == 1
    assert said["rejected"][0] | {"problem": ""} == {
        "sheet": "survey",
        "row": 3,
        "column": "type",
        "code": "unknown_type",
        "problem": "",
    }
    assert not Instrument.objects.exists()


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 damaged"])
def test_a_file_that_is_no_form_is_said_to_be_none(db, tmp_path, capsys, content):
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    code, said = run(capsys, str(path))
    assert code == 1 and said["rejected"][0]["problem"]


def test_what_is_written_is_an_xlsform_to_others(tmp_path):
    columns = [*SURVEY, "appearance", "tells_who", "constraint"]
    merging = ["list_name", "name", *LABELS, "says_nothing", "merge_two"]
    rows = [
        ["begin_group", "p", "Side", "Side"],
        ["begin_group", "m", "Hvor enig?", "Kor einig?", "", "", "", "table-list"],
        QUESTION,
        ["end_group"],
        ["note", "n", "Tenk på i dag.", "Tenk på i dag."],
        [
            "integer",
            "people",
            "Hvor mange?",
            "Kor mange?",
            "",
            "yes",
            "Antall",
            "",
            "yes",
            ". >= 0",
        ],
        ["select_multiple agree", "more", "Hva?", "Kva?", "${people} > 3 and ${room} != 'agree'"],
        ["end_group"],
    ]
    choices = [(*each, "yes" if each[1] == "dont_know" else "", "one") for each in AGREE]
    form = read(
        xlsform(survey=rows, survey_columns=columns, choices=choices, choice_columns=merging)
    )
    path = tmp_path / "form.xlsx"
    path.write_bytes(written(form.form_id, form.questionnaire))
    converted = convert(xlsform=path, validate=False)
    assert not converted.warnings
    assert 'id="pulse"' in converted.xform and "merge_two" in converted.xform
