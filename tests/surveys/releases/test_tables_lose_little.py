"""How many cells of the report's tables are withheld, printed beside how safe they are.

A greedy prototype withheld 61, 68, 78 and 86 of the 135 cells by the cell rule alone.
"""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from surveys.disclosure.cuts import ALL
from surveys.disclosure.profiles import RELEASE, Profile
from surveys.disclosure.protecting import protected
from tests.surveys.releases.drawn import cut_of
from tests.surveys.releases.frames import asking, choices, frame

PUBLISHED = json.loads((Path(__file__).parent.parent / "published.json").read_text())
SHARED = "A01", "A02", "A04", "A05", "A07"
ALONE = Profile("cells alone", group_min=0, unanimity=False, pads_dont_know=False)


def withheld(profile):
    """How many cells of the shared tables are, of how many."""
    gone = cells = 0
    for code in SHARED:
        for name, item in PUBLISHED[code]["items"].items():
            answers = [(number, {name: answer}) for answer, number in item["counts"].items()]
            asked = asking({name: choices(*item["counts"])})
            found = frame(asked, *answers, (32 - item["n"], {}))
            table = protected(found, cut_of(found, name), profile)
            inner = [(row, ALL) for row in range(len(item["counts"]))]
            cells += len(inner)
            gone += sum(table.cells.get(place) is None for place in inner)
    return gone, cells


@pytest.mark.parametrize(("least", "most"), [(3, 61), (4, 68), (5, 78), (6, 86)])
def test_no_more_cells_are_withheld_than_by_a_greedy_prototype(least, most, record_property):
    started = time.perf_counter()
    by_cells = replace(ALONE, cell_min=least)
    alone, cells = withheld(by_cells)
    seconds = time.perf_counter() - started
    measured = {
        "cells": cells,
        "by the cell rule": alone,
        "seconds": round(seconds, 2),
        "and group minimum": withheld(replace(by_cells, group_min=RELEASE.group_min))[0],
        "and unanimity": withheld(replace(by_cells, unanimity=True))[0],
    }
    print(measured)
    record_property("withheld", measured)
    assert cells == 135
    assert alone <= most
