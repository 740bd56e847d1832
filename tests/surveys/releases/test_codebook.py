"""The codebook: every variable with its question, codes and numbers, none of one to three."""

import csv
import io
import re

import pandas as pd
import pytest

from surveys.disclosure.shapes import Region, Rows
from surveys.microdata.shapes import Microdata
from surveys.package.building import files_of
from surveys.package.described import described
from tests.paper import text_in, words
from tests.surveys.answered import questionnaire
from tests.surveys.releases.documented import (
    PARTS,
    make_full_package,
    make_microdata,
    make_package,
)


@pytest.fixture(scope="module")
def package():
    return make_full_package()


@pytest.fixture(scope="module")
def files(package):
    return files_of(package)


def html_of(package):
    return files_of(package)["doc/kodebok.html"].decode()


def lines_of(files):
    text = files["doc/kodebok.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def section(html, name):
    """The part of the page about one variable, without its markup."""
    found = next(part for part in html.split("<section") if f'">{name}: ' in part)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def with_counts(**numbers):
    """A package whose one column has these codes so many times: {code: number}."""
    asked = questionnaire()
    [column] = [each for each in make_microdata(asked, 20).columns if each.name == "room"]
    codes = {int(code.removeprefix("c")): number for code, number in numbers.items()}
    values = [code for code, number in codes.items() for _each in range(number)]
    rows = Rows(Region.of(PARTS), {}, frozenset())
    return make_package(
        questionnaire=asked,
        microdata=Microdata((column,), pd.DataFrame({"room": values}), 6, 2, rows),
    )


def test_every_column_of_the_rows_has_a_section(files, package):
    html = files["doc/kodebok.html"].decode()
    assert re.findall(r'<h2 id="v\d+">(\w+):', html) == list(package.microdata.data)


def test_a_variable_is_told_in_bokmaal_and_nynorsk(files):
    said = section(files["doc/kodebok.html"].decode(), "demands_piles")
    for text in (
        "Hvor ofte er det slik?",
        "Kor ofte er det slik?",
        "Arbeidet kommer ujevnt, så det blir opphopning",
        "Arbeidet kjem ujamt, så det hopar seg opp",
        "Noen ganger Nokre gonger",
    ):
        assert text in said


def test_nynorsk_is_marked_as_such_and_said_once_where_it_is_the_same(files):
    html = files["doc/kodebok.html"].decode()
    assert '<span lang="nn">Kor ofte er det slik?</span>' in html
    assert "<span>0–30</span>\n</td>" in html


def test_it_says_whom_a_question_was_asked_of():
    asked = questionnaire()
    html = html_of(make_package(questionnaire=asked, microdata=make_microdata(asked, 60)))
    assert "Alle" in section(html, "room")
    assert "De som svarte «Enig» på «Jeg har tid» (room)" in section(html, "enough")
    assert "Dei som svarte «Enig» på «Jeg har tid» (room)" in section(html, "enough")


def test_a_merged_variable_says_what_was_put_together(files):
    said = section(files["doc/kodebok.html"].decode(), "portfolio_size_m")
    assert "1 60 eller færre 0–30, 31–60" in said
    assert "2 Over 60 61–100, Over 100" in said


def test_numbers_are_those_of_the_rows(files, package):
    for line in lines_of(files):
        values = list(package.microdata.data[line["variabel"]])
        assert int(line["antall"]) == values.count(int(line["kode"]))


def test_the_share_shielded_is_told(files):
    said = section(files["doc/kodebok.html"].decode(), "mentor_cases")
    assert "Skjermet 5,0 %" in said
    assert {line["andel_skjermet"] for line in lines_of(files)} == {"0.0500", "0.0000"}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_number_of_one_to_three_stands_in_it(number):
    files = files_of(with_counts(c1=20, c2=number, c88=9, c98=30))
    counts = {line["kode"]: line["antall"] for line in lines_of(files)}
    assert counts == {"1": "20", "2": ":", "88": ":", "97": "0", "98": "30", "99": "0"}
    for path in ("doc/kodebok.html", "doc/ddi-codebook-2.5.xml"):
        shown = files[path].decode()
        assert f'<td class="number">{number}</td>' not in shown
        assert f'type="freq">{number}<' not in shown


def test_what_is_hidden_is_at_least_two_numbers_that_are_four_together():
    files = files_of(with_counts(c1=1, c2=2, c98=9))
    counts = {line["kode"]: line["antall"] for line in lines_of(files)}
    assert counts == {"1": ":", "2": ":", "88": "0", "97": "0", "98": ":", "99": "0"}


def test_without_rows_the_numbers_are_those_of_the_tables():
    html = html_of(make_full_package("employer", microdata=None))
    found = re.findall(r'<h2 id="v\d+">(\w+):', html)
    said = section(html, found[0])
    assert "tabell_01 (T3):" in said and "tabell_02 (T3)" in said
    assert len(found) == 2
    assert not re.search(r" [123](;| \()", said)


def test_the_page_stands_alone_and_can_be_read_aloud(files):
    html = files["doc/kodebok.html"].decode()
    assert '<html lang="nb">' in html and "<title>Kodebok: " in html
    assert not re.search(r"<script|<img|<link|@import|url\(|\son\w+=|src=", html)
    assert set(re.findall(r'href="([^"]+)"', html)) == {
        f"#{name}" for name in re.findall(r'id="(v\d+)"', html)
    }
    for table in re.findall(r"<table>.*?</table>", html, re.S):
        assert '<th scope="col"' in table and '<th scope="row"' in table
    names = re.findall(r'\sid="([^"]+)"', html)
    assert len(names) == len(set(names))


def test_what_people_wrote_is_text_in_it_and_never_markup():
    asked = questionnaire(wording="<script>alert(1)</script> #panic() =1+1")
    files = files_of(make_package(questionnaire=asked, microdata=make_microdata(asked, 60)))
    assert b"<script>" not in files["doc/kodebok.html"]
    said = words(text_in(files["doc/kodebok.pdf"]))
    assert words("<script>alert(1)</script> #panic() =1+1") in said


def test_a_spreadsheet_calculates_nothing_of_it():
    asked = questionnaire(wording="=1+1")
    files = files_of(make_package(questionnaire=asked, microdata=make_microdata(asked, 60)))
    room = next(line for line in lines_of(files) if line["variabel"] == "room")
    assert (room["etikett"], room["sporsmal_nb"]) == ("'=1+1", "'=1+1")


def test_on_paper_it_says_the_same(files):
    said = words(text_in(files["doc/kodebok.pdf"]))
    for text in ("mentor_cases: Antall kandidater", "Kor ofte er det slik?", "61–100, Over 100"):
        assert words(text) in said
    assert b"pdfuaid" in files["doc/kodebok.pdf"]


def test_every_column_of_the_rows_is_read_once():
    read = []
    package = make_full_package("employer")

    class Watched(pd.DataFrame):
        def __getitem__(self, name):
            read.append(name)
            return super().__getitem__(name)

    microdata = package.microdata
    watched = Microdata(**vars(microdata) | {"data": Watched(microdata.data)})
    described(make_package("employer", microdata=watched))
    assert read == list(microdata.data)


def test_a_language_that_is_not_written_is_not_made_up():
    asked = questionnaire()
    html = html_of(make_package(questionnaire=asked, microdata=make_microdata(asked, 60)))
    assert '<span lang="nn">Jeg har tid' not in html
