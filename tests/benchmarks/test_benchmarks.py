"""The bench cannot be argued with: what it prints is what it measured, and red is red."""

import json
from itertools import count
from pathlib import Path

import pytest
from django.utils import timezone

from benchmarks import __main__ as bench
from benchmarks import compare, counts
from benchmarks.compare import Result, within
from benchmarks.floor import settings as floor
from insight.models import CaseloadCount, StaleCaseload

RESULT = Result("workbench", 4.0, floor_ms=5.0, ours_ms=15.0, queries=6, rows=50)


class Visitor:
    """Takes as long as the request says and notes whose turn it was."""

    def __init__(self, name, turns):
        self.name, self.turns = name, turns

    def ask(self, request):
        self.turns.append(self.name)
        return request


def test_floor_and_product_take_turns():
    turns = []
    floor_ms, ours_ms = compare.side_by_side(
        (Visitor("A", turns), [5.0]), (Visitor("B", turns), [10.0, 20.0])
    )
    assert turns == ["A", "B"] * (compare.WARM_UP + compare.MEASURED)
    assert compare.MEASURED >= 200
    assert (floor_ms, ours_ms) == (5.0, 15.0)


def test_what_happens_while_warming_up_does_not_count():
    slow_at_first = (100.0 if n < compare.WARM_UP else 1.0 for n in count())
    [ms] = compare.side_by_side((Visitor("A", []), slow_at_first))
    assert ms == 1.0


def test_a_ratio_is_ours_by_the_floor():
    assert RESULT.ratio == 3.0
    assert RESULT.is_met


def test_a_page_over_its_target_is_red_and_fails_the_run(capsys):
    bench.show([RESULT, Result("log contact", 3.0, 1.0, 3.1, 11, 1)])
    met, missed = capsys.readouterr().out.splitlines()[-2:]
    assert "too slow" not in met
    assert "too slow" in missed


def test_a_run_without_a_nation_keeps_the_figures_of_the_nation(tmp_path, monkeypatch):
    results = tmp_path / "results.json"
    results.write_text(json.dumps([{"name": "workbench, nation", "ratio": 3.5}]))
    monkeypatch.setattr(bench, "RESULTS", results)
    bench.write([RESULT])
    kept, new = json.loads(results.read_text())
    assert kept["name"] == "workbench, nation"
    assert list(new) == [
        *("name", "ratio", "target", "floor_ms", "ours_ms", "queries", "rows", "commit"),
    ]


def test_the_results_that_are_kept_are_of_that_form():
    for line in json.loads(Path(bench.RESULTS).read_text()):
        assert line["ratio"] == pytest.approx(line["ours_ms"] / line["floor_ms"], abs=0.1)


def test_the_floor_is_what_the_project_template_gives():
    """Nobody makes the product look better by a slower floor."""
    assert [name.split(".")[-1] for name in floor.MIDDLEWARE] == [
        "SecurityMiddleware",
        "SessionMiddleware",
        "CommonMiddleware",
        "CsrfViewMiddleware",
        "AuthenticationMiddleware",
        "MessageMiddleware",
        "XFrameOptionsMiddleware",
    ]
    assert floor.DEBUG is False
    assert floor.DATABASES["default"]["CONN_MAX_AGE"] == 60
    page = (floor.BASE_DIR / "templates" / "people.html").read_text()
    assert page.count("<td>{{") == 7
    assert page.count("{%") == 2


def test_a_time_that_is_the_target_is_said_as_a_ratio():
    measured = {"floor_ms": 4.0, "queries": 9, "rows": 60}
    assert within("one caseload", 20, ours_ms=20.0, **measured).is_met
    assert not within("one caseload", 20, ours_ms=20.1, **measured).is_met


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_is_measured_and_left_as_the_worker_leaves_it(monkeypatch, ada, bo, lampe):
    for name in ("WARM_UP", "MEASURED", "ROUNDS", "EACH"):
        monkeypatch.setattr(counts, name, 2)
    measured = counts.measured(timezone.localdate())
    assert measured["all"]["rows"] == 1
    assert measured["one"]["queries"] > measured["marking"]["queries"] == 1
    assert all(times["ours_ms"] > 0 for times in measured.values())
    assert CaseloadCount.objects.count() == 2
    assert not StaleCaseload.objects.exists()
    [state] = counts.run("SELECT tgenabled::text FROM pg_trigger WHERE tgname = 'insight_changed'")
    assert state == ("O",)
