"""Answers from another tool: all rows or none, and what is wrong is named by row and column."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from surveys.models import FreeText, Response, Wave
from tests.surveys.forms import AGREE, csv_of, xlsform

HEADINGS = ["room", "several", "people", "more"]
ROW = ["agree", "agree|dont_know", "12", "Vi begynte før."]


@pytest.fixture
def instrument(db, tmp_path, capsys):
    path = tmp_path / "form.xlsx"
    survey = [
        ["select_one agree", "room", "Jeg har tid", "Eg har tid"],
        ["select_multiple agree", "several", "Flere?", "Fleire?"],
        ["integer", "people", "Hvor mange?", "Kor mange?"],
        ["text", "more", "Noe mer?", "Noko meir?"],
    ]
    path.write_bytes(xlsform(survey=survey, choices=AGREE))
    call_command("import_instrument", str(path), "--json")
    capsys.readouterr()


@pytest.fixture
def take_in(instrument, tmp_path, capsys):
    """Imports these rows; (exit code, what was printed as JSON)."""

    def take_in(rows, *options, headings=HEADINGS, wave="T3"):
        path = tmp_path / "answers.csv"
        path.write_bytes(csv_of(headings, rows))
        code = 0
        try:
            options = ["--instrument", "pulse", "--wave", wave, "--json", *options]
            call_command("import_answers", str(path), *options)
        except SystemExit as stopped:
            code = stopped.code
        return code, json.loads(capsys.readouterr().out)

    return take_in


def test_answers_are_taken_in_as_a_closed_wave(take_in):
    code, said = take_in([ROW, ["", "", "", ""], ["Uenig", "", "", ""]])
    assert (code, said["responses"], said["rejected"]) == (0, 2, [])
    wave = Wave.objects.get()
    assert (wave.state, wave.way, wave.version.is_frozen) == ("closed", "imported", True)
    answers = sorted(Response.objects.values_list("answers", flat=True), key=len)
    assert answers == [
        {"room": "disagree"},
        {"room": "agree", "several": ["agree", "dont_know"], "people": 12},
    ]


def test_an_answer_in_own_words_is_kept_apart_from_its_response(take_in):
    take_in([ROW])
    assert FreeText.objects.get().text == "Vi begynte før."
    assert "more" not in Response.objects.get().answers


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (["maybe", "", "", ""], "room", "unknown_choice"),
        (["", "agree|maybe", "", ""], "several", "unknown_choice"),
        (["", "", "twelve", ""], "people", "not_a_number"),
        (["agree"], "", "too_few_cells"),
        ([*ROW, "and more"], "", "too_many_cells"),
    ],
)
def test_one_wrong_cell_and_nothing_is_taken(take_in, row, column, code):
    exit_code, said = take_in([ROW, row])
    assert exit_code == 1
    assert [(each["row"], each["column"], each["code"]) for each in said["rejected"]] == [
        (3, column, code)
    ]
    assert not Response.objects.exists() and not Wave.objects.exists()


def test_what_was_answered_is_in_no_message(take_in):
    _code, said = take_in([["hemmelig svar", "", "", ""]])
    assert "hemmelig" not in json.dumps(said)


def test_a_column_that_is_no_question_is_not_read(take_in):
    _code, said = take_in([["agree", "kari@nav.example"]], headings=["room", "E-post"])
    assert [(each["row"], each["column"]) for each in said["warnings"]] == [(1, "E-post")]
    assert "kari" not in json.dumps(list(Response.objects.values_list("answers", flat=True)))


def test_a_question_may_be_named_by_its_wording(take_in):
    take_in([["Enig"]], headings=["Jeg har tid"])
    assert Response.objects.get().answers == {"room": "agree"}


def test_a_wave_is_not_filled_twice_by_mistake(take_in):
    take_in([ROW])
    code, said = take_in([ROW])
    assert code == 1 and said["rejected"][0]["code"] == "wave_has_answers"
    assert take_in([ROW], "--add")[0] == 0
    assert Response.objects.count() == 2


def test_a_dry_run_writes_nothing(take_in):
    code, said = take_in([ROW], "--dry-run")
    assert (code, said["responses"]) == (0, 1)
    assert not Wave.objects.exists()


def test_rows_are_stored_in_another_order(take_in):
    rows = [["", "", str(number), ""] for number in range(200)]
    take_in(rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers -> 'people' FROM surveys_response ORDER BY ctid")
        stored = [int(people) for (people,) in cursor.fetchall()]
    assert sorted(stored) == list(range(200))
    assert stored != list(range(200))


@pytest.mark.parametrize(("items", "wave"), [("gone", "T3"), ("room", "T9"), ("", "T3")])
def test_a_table_of_what_is_not_there_is_refused_in_words(take_in, items, wave):
    take_in([ROW])
    with pytest.raises(CommandError):
        call_command("survey_table", "--wave", wave, "--items", items)
