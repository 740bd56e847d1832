"""Rows and tables as the rules made them, in files that other programs open."""

import csv
import io
from types import SimpleNamespace

import pyreadstat
import pytest
from pandas.io.stata import StataReader

from surveys.disclosure.cuts import ALL
from surveys.disclosure.profiles import RELEASE
from surveys.disclosure.protecting import protected
from surveys.microdata.columns import RESERVED
from surveys.microdata.shielding import microdata_of
from surveys.package.data import data_files
from surveys.releases.cuts import cuts_of
from surveys.releases.wish import ROWS, TABLES, Wish
from tests.surveys.releases.frames import PART, asking, choices, frame
from tests.surveys.releases.packages import package

ASKED = asking(
    {
        "enough": choices("Uenig", "Enig", dont_know=True),
        "with": choices("Kort", "Lang"),
    },
    **{"with": {"tells_who": True}},
)
WISH = Wish((TABLES, ROWS), ("enough",), ("with",), parts=(PART,))


@pytest.fixture(scope="module")
def made():
    answers = frame(
        ASKED,
        (20, {"enough": "Enig", "with": "Kort"}),
        (2, {"enough": "dont_know", "with": "Kort"}),
        (15, {"enough": "Uenig", "with": "Kort"}),
        (9, {"enough": "Enig", "with": "Lang"}),
        (8, {"enough": "Uenig", "with": "Lang"}),
        (6, {"with": "Lang"}),
    )
    rows = microdata_of(WISH, answers, ASKED, RELEASE, b"seed")
    cuts = cuts_of(WISH, answers, ASKED, [SimpleNamespace(pk=PART[0])])
    tables = tuple(protected(answers, cut, RELEASE) for cut in cuts)
    return package(questionnaire=ASKED, microdata=rows, tables=tables, texts={})


@pytest.fixture(scope="module")
def files(made):
    return data_files(made)


def test_the_rows_come_back_as_they_are(made, files, tmp_path):
    (tmp_path / "rows.sav").write_bytes(files["data/veileder_t3_r01.sav"])
    data, meta = pyreadstat.read_sav(tmp_path / "rows.sav", user_missing=True)
    assert data.astype("int64").equals(made.microdata.data.reset_index(drop=True).astype("int64"))
    for column in made.microdata.columns:
        labels = {code.number: code.label.nb for code in column.codes}
        assert meta.variable_value_labels[column.name] == labels
        missing = {code.number for code in column.codes if code.is_missing}
        ranges = [(each["lo"], each["hi"]) for each in meta.missing_ranges[column.name]]
        assert missing == {n for n in labels if any(low <= n <= high for low, high in ranges)}


def test_a_question_called_like_a_command_is_called_otherwise_in_files(made):
    assert "with" not in made.microdata.data.columns
    assert "with_2" in made.microdata.data.columns


def test_no_name_is_one_that_a_library_changes():
    with io.BytesIO() as nothing:
        words = StataReader(nothing).RESERVED_WORDS
    assert {word.lower() for word in words if word[0].isalpha()} - {"str#", "strl"} <= RESERVED


def test_a_number_that_is_withheld_is_in_no_file_of_tables(made, files):
    for number, table in enumerate(made.tables, 1):
        text = files[f"tabeller/tabell_{number:02}.csv"].decode("utf-8-sig")
        _titles, *lines = csv.reader(io.StringIO(text), delimiter=";")
        places = [*range(len(table.cut.rows.categories)), ALL]
        groups = [*range(len(table.cut.columns.categories) if table.cut.columns else 0), ALL]
        shown = [[table.cells.get((row, group)) for row in places] for group in groups]
        as_text = [[":" if cell is None else str(cell) for cell in line] for line in shown]
        assert [line[2:] for line in lines] == as_text
    assert any(None in table.cells.values() for table in made.tables)
