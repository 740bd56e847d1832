"""What the files of a release cost: 100,000 rows of 40 questions in every format.

`python -m benchmarks.release_files` (ROWS=, COLUMNS=) prints seconds, sizes and the memory it took;
the file for SPSS beside the bare library writing the same frame. Each is the median of ROUNDS, in
turn (A B A B …). Ends with an error where one is over its target.
"""

import datetime
import os
import resource
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import django
import numpy as np
import pandas as pd
import pyreadstat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hybridnav.settings")
django.setup()

from surveys.disclosure.frame import Variable  # noqa: E402
from surveys.disclosure.profiles import RELEASE  # noqa: E402
from surveys.disclosure.shapes import Region, Rows  # noqa: E402
from surveys.instruments.questionnaire import (  # noqa: E402
    Block,
    Choice,
    Item,
    Kind,
    Page,
    Questionnaire,
    Texts,
)
from surveys.microdata.shapes import MISSING, Code, Column, Microdata  # noqa: E402
from surveys.package.contents import Package, WaveFacts  # noqa: E402
from surveys.package.data import data_files, stem_of  # noqa: E402
from surveys.package.r import r_of  # noqa: E402
from surveys.package.rows import csv_of, labelled_of  # noqa: E402
from surveys.package.spss import sav_of, sps_of  # noqa: E402
from surveys.package.stata import do_of, dta_of  # noqa: E402
from surveys.package.variables import variables_of  # noqa: E402

ROWS, COLUMNS = int(os.environ.get("ROWS", 100_000)), int(os.environ.get("COLUMNS", 40))
ROUNDS = 5
SAV_TARGET, MEMORY_TARGET_MB = 1.5, 1500
STEPS = "Helt uenig", "Litt uenig", "Verken enig eller uenig", "Litt enig", "Helt enig"
WHY = "Vet ikke / ikke aktuelt", "Ikke stilt", "Ikke svart", "Skjermet"


def package():
    choices = tuple(Choice(f"c{number}", Texts(text)) for number, text in enumerate(STEPS, 1))
    items = tuple(
        Item(f"q{number:02}", Kind.ONE, Texts(f"Jeg har det jeg trenger til oppgave {number}"), "a")
        for number in range(1, COLUMNS + 1)
    )
    codes = (
        *(Code(number, Texts(text)) for number, text in enumerate(STEPS, 1)),
        *(Code(n, Texts(text), is_missing=True) for n, text in zip(MISSING, WHY, strict=True)),
    )
    numbers = [code.number for code in codes]
    drawn = np.random.default_rng(1).choice(numbers, (ROWS, COLUMNS), p=[0.18] * 5 + [0.025] * 4)
    data = pd.DataFrame(drawn, columns=[item.name for item in items])
    columns = tuple(Column(each.name, Variable(each.name, each, ()), codes) for each in items)
    return Package(
        number=1,
        title="Målt",
        purpose="",
        made_on=datetime.date(2026, 11, 25),
        profile=RELEASE,
        instrument="measured",
        version=1,
        questionnaire=Questionnaire(
            Texts("Målt"), (Page("one", (Block("one", items),)),), {"a": choices}
        ),
        waves=(WaveFacts("T1", "codes", "advisor", None, None, None, None, Texts("")),),
        seed=b"seed",
        microdata=Microdata(columns, data, 6, 2, Rows(Region.of([]), {}, frozenset())),
    )


def bare(data):
    """The library alone, which writes numbers and names."""
    with tempfile.TemporaryDirectory() as folder:
        pyreadstat.write_sav(data, Path(folder, "bare.sav"))


def seconds(work):
    begun = perf_counter()
    work()
    return perf_counter() - begun


def main():
    made = package()
    data, variables = made.microdata.data, variables_of(made)
    path = f"data/{stem_of(made)}.csv"
    writers = {
        "bare .sav": lambda: bare(data),
        ".sav": lambda: sav_of(data, variables, made.title, made.made_on),
        ".dta": lambda: dta_of(data, variables, made.title, made.made_on),
        ".csv": lambda: csv_of(data),
        ".xlsx with labels": lambda: labelled_of(made, variables),
        "syntax": lambda: [write(variables, path) for write in (sps_of, do_of, r_of)],
        "all": lambda: data_files(made),
    }
    taken = {name: [] for name in writers}
    for _round in range(ROUNDS):
        for name, work in writers.items():
            taken[name].append(seconds(work))
    times = {name: median(each) for name, each in taken.items()}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{ROWS:,} rows of {COLUMNS} columns")
    for name, each in times.items():
        print(f"{name:20} {each:7.2f} s")
    for name, content in data_files(made).items():
        print(f"{name:32} {len(content) / 1e6:7.1f} MB")
    ratio = times[".sav"] / times["bare .sav"]
    print(f".sav / bare .sav      {ratio:6.2f}   target {SAV_TARGET}")
    print(f"memory at most       {memory:7} MB  target {MEMORY_TARGET_MB}")
    sys.exit(not (ratio <= SAV_TARGET and memory <= MEMORY_TARGET_MB))


if __name__ == "__main__":
    main()
