"""The cases in turn. `ONLY=redis,locks` runs these alone."""

import os
import subprocess
import sys
import time
import traceback

from django.db import connection

from hybridnav import embedded
from hybridnav.celery import app
from tests.faults import findings, size
from tests.faults.cases import (
    at_once,
    clock,
    links,
    locks,
    mail_server,
    notes,
    postgres,
    redis,
    restarts,
    twice,
    web_workers,
    withdrawn,
    workers,
)
from tests.faults.findings import Finding
from tests.faults.people import Cast
from tests.faults.stage import Stage

# What links leave in logs is looked for when everything else has written there.
CASES = [
    *[twice, web_workers, workers, redis, postgres, mail_server],
    *[at_once, withdrawn, clock, restarts, locks, notes, links],
]


def main():
    app.loader.import_default_modules()
    stage = Stage(embedded.data_dir())
    stage.cast = Cast()
    stage.start()
    begun = time.monotonic()
    found = []
    print("fault | must hold | measured | ok", flush=True)
    for case in chosen():
        found += measured(case, stage)
    seconds = round(time.monotonic() - begun)
    if not (size.QUICK or os.environ.get("ONLY")):
        findings.write(found, about(seconds))
    print(f"{len(found)} lines in {seconds} seconds")
    sys.exit(not findings.all_hold(found))


def chosen():
    only = os.environ.get("ONLY")
    return [case for case in CASES if not only or name(case) in only.split(",")]


def measured(case, stage):
    """The findings of this case; one that breaks off is a finding too."""
    found = []
    begun = time.monotonic()
    try:
        for finding in case.measure(stage):
            found.append(finding)
            findings.show(finding)
    except Exception as error:
        traceback.print_exc()
        found.append(Finding(name(case), "is measured to the end", repr(error), ok=False))
        findings.show(found[-1])
    connection.close()
    print(f"  ({name(case)}: {time.monotonic() - begun:.0f} s)", flush=True)
    return found


def name(case):
    return case.__name__.rpartition(".")[2]


def about(seconds):
    commit = subprocess.check_output(
        ["git", "rev-parse", "--short", "HEAD"], cwd=embedded.BASE_DIR, text=True
    )
    return {"commit": commit.strip(), "seconds": seconds}
