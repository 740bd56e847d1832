"""docs/asvs.md says something of every requirement, once, and of files that are there."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "asvs.md").read_text()
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+) \| (.+) \| (.+) \|$", TEXT, re.MULTILINE)
KINDS = {"test", "review", "n/a", "deviation", "open", "Nav"}
# How many requirements of level 1 and 2 each section of ASVS 5.0.0 begins with; level 3 follows.
SECTIONS = """
1.1: 2, 1.2: 9, 1.3: 11, 1.4: 3, 1.5: 2, 2.1: 3, 2.2: 3, 2.3: 4, 2.4: 1, 3.2: 2, 3.3: 4, 3.4: 6,
3.5: 5, 3.7: 2, 4.1: 3, 4.2: 1, 4.3: 2, 4.4: 4, 5.1: 1, 5.2: 3, 5.3: 2, 5.4: 3, 6.1: 3, 6.2: 12,
6.3: 4, 6.4: 4, 6.5: 5, 6.6: 3, 6.8: 4, 7.1: 3, 7.2: 4, 7.3: 2, 7.4: 5, 7.5: 2, 7.6: 2, 8.1: 2,
8.2: 3, 8.3: 1, 8.4: 1, 9.1: 3, 9.2: 4, 10.1: 2, 10.2: 2, 10.3: 4, 10.4: 11, 10.5: 5, 10.6: 2,
10.7: 3, 11.1: 2, 11.2: 3, 11.3: 3, 11.4: 4, 11.5: 1, 11.6: 1, 12.1: 3, 12.2: 2, 12.3: 4, 13.1: 1,
13.2: 5, 13.3: 2, 13.4: 5, 14.1: 2, 14.2: 4, 14.3: 3, 15.1: 3, 15.2: 3, 15.3: 7, 16.1: 1, 16.2: 5,
16.3: 4, 16.4: 3, 16.5: 3, 17.1: 1, 17.2: 4, 17.3: 2
"""
PATHS = sorted({path for row in ROWS for path in re.findall(r"`([\w-]+/[\w/-]+\.\w+)`", row[3])})


def requirements():
    for section, number in re.findall(r"(\d+\.\d+): (\d+)", SECTIONS):
        yield from (f"{section}.{each + 1}" for each in range(int(number)))


def test_every_requirement_stands_once():
    assert len(list(requirements())) == 253
    assert Counter(number for number, *_others in ROWS) == Counter(requirements())


def test_every_row_is_of_a_kind():
    assert {number: kind for number, _what, kind, _where in ROWS if kind not in KINDS} == {}


@pytest.mark.parametrize("path", PATHS)
def test_what_it_names_exists(path):
    assert (ROOT / path).is_file()


def test_a_row_that_says_test_names_where():
    where = re.compile(r"`tests/|`make |bandit|`hybridnav/settings.py`")
    assert [row for row in ROWS if row[2] == "test" and not where.search(row[3])] == []
