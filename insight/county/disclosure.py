"""What of an office's half-year is shown: all of it, or nothing.

Every number of people is beside those it was counted among, so both it and what is left of them
must be nobody or six and more. Then no cut of the groups can be found that is smaller:
tests/insight/test_county_differencing.py looks for one. An office is withheld whole, and the sums
are over the offices that are shown, so that nothing is found by taking one from the other.
"""

from dataclasses import dataclass

from accounts.names import sort_key
from insight.county.models import HalfYear
from insight.protection import SIX, is_safe

AMONG_THE_FOLLOWED = "closely", "with_mentor", "with_helper"
SUMMED = "room", "meetings", "followed", *AMONG_THE_FOLLOWED


@dataclass(frozen=True)
class Line:
    """`figures` is None where the office is withheld."""

    office: str
    figures: HalfYear | None


@dataclass(frozen=True)
class Conditions:
    """`lines` by the name of the office; `total` is {figure: sum}, None for fewer than two."""

    lines: list
    total: dict | None


def conditions(rows):
    """Conditions of the HalfYears of one county and one half-year."""
    shown = [row for row in rows if may_be_shown(row)]
    lines = [Line(row.office.name, row if row in shown else None) for row in rows]
    return Conditions(
        lines=sorted(lines, key=lambda line: sort_key(line.office)),
        total=_total(shown) if len(shown) > 1 else None,
    )


def may_be_shown(row):
    parts = [getattr(row, name) for name in AMONG_THE_FOLLOWED]
    return row.followed >= SIX and all(
        is_safe(part) and is_safe(row.followed - part) for part in parts
    )


def _total(rows):
    return {name: sum(getattr(row, name) for row in rows) for name in SUMMED}
