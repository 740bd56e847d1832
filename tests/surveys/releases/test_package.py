"""The package of a release as a whole: what is in it, the same bytes always, and no traces."""

import datetime
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import PurePosixPath

import openpyxl
import pytest
from django.utils import translation

from surveys.package.building import files_of, folder_of, zip_of
from surveys.package.same_bytes import same_workbook
from tests.paper import text_in
from tests.surveys.releases.documented import (
    WAVE_ID,
    make_full_package,
    make_package,
    make_wave,
)
from tests.surveys.releases.traces import is_national_id, traces_in

CONTACT = "surveys@example.org"
IN_ANOTHER_PROCESS = """
import json, sys
import django, time_machine
from django.utils import translation

django.setup()
translation.activate(sys.argv[1])
from tests.surveys.releases import test_package

with time_machine.travel("2031-02-28 23:59:50Z", tick=True):
    json.dump(test_package.hashes(), sys.stdout)
"""


def hashes():
    package = make_full_package("employer")
    files = files_of(package)
    files["zip"] = zip_of(files, folder_of(package))
    return {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}


@pytest.fixture(scope="module")
def package():
    return make_full_package("employer")


@pytest.fixture(scope="module")
def files(package):
    return files_of(package)


def test_everything_is_there(files):
    assert [path for path in files if not path.startswith(("syntaks/", "tabeller/"))] == [
        "LESMEG.txt",
        "README.txt",
        "SHA256SUMS",
        "apne_svar/why_not.txt",
        "apne_svar/why_not.xlsx",
        "data/employer_t3_r01.csv",
        "data/employer_t3_r01.dta",
        "data/employer_t3_r01.sav",
        "data/employer_t3_r01.xlsx",
        "doc/anonymisering.md",
        "doc/ddi-codebook-2.5.xml",
        "doc/kodebok.csv",
        "doc/kodebok.html",
        "doc/kodebok.pdf",
        "doc/metode.md",
        "doc/skjema_v3_xlsform.xlsx",
        "doc/sporreskjema_v3.pdf",
        "release.json",
    ]


def test_archives_take_the_names(files, package):
    for path in files:
        for name in PurePosixPath(path).parts:
            assert len(name) < 25
            assert re.fullmatch(r"[A-Za-z0-9._-]+", name)
    assert folder_of(package) == "hn-employer-t3-r01"
    waves = make_wave("Våren 2026, første runde"), make_wave("Høsten")
    long = make_package(instrument="æresundersøkelse", waves=waves, number=212)
    assert folder_of(long) == "hn-aeresund-varen-2-r212"
    assert len(folder_of(long)) < 25


def test_a_release_of_tables_alone_has_no_rows_and_one_of_texts_no_tables():
    tables = files_of(make_full_package("employer", microdata=None, texts={}))
    assert {path.split("/")[0] for path in tables if "/" in path} == {"doc", "tabeller"}
    texts = files_of(make_full_package("employer", microdata=None, tables=()))
    assert {path.split("/")[0] for path in texts if "/" in path} == {"doc", "apne_svar"}


def test_the_checksums_are_of_every_other_file(files):
    lines = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert lines == {
        path: hashlib.sha256(content).hexdigest()
        for path, content in files.items()
        if path != "SHA256SUMS"
    }


def test_the_zip_holds_the_files_in_one_folder(files, package):
    content = zip_of(files, folder_of(package))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"hn-employer-t3-r01/{path}" for path in sorted(files)]
        assert archive.read("hn-employer-t3-r01/LESMEG.txt") == files["LESMEG.txt"]
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert zip_of(dict(reversed(files.items())), folder_of(package)) == content


@pytest.mark.parametrize(
    ("language", "environment"),
    [
        ("en", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("nn", {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711"}),
    ],
)
def test_built_again_it_is_the_same_bytes(language, environment):
    """In another process, on another day, elsewhere on earth, in another language."""
    said = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS, language],
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
    )
    assert json.loads(said.stdout) == hashes()


def test_built_again_a_little_later_it_is_the_same_bytes():
    """Typesetting and statistics have clocks that no test can turn."""
    before = hashes()
    time.sleep(1.1)
    with translation.override("nn"):
        assert hashes() == before


def test_what_is_released_decides_the_bytes(files):
    """So that equal bytes are no accident of the test above."""
    later = files_of(make_full_package("employer", made_on=datetime.date(2027, 1, 5)))
    changed = {path for path in files if files[path] != later[path]}
    assert {"LESMEG.txt", "doc/kodebok.pdf", "doc/sporreskjema_v3.pdf", "release.json"} < changed


def test_release_json_tells_programs_everything(files, package):
    said = json.loads(files["release.json"])
    assert (said["release"], said["folder"]) == (1, "hn-employer-t3-r01")
    assert said["instrument"] == {"code": "employer", "version": 3}
    assert said["profile"]["cell_min"] == 4
    assert (said["rows"]["k"], said["rows"]["l"]) == (6, 2)
    assert [each["name"] for each in said["rows"]["columns"]] == list(package.microdata.data)
    assert said["waves"][0]["answered"] == 32
    assert [each["withheld"] for each in said["tables"]] == [2, 4, "group"]
    assert said["texts"] == {"why_not": 7}
    assert set(said["written_with"]) == {"numpy", "openpyxl", "pandas", "pyreadstat", "typst"}
    assert set(said["files"]) | {"release.json", "SHA256SUMS"} == set(files)


def test_no_trace_of_people_and_machines_is_left(files):
    secrets = [WAVE_ID, WAVE_ID.replace("-", "")]
    assert traces_in(files, secrets, allowed={CONTACT}) == set()


def test_the_search_for_traces_finds_them(files):
    """The same files with something of each kind in them, in every kind of file."""
    package = make_full_package(
        "employer",
        title="Spør kari.nordmann@nav.example eller 01010750160",
        purpose=f"Se https://nav.example/svar/{WAVE_ID}",
    )
    marked = files_of(package)
    found = traces_in(marked, [WAVE_ID], allowed={CONTACT})
    kinds = {
        "kari.nordmann@nav.example",
        "01010750160",
        f"https://nav.example/svar/{WAVE_ID}",
        WAVE_ID,
    }
    assert {what for _path, what in found} == kinds
    assert text_in(marked["doc/kodebok.pdf"]).count("kari.nordmann@nav.example") > 1
    assert {path for path, what in found if "@" in what} >= {
        "LESMEG.txt",
        "doc/kodebok.pdf",
        "doc/kodebok.html",
        "doc/ddi-codebook-2.5.xml",
        "release.json",
    }


def test_the_search_for_traces_finds_who_made_a_workbook(files):
    workbook = openpyxl.load_workbook(io.BytesIO(files["doc/skjema_v3_xlsform.xlsx"]))
    workbook.properties.lastModifiedBy = "Kari Nordmann"
    content = io.BytesIO()
    workbook.save(content)
    assert traces_in({"a.xlsx": content.getvalue()})
    assert not traces_in({"a.xlsx": same_workbook(content.getvalue())})


def test_check_digits_tell_a_national_id_from_another_number():
    assert is_national_id("01010750160")
    assert not is_national_id("01010750161")


def test_nothing_is_said_of_a_contact_that_there_is_none_of():
    files = files_of(make_package("employer", contact=""))
    assert b"example.org" not in b"".join(files.values())
