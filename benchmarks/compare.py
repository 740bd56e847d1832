"""Floor and product, request by request: A B A B …, so that a slow moment hits both."""

from dataclasses import dataclass
from itertools import cycle
from statistics import median

from benchmarks.visitor import Visitor

WARM_UP = 40
MEASURED = 200


@dataclass
class Result:
    """One line of the table. `ratio` is ours / floor: smaller is better."""

    name: str
    target: float
    floor_ms: float
    ours_ms: float
    queries: int
    rows: int

    @property
    def ratio(self):
        return self.ours_ms / self.floor_ms

    @property
    def is_met(self):
        return self.ratio <= self.target

    def as_json(self, commit):
        return {
            "name": self.name,
            "ratio": round(self.ratio, 2),
            "target": self.target,
            "floor_ms": round(self.floor_ms, 2),
            "ours_ms": round(self.ours_ms, 2),
            "queries": self.queries,
            "rows": self.rows,
            "commit": commit,
        }


def within(name, most_ms, *, floor_ms, **measured):
    """A Result with a time for its target, said as a ratio to the floor of the same run."""
    return Result(name, most_ms / floor_ms, floor_ms, **measured)


def against_the_floor(case, floor, product):
    """The case on the product beside the floor's page of 50 rows, or its form."""
    floor_ms, ours_ms = side_by_side(
        (Visitor(floor, case["floor_session"]), [case["floor"]]),
        (Visitor(product, case["session"]), case["requests"]),
    )
    return Result(case["name"], case["target"], floor_ms, ours_ms, case["queries"], case["rows"])


def against_itself(small, large, target, small_server, large_server):
    """The same page in a database of the demo's size (as the floor) and in the nation's."""
    small_ms, large_ms = side_by_side(
        (Visitor(small_server, small["session"]), small["requests"]),
        (Visitor(large_server, large["session"]), large["requests"]),
    )
    name = f"{large['name']}: nation / demo"
    return Result(name, target, small_ms, large_ms, large["queries"], large["rows"])


def side_by_side(*sides):
    """Median milliseconds of each side, measured in turn after a warm-up."""
    turns = [(visitor, cycle(requests)) for visitor, requests in sides]
    times = [
        [visitor.ask(next(requests)) for visitor, requests in turns]
        for _ in range(WARM_UP + MEASURED)
    ]
    return [median(of_one) for of_one in zip(*times[WARM_UP:], strict=True)]
