"""The files of a release are the same bytes whenever and wherever they are made, and say nothing
of that."""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from io import BytesIO

import pytest

from surveys.package.data import data_files
from tests.surveys.releases.packages import package

IN_ANOTHER_PROCESS = """
import json, sys
import django, time_machine
from django.utils import translation

django.setup()
translation.activate("en")
from tests.surveys.releases import test_same_files

with time_machine.travel("2031-02-28 23:59:50Z", tick=True):
    json.dump(test_same_files.hashes(), sys.stdout)
"""
STEM = "data/veileder_t3_r01"
GUID = rb"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
ADDRESS = rb"https?://[^\s\"<]+|www\.|[\w.]+@[\w.]+\.\w+"
# What names the parts of a workbook, in every one there is.
NAMESPACE = re.compile(rb"http://schemas\.openxmlformats\.org/[\w./-]+")
MADE_BY = rb"creator|lastModifiedBy|revision|comment|<dc:|dcterms|docProps|ReadStat|openpyxl|pandas"


def hashes():
    files = data_files(package())
    return {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}


def plain_parts(files):
    """[(path, bytes)] of everything that somebody could look into."""
    for path, content in files.items():
        yield path, content
        if path.endswith(".xlsx"):
            with zipfile.ZipFile(BytesIO(content)) as archive:
                yield from ((f"{path}/{name}", archive.read(name)) for name in archive.namelist())
                yield from ((f"{path}/{name}", name.encode()) for name in archive.namelist())


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711", "LANG": "nn_NO"},
    ],
)
def test_they_are_the_same_in_another_process_on_another_day(environment):
    said = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
    )
    assert json.loads(said.stdout) == hashes()


def test_they_are_the_same_a_little_later():
    """The libraries for statistics read a clock that no test can turn."""
    before = hashes()
    time.sleep(1.1)
    assert hashes() == before


def test_the_day_in_them_is_that_of_the_approval():
    files = data_files(package())
    assert files[f"{STEM}.sav"][92:109] == b"05 Dec 2600:00:00"
    assert b"<timestamp>\x1105 Dec 2026 00:00</timestamp>" in files[f"{STEM}.dta"]


def test_nothing_in_them_says_who_made_them_and_with_what():
    found = {
        path: re.findall(rb"|".join([GUID, ADDRESS, MADE_BY]), NAMESPACE.sub(b"", content))
        for path, content in plain_parts(data_files(package()))
    }
    assert {path: hits for path, hits in found.items() if hits} == {}


def test_every_part_of_a_workbook_has_the_same_day():
    for path, content in data_files(package()).items():
        if path.endswith(".xlsx"):
            with zipfile.ZipFile(BytesIO(content)) as archive:
                for part in archive.infolist():
                    assert part.date_time == (1980, 1, 1, 0, 0, 0)
                    assert (part.create_system, part.extra, part.comment) == (3, b"", b"")


def test_another_seed_is_another_order():
    """So that equal bytes are no accident of the test."""
    one, other = (data_files(package(seed=seed)) for seed in (b"one", b"other"))
    changed = {path for path in one if one[path] != other[path]}
    assert {path.split("/")[0] for path in changed} == {"apne_svar"}
