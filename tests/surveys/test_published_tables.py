"""The published tables come out exactly: every cell, N and order, of any file with their margins.

published.json holds what AFI-rapport 2024:07 prints: categories, counts and N of each question. A
merged category's split is not published, nor who answered what together: both are drawn.
"""

import json
import random
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.surveys.forms import csv_of, xlsform

PUBLISHED = json.loads(Path(__file__).with_name("published.json").read_text())
RESPONDENTS = 32
FILES = 20


def form_of(code, battery):
    kind = {"one": "select_one", "several": "select_multiple"}[battery["kind"]]
    names = {choice: f"c{number}" for number, choice in enumerate(battery["choices"], start=1)}
    merged = {one: category for category, ones in battery["merged"].items() for one in ones}
    columns = ["list_name", "name", "label"] + (["merge_printed"] if merged else [])
    # A merged category is called as it is printed.
    choices = [
        ["answers", names[choice], choice] + ([merged[choice]] if merged else [])
        for choice in battery["choices"]
    ]
    survey = [[f"{kind} answers", item, f"Spørsmål {item}"] for item in battery["items"]]
    return names, xlsform(
        form_id=f"battery_{code}",
        survey=survey,
        choices=choices,
        survey_columns=["type", "name", "label"],
        choice_columns=columns,
    )


def column(dice, battery, item, names):
    """A cell for each respondent, such that the margins are the published ones."""
    cells = [""] * RESPONDENTS
    answering = dice.sample(range(RESPONDENTS), item["n"])
    if battery["kind"] == "several":
        return _several(dice, item, names, cells, answering)
    drawn = []
    for category, number in item["counts"].items():
        choices = battery["merged"].get(category, [category])
        drawn += [dice.choice(choices) for _each in range(number)]
    dice.shuffle(drawn)
    for respondent, choice in zip(answering, drawn, strict=True):
        cells[respondent] = dice.choice([names[choice], choice])
    return cells


def _several(dice, item, names, cells, answering):
    """Everybody has one answer at least, nobody the same twice."""
    chosen = {respondent: [] for respondent in answering}
    left = dict(item["counts"])
    for respondent in answering:
        choice = max(left, key=lambda each: (left[each], dice.random()))
        chosen[respondent].append(choice)
        left[choice] -= 1
    for choice, number in left.items():
        without = [each for each in answering if choice not in chosen[each]]
        for respondent in dice.sample(without, number):
            chosen[respondent].append(choice)
    for respondent, choices in chosen.items():
        dice.shuffle(choices)
        cells[respondent] = "|".join(names[each] for each in choices)
    return cells


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_published_table_comes_out_as_printed(db, tmp_path, capsys, code):
    battery = PUBLISHED[code]
    names, form = form_of(code, battery)
    instrument, answers = tmp_path / "form.xlsx", tmp_path / "answers.csv"
    instrument.write_bytes(form)
    call_command("import_instrument", str(instrument), "--json")
    for number in range(FILES):
        dice = random.Random(f"{code} {number}")
        items = battery["items"]
        columns = [column(dice, battery, item, names) for item in items.values()]
        answers.write_bytes(csv_of(list(items), zip(*columns, strict=True)))
        options = ["--instrument", f"battery_{code}", "--wave", f"T3-{number}", "--json"]
        call_command("import_answers", str(answers), *options)
        capsys.readouterr()
        merge = ["--merge", "printed"] if battery["merged"] else []
        options = ["--wave", f"T3-{number}", "--items", ",".join(items), "--json", *merge]
        call_command("survey_table", *options)
        table = json.loads(capsys.readouterr().out)["items"]
        assert table == [
            {"item": name, "counts": as_named(item["counts"], battery, names), "n": item["n"]}
            for name, item in items.items()
        ]
        assert [list(row["counts"]) for row in table] == [in_order(battery, names)] * len(items)


def as_named(counts, battery, names):
    return counts if battery["merged"] else {names[choice]: n for choice, n in counts.items()}


def in_order(battery, names):
    return list(battery["merged"]) or [names[choice] for choice in battery["choices"]]


def test_a_question_with_several_answers_sums_above_its_n():
    [item] = PUBLISHED["A03"]["items"].values()
    assert (sum(item["counts"].values()), item["n"]) == (39, 30)
