"""How long the protected tables of a release take, in seconds of the processor, and what is lost.

`DJANGO_SETTINGS_MODULE=hybridnav.settings python -m benchmarks.tables`: 40 questions, of each a
table alone and two crossed with background questions.
"""

import json
import random
import time

import django

from surveys.disclosure.cuts import Axis, Category, Cut
from surveys.disclosure.frame import frame_of
from surveys.disclosure.profiles import RELEASE
from surveys.disclosure.protecting import all_protected
from surveys.disclosure.shapes import Region
from tests.surveys.releases.frames import PART, asking, choices, rows

QUESTIONS, ACROSS = 40, ("portfolio", "work")
ANSWERS = ["a", "b", "c", "d", "e", "dont_know"]


def respondents(number):
    """A Frame of so many who lean one way or the other; some leave questions out."""
    dice = random.Random(number)
    names = [f"q{at}" for at in range(QUESTIONS)]
    lists = {name: choices(*ANSWERS[:-1], dont_know=True) for name in names}
    lists |= {name: choices("low", "middle", "high") for name in ACROSS}
    answers = []
    for _each in range(number):
        lean = dice.random()
        given = {name: ["low", "middle", "high"][int(dice.random() * 3)] for name in ACROSS}
        for name in names:
            if dice.random() > 0.03:
                given[name] = ANSWERS[int((lean + dice.random()) / 2 * len(ANSWERS))]
        answers.append((1, given))
    return frame_of(asking(lists), rows(*answers)), names


def cuts_of(found, names):
    axes = {
        name: Axis(name, name, tuple(Category(v, frozenset([v])) for v in variable.values))
        for name, variable in found.variables.items()
    }
    merger = [("a b", {"a", "b"}), ("c", {"c"}), ("d e", {"d", "e"}), ("dont_know", {"dont_know"})]
    categories = tuple(Category(label, frozenset(values)) for label, values in merger)
    return [
        Cut(Region.of([PART]), axes[name], columns, (Axis(name, name, categories),))
        for name in names
        for columns in (None, *(axes[each] for each in ACROSS))
    ]


def main():
    django.setup()
    for number in (32, 200, 2000, 100_000):
        found, names = respondents(number)
        started = time.process_time()
        tables = all_protected(found, cuts_of(found, names), RELEASE)
        seconds = time.process_time() - started
        cells = [each for table in tables for each in table.cells.values()]
        measured = {
            "respondents": number,
            "tables": len(tables),
            "seconds": round(seconds, 1),
            "tables withheld": sum(bool(table.why_not) for table in tables),
            "cells": len(cells),
            "cells withheld": cells.count(None),
        }
        print(json.dumps(measured))


if __name__ == "__main__":
    main()
