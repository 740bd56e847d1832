"""The commands in a package make of the csv what the files for SPSS and Stata are."""

import json
import os
import shutil
import subprocess

import pyreadstat
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from surveys.instruments.questionnaire import Item, Kind, Texts
from surveys.microdata.shapes import Code
from surveys.package.data import data_files
from surveys.package.spss import label_of, sps_of, value_labels_of
from surveys.package.stata import do_of
from surveys.package.variables import variables_of
from tests.surveys.releases.packages import HARD, LONG, column, of, package
from tests.surveys.releases.readers import read_do, read_sps

STEM = "data/veileder_t3_r01"
RSCRIPT, PSPP = shutil.which("Rscript"), shutil.which("pspp")
AS_JSON = r"""
source("syntaks/les_inn.R")
escaped <- function(x, sign, by) gsub(sign, by, x, fixed = TRUE)
quoted <- function(x) paste0('"',
  escaped(escaped(enc2utf8(x), '\\', '\\\\'), '"', '\\"'), '"')
listed <- function(x) paste0("[", paste(ifelse(is.na(x), "null", quoted(as.character(x))),
  collapse = ", "), "]")
one <- function(name) paste0(quoted(name), ": {",
  '"label": ', quoted(attr(data[[name]], "label")),
  ', "levels": ', listed(levels(data[[name]])),
  ', "values": ', listed(data[[name]]),
  ', "missing": ', listed(mangler[[name]]), "}")
cat(enc2utf8(paste0("{", paste(sapply(names(data), one), collapse = ", "), "}")))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pakke æøå")
    for path, content in data_files(package()).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_the_syntax_for_spss_says_what_the_file_says(folder):
    _data, meta = pyreadstat.read_sav(folder / f"{STEM}.sav", user_missing=True)
    read = read_sps((folder / "syntaks/les_inn.sps").read_text())
    assert {name: each.label for name, each in read.items()} == meta.column_names_to_labels
    assert {name: each.values for name, each in read.items()} == meta.variable_value_labels
    assert {name: each.level for name, each in read.items()} == meta.variable_measure
    assert read["a1_rom"].missing == ("97", "THRU", "99", "88")
    assert read["a3_flere_long"].missing == ("98", "99")


def test_no_line_of_the_syntax_for_spss_is_too_long_for_it(folder):
    lines = (folder / "syntaks/les_inn.sps").read_bytes().splitlines()
    assert max(map(len, lines)) <= 256


def test_the_commands_for_stata_say_what_the_file_says(folder):
    _data, meta = pyreadstat.read_dta(folder / f"{STEM}.dta", user_missing=True)
    read = read_do((folder / "syntaks/les_inn.do").read_text())
    assert {name: each.label for name, each in read.items()} == meta.column_names_to_labels
    in_the_file = {
        name: {
            f".{value}" if isinstance(value, str) else value: label.replace("`", "‘")
            for value, label in labels.items()
        }
        for name, labels in meta.variable_value_labels.items()
    }
    assert {name: each.values for name, each in read.items()} == in_the_file
    assert read["a1_rom"].missing == ("88=.a", "97=.b", "98=.c", "99=.d")
    assert read["a4_antall"].missing == ("9988=.a", "9997=.b", "9998=.c", "9999=.d")


@given(st.text(min_size=1, max_size=300))
@example("'")
@example('`"\'"`$')
@example("\\\\$x \\$")
@example("slutt.\n. 'a' + 'b'")
@example("/* ikke */ // heller ikke")
@example("😀'" * 150)
def test_whatever_a_label_is_it_ends_where_it_ends(text):
    item = Item("q1", Kind.ONE, Texts(text), "agree")
    codes = Code(1, Texts(text)), Code(2, Texts("Ja"))
    [variable] = variables_of(of(column("q1", *codes, item=item), q1=[1]))
    [(name, read)] = read_sps(sps_of([variable], "a.csv").decode()).items()
    assert (name, read.label, read.values) == (
        *("q1", label_of(variable), value_labels_of(variable)),
    )
    [(name, read)] = read_do(do_of([variable], "a.csv").decode()).items()
    assert name == "q1"
    assert list(read.values) == [1, 2]
    likes = str.maketrans(dict.fromkeys("`‘'’ ", ""))
    assert read.values[1].translate(likes) == variable.valid[1].translate(likes)


@pytest.mark.skipif(not RSCRIPT, reason="R is not installed")
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_r_reads_the_rows(folder, locale, tmp_path):
    script = tmp_path / "as_json.R"
    script.write_text(AS_JSON)
    said = subprocess.run(
        [RSCRIPT, "--vanilla", script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": locale},
        capture_output=True,
        check=True,
    )
    read = json.loads(_unescaped(said.stdout.decode()))
    rom, number = read["a1_rom"], read["a4_antall"]
    assert rom["label"] == "Stemmer det? =Jeg har rom for det"
    assert rom["levels"] == ["Uenig", HARD, LONG.strip()]
    assert rom["values"] == ["Uenig", HARD, LONG.strip(), None, None, None, None]
    assert rom["missing"][2:] == [
        *(None, "Vet ikke / ikke aktuelt", "Ikke stilt", "Ikke svart", "Skjermet")
    ]
    assert number["values"] == ["0", "12", "340", None, None, None, None]
    assert number["missing"][3:] == [
        *("Vet ikke / ikke aktuelt", "Ikke stilt", "Ikke svart", "Skjermet")
    ]


def _unescaped(text):
    """In the locale C R prints letters of others as <U+00E5>."""
    while (start := text.find("<U+")) >= 0:
        end = text.index(">", start)
        text = text[:start] + chr(int(text[start + 3 : end], 16)) + text[end + 1 :]
    return text


@pytest.mark.skipif(not PSPP, reason="PSPP is not installed")
def test_pspp_makes_of_the_csv_what_the_file_is(folder, tmp_path):
    script = tmp_path / "again.sps"
    commands = (folder / "syntaks/les_inn.sps").read_text()
    script.write_text(f"{commands}\nSAVE OUTFILE='{tmp_path}/again.sav'.\n")
    _pspp(script, folder)
    data, meta = pyreadstat.read_sav(folder / f"{STEM}.sav", user_missing=True)
    again, made = pyreadstat.read_sav(tmp_path / "again.sav", user_missing=True)
    assert again.equals(data)
    assert made.column_names_to_labels == meta.column_names_to_labels
    assert made.variable_value_labels == meta.variable_value_labels
    assert made.missing_ranges == meta.missing_ranges
    assert made.variable_measure == meta.variable_measure
    assert made.original_variable_types == meta.original_variable_types


@pytest.mark.skipif(not PSPP, reason="PSPP is not installed")
def test_pspp_opens_the_file_for_spss(folder, tmp_path):
    script = tmp_path / "open.sps"
    script.write_text(f"GET FILE='{STEM}.sav'.\nFREQUENCIES /VARIABLES=ALL.\n")
    said = _pspp(script, folder)
    assert "Skjermet" in said
    assert "Stemmer det? =Jeg har rom" in said


def _pspp(script, folder):
    """What it prints. It must have nothing to say against it."""
    said = subprocess.run(
        [PSPP, "-O", "format=csv", script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "error" not in said.stdout + said.stderr
    assert "warning" not in said.stdout + said.stderr
    return said.stdout
