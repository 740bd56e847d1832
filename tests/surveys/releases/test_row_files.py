"""Rows of a release as files: SPSS, Stata, csv and a workbook say the same, each in its way."""

import io

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from surveys.instruments.questionnaire import Item, Kind, Texts
from surveys.microdata.shapes import Code
from surveys.package.data import data_files
from tests.surveys.releases.packages import (
    HARD,
    LONG,
    MISSING,
    column,
    columns,
    microdata,
    of,
    package,
)

STEM = "data/veileder_t3_r01"
NAMES = [column.name for column in columns()]


@pytest.fixture(scope="module")
def files():
    return data_files(package())


def opened(files, ending, folder):
    """(DataFrame, metadata) as another program reads it."""
    path = folder / f"data.{ending}"
    path.write_bytes(files[f"{STEM}.{ending}"])
    reader = {"sav": pyreadstat.read_sav, "dta": pyreadstat.read_dta}[ending]
    return reader(path, user_missing=True)


def test_every_file_has_a_name_that_archives_take(files):
    names = [path.rsplit("/", 1)[1] for path in files]
    assert len(set(map(str.lower, names))) == len(names)
    for name in names:
        assert len(name) < 25
        assert name.isascii()
        assert " " not in name


def test_the_file_for_spss_is_in_the_same_order_with_the_same_codes(files, tmp_path):
    data, _meta = opened(files, "sav", tmp_path)
    assert data.astype("int64").equals(microdata().data)


def test_the_file_for_spss_has_a_label_for_everything(files, tmp_path):
    _data, meta = opened(files, "sav", tmp_path)
    labels = meta.column_names_to_labels
    assert labels["a1_rom"] == "Stemmer det? =Jeg har rom for det"
    assert labels["a2_hard_med_et_navn_som_er_langt"] == f"Stemmer det? {HARD}"
    assert labels["a2_hard_med_et_navn_som_er_ogsaa"].endswith("To 'deler')")
    assert meta.variable_value_labels["a1_rom"][2] == HARD
    assert list(meta.variable_value_labels) == NAMES
    for each in columns():
        assert set(meta.variable_value_labels[each.name]) == {code.number for code in each.codes}


def test_the_file_for_spss_knows_which_codes_are_missing(files, tmp_path):
    _data, meta = opened(files, "sav", tmp_path)
    ranges = {
        name: [(each["lo"], each["hi"]) for each in found]
        for name, found in meta.missing_ranges.items()
    }
    assert ranges["a1_rom"] == [(97, 99), (88, 88)]
    assert ranges["a3_flere_long"] == [(98, 98), (99, 99)]
    assert ranges["a4_antall"] == [(9997, 9999), (9988, 9988)]


def test_the_file_for_spss_says_what_is_a_scale(files, tmp_path):
    _data, meta = opened(files, "sav", tmp_path)
    assert meta.variable_measure["a1_rom"] == "ordinal"
    assert meta.variable_measure["a3_flere_long"] == "nominal"
    assert meta.variable_measure["a4_antall"] == "scale"


def test_labels_end_between_letters(files, tmp_path):
    _data, meta = opened(files, "sav", tmp_path)
    label = meta.variable_value_labels["a1_rom"][3]
    assert len(label.encode()) <= 120
    assert label.endswith("…")
    assert LONG.startswith(label[:-1])
    assert all(len(each.encode()) <= 255 for each in meta.column_labels)
    assert len(meta.file_label.encode()) <= 64
    _data, meta = opened(files, "dta", tmp_path)
    assert all(len(each) <= 80 for each in meta.column_labels)
    assert len(meta.file_label) <= 80
    assert meta.variable_value_labels["a1_rom"][3] == LONG.strip()


@pytest.mark.parametrize("start", range(4))
def test_a_label_is_cut_at_a_letter_wherever_it_falls(start, tmp_path):
    text = "x" * start + "😀æ" * 100
    item = Item("q1", Kind.ONE, Texts(text), "agree")
    files = data_files(of(column("q1", Code(1, Texts(text)), item=item), q1=[1]))
    _data, meta = opened(files, "sav", tmp_path)
    assert text.startswith(meta.column_labels[0].removesuffix("…"))
    assert 250 <= len(meta.column_labels[0].encode()) <= 255
    assert text.startswith(meta.variable_value_labels["q1"][1].removesuffix("…"))
    assert 114 <= len(meta.variable_value_labels["q1"][1].encode()) <= 120
    _data, meta = opened(files, "dta", tmp_path)
    assert meta.column_labels[0] == text[:79] + "…"


def test_the_file_for_stata_has_its_own_missing_values(files, tmp_path):
    data, meta = opened(files, "dta", tmp_path)
    assert list(data.columns) == NAMES
    assert data["a1_rom"].tolist() == [1, 2, 3, "a", "b", "c", "d"]
    assert data["a4_antall"].tolist() == [0, 12, 340, "a", "b", "c", "d"]
    assert meta.variable_value_labels["a1_rom"]["d"] == "Skjermet"
    assert meta.column_names_to_labels["a2_hard_med_et_navn_som_er_langt"] == "Greit?"


@pytest.mark.parametrize("most", [100, 101, 32_740, 32_741, 2_000_000_000])
def test_numbers_in_the_file_for_stata_are_as_long_as_they_are(most, tmp_path):
    item = Item("q1", Kind.NUMBER, Texts("Hvor mange?"))
    codes = [Code(900_000_000 + code.number, code.label, is_missing=True) for code in MISSING]
    values = [most, -most, *(code.number for code in codes)]
    files = data_files(of(column("q1", *codes, item=item), q1=values))
    data, _meta = opened(files, "dta", tmp_path)
    assert data["q1"].tolist() == [most, -most, "a", "b", "c", "d"]
    data, _meta = opened(files, "sav", tmp_path)
    assert data["q1"].tolist() == values


def test_the_csv_is_numbers_in_plain_letters(files):
    content = files[f"{STEM}.csv"]
    assert content.isascii()
    read = pd.read_csv(io.BytesIO(content), sep=";")
    assert read.equals(microdata().data)


def test_the_workbook_has_labels_instead_of_codes(files):
    book = openpyxl.load_workbook(io.BytesIO(files[f"{STEM}.xlsx"]))
    names, *rows = book["Data"].iter_rows(values_only=True)
    assert list(names) == NAMES
    assert [row[0] for row in rows][:4] == ["Uenig", HARD, LONG.strip(), "Vet ikke / ikke aktuelt"]
    assert [row[4] for row in rows][:3] == [0, 12, 340]
    assert rows[6] == ("Skjermet",) * 5


def test_the_workbook_says_what_codes_mean_in_bokmaal_and_nynorsk(files):
    book = openpyxl.load_workbook(io.BytesIO(files[f"{STEM}.xlsx"]))
    _titles, *rows = book["Variabler"].iter_rows(values_only=True)
    assert rows[0] == (
        "a1_rom",
        "Stemmer det? =Jeg har rom for det",
        "Stemmer det? =Eg har rom",
        1,
        "Uenig",
        "Ueinig",
        None,
    )
    assert rows[6][3:] == (99, "Skjermet", "Skjerma", "ja")


def test_nothing_in_a_workbook_is_calculated(files):
    for path in files:
        if path.endswith(".xlsx"):
            for sheet in openpyxl.load_workbook(io.BytesIO(files[path])):
                assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("name", ["1a", "å", "a b", "with", "Using", "a:b", "x" * 33, ""])
def test_a_name_that_a_program_cannot_use_is_refused(name):
    with pytest.raises(ValueError, match="called"):
        data_files(of(column(name, Code(1, Texts("Ja"))), **{name: [1]}))


def test_the_same_name_in_other_letters_is_refused():
    yes = Code(1, Texts("Ja"))
    with pytest.raises(ValueError, match="called"):
        data_files(of(column("q1", yes), column("Q1", yes), q1=[1], Q1=[1]))


def test_a_value_without_a_label_is_refused():
    with pytest.raises(ValueError, match="without a label"):
        data_files(of(column("q1", Code(1, Texts("Ja"))), q1=[1, 2]))


def test_a_number_between_missing_codes_is_refused():
    """SPSS is told a range of them, since it takes no more than three."""
    item = Item("q1", Kind.NUMBER, Texts("Hvor mange?"))
    codes = [Code(number, Texts("Mangler"), is_missing=True) for number in (88, 97, 98, 188)]
    with pytest.raises(ValueError, match="q1"):
        data_files(of(column("q1", *codes, item=item), q1=[120]))
