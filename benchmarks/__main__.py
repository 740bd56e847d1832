"""`make bench` and `make bench NATIONAL=1`: prints a table, writes results.json, fails when red."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks import browser, sending
from benchmarks.compare import Result, against_itself, against_the_floor, within
from benchmarks.servers import FLOOR, NATION, PRODUCT, Database

RESULTS = Path(__file__).with_name("results.json")
# A nation may cost a page this much more than a demo does.
NATION_TARGET, NATION_SEARCH_TARGET = 1.2, 1.5
WHO_IS_DUE_TARGET = 1.2
# Of what the dashboards keep: all of it once a day, and one caseload after one contact.
ALL_COUNTS_MS, ONE_CASELOAD_MS = 60_000, 20
MARKING_TARGET = 3.0


def main():
    demo = Database("bench")
    results = measure(demo)
    results.append(sending.measure(demo))
    with demo.serving(PRODUCT) as product:
        is_light = browser.measure(demo, product)
    if os.environ.get("NATIONAL") == "1":
        nation = Database("bench-nation", NATION)
        results += measure(nation, ", nation") + measure_growth(demo, nation)
        results.append(measure_who_is_due(nation))
        nation.stop()
    demo.stop()
    write(results)
    show(results)
    sys.exit(not (is_light and all(result.is_met for result in results)))


def measure(database, where=""):
    database.prepare()
    # First, since it leaves kept what the worker keeps where people work.
    results = measure_counts(database, where)
    with database.serving(FLOOR) as floor, database.serving(PRODUCT) as product:
        return results + [
            against_the_floor(case | {"name": case["name"] + where}, floor, product)
            for case in database.cases()
        ]


def measure_counts(database, where):
    """What the dashboards keep, beside the least PostgreSQL can do; rows are offices, people, 1."""
    measured = database.ask("benchmarks.counts")
    return [
        within(f"count all offices{where}", ALL_COUNTS_MS, **measured["all"]),
        within(f"count one caseload anew{where}", ONE_CASELOAD_MS, **measured["one"]),
        Result(f"mark a caseload{where}", MARKING_TARGET, **measured["marking"]),
    ]


def measure_growth(demo, nation):
    """Each page in the nation beside the same page in the demo."""
    in_demo = {case["name"]: case for case in demo.cases()}
    with demo.serving(PRODUCT) as small, nation.serving(PRODUCT) as large:
        return [
            against_itself(
                in_demo[case["name"].removesuffix(", largest office")],
                case,
                NATION_SEARCH_TARGET if "search" in case["name"] else NATION_TARGET,
                small,
                large,
            )
            for case in nation.cases()
        ]


def measure_who_is_due(nation):
    """The sweep's question beside the same in plain SQL (as the floor)."""
    measured = nation.ask("benchmarks.due")
    return Result("who is due, nation / plain SQL", WHO_IS_DUE_TARGET, queries=1, **measured)


def write(results):
    """Replaces the lines of the same names, so that a run without a nation keeps the nation's."""
    commit = subprocess.check_output(["git", "rev-parse", "--short", "HEAD"], text=True).strip()
    kept = {line["name"]: line for line in json.loads(RESULTS.read_text() or "[]")}
    kept |= {result.name: result.as_json(commit) for result in results}
    RESULTS.write_text(json.dumps(list(kept.values()), indent=1, ensure_ascii=False) + "\n")


def show(results):
    print(f"\n{'':44}  ratio target floor ms  ours ms queries rows")
    for result in results:
        line = (
            f"{result.name:44} {result.ratio:6.2f} {result.target:6.1f} {result.floor_ms:8.2f}"
            f" {result.ours_ms:8.2f} {result.queries:7} {result.rows:4}"
        )
        print(line if result.is_met else red(f"{line}  too slow"))


def red(text):
    return f"\x1b[31m{text}\x1b[0m" if sys.stdout.isatty() else text


if __name__ == "__main__":
    main()
