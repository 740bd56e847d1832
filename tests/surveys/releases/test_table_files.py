"""Protected tables and answers in own words as files."""

import csv
import io

import openpyxl
import pytest

from surveys.package.data import data_files
from tests.surveys.releases.packages import TEXTS, package, tables

SHORT = "apne_svar/a12_viktigste_laeri"
NAMES = ["tabell_01.csv", "tabell_02.csv", "tabeller.csv", "tabeller.xlsx"]


@pytest.fixture(scope="module")
def files():
    return data_files(package(microdata=None))


def lines_of(files, name):
    text = files[f"tabeller/{name}"].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def sheet_of(files, path, name):
    book = openpyxl.load_workbook(io.BytesIO(files[path]))
    return list(book[name].iter_rows(values_only=True))


def test_a_release_without_rows_has_no_files_of_them(files):
    assert {path.split("/")[0] for path in files} == {"tabeller", "apne_svar"}
    assert data_files(package(microdata=None, tables=(), texts={})) == {}


def test_a_table_is_a_file_and_one_that_is_withheld_is_none(files):
    assert sorted(path[9:] for path in files if path.startswith("tabeller/")) == NAMES


def test_a_table_of_one_way_is_a_line_of_everybody(files):
    assert lines_of(files, "tabell_01.csv") == [
        ["Spørsmål", "Gruppe", "'-Uenig", "Enig", "N"],
        ["'=Jeg har rom", "Alle", "7", "0", "7"],
    ]


def test_a_table_of_two_ways_has_a_line_for_each_group_and_its_n(files):
    assert lines_of(files, "tabell_02.csv") == [
        ["Spørsmål", "Hvor mange?", "'-Uenig", "Enig", "N"],
        ["'=Jeg har rom", "Få", ":", ":", "9"],
        ["'=Jeg har rom", "Mange", ":", ":", "11"],
        ["'=Jeg har rom", "Alle", "12", "8", "20"],
    ]


def test_the_list_of_tables_says_of_whom_they_are_and_what_was_done(files):
    _titles, first, second, third = lines_of(files, "tabeller.csv")
    assert first[3] == "T3"
    assert "Litt enig, Helt enig" in first[6]
    assert "Vet ikke" in first[6]
    assert second[4].startswith("Greit?: Uenig, Vet ikke; ")
    assert second[4].endswith("ikke «Uenig»")
    assert second[5:] == ["20", "4 tall er ikke vist (:)."]
    assert third[0] == "tabell_03"
    assert third[5] == ""
    assert "færre enn 6" in third[6]


def test_the_workbook_says_the_same_with_numbers_as_numbers(files):
    overview = sheet_of(files, "tabeller/tabeller.xlsx", "Oversikt")
    assert [row[0] for row in overview[1:]] == ["tabell_01", "tabell_02", "tabell_03"]
    rows = sheet_of(files, "tabeller/tabeller.xlsx", "Tabeller")
    assert ("Få", ":", ":", 9) in rows
    assert ("Alle", 7, 0, 7) in rows
    assert rows[0][0] == "tabell_01: =Jeg har rom"


def test_a_table_of_several_waves_names_them():
    wave = package().waves[0]
    other = type(wave)(**vars(wave) | {"label": "T4", "wave_id": "another"})
    files = data_files(package(waves=(wave, other), microdata=None))
    assert lines_of(files, "tabeller.csv")[1][3] == "T3"


def test_a_hundred_tables_are_in_order():
    files = data_files(package(tables=tables()[:1] * 100, microdata=None, texts={}))
    names = [path for path in files if "tabell_" in path]
    assert names == sorted(names)
    assert len(names) == 100


def test_answers_in_own_words_have_a_file_for_each_question(files):
    assert sorted(path for path in files if path.startswith("apne_svar")) == [
        *("apne_svar/a12_viktigste_lae_2.txt", "apne_svar/a12_viktigste_lae_2.xlsx"),
        *("apne_svar/a12_viktigste_laeri.txt", "apne_svar/a12_viktigste_laeri.xlsx"),
    ]


def test_a_file_of_answers_is_one_column_and_nothing_else(files):
    title, *answers = sheet_of(files, f"{SHORT}.xlsx", "svar")
    assert title == ("svar",)
    written = [text.replace("\x07", "") for text in TEXTS["a12_viktigste_læring_av_alt_sammen"]]
    assert sorted(answers) == sorted((text,) for text in written)


def test_a_text_file_has_a_line_for_each_answer(files):
    title, *answers = files[f"{SHORT}.txt"].decode().splitlines()
    assert title == "svar"
    assert len(answers) == 6
    assert "Én linje og en til" in answers
    assert "Slutt" in answers


def test_the_order_of_answers_is_drawn_and_not_the_one_they_came_in():
    numbers = [f"{number:03}" for number in range(200)]

    def order(texts, seed=b"seed"):
        files = data_files(package(texts=texts, seed=seed, microdata=None, tables=()))
        return [file.decode().split() for path, file in files.items() if path.endswith(".txt")]

    [drawn] = order({"q1": numbers})
    assert drawn != ["svar", *numbers]
    assert order({"q1": numbers[::-1]}) == [drawn]
    assert order({"q1": numbers}, b"another") != [drawn]
    one, other = order({"q1": numbers, "q2": numbers})
    assert one != other
