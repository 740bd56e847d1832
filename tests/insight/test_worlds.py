"""Every figure on the office dashboard equals an independent count by SQL, on random worlds."""

import re
from itertools import chain

import pytest
from django.db import transaction
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.models import Membership
from insight.counts.refreshing import refresh_all, refresh_stale
from insight.office.panels import PANELS
from insight.panel import Scope
from insight.period import Length, Period
from insight.protection import is_safe
from tests.insight.plain_sql.asking import MODULES, Counted, part
from tests.insight.worlds import Dice, change_world, make_world
from tests.thorough import trials

WORLDS, PARTS = trials(200, few=60), 4
# What the worker has kept meanwhile: nothing, all but what has changed since, or all.
KEPT = ["nothing", "what was", "what is"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(PARTS))
@settings(
    max_examples=WORLDS // PARTS,
    deadline=None,
    database=None,
    # A smaller seed is no smaller world, so there is nothing to shrink.
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 2**40), length=st.sampled_from(Length), kept=st.sampled_from(KEPT))
def test_every_figure_is_what_plain_sql_counts(number, seed, length, kept):
    period = Period(length, timezone.localdate())
    dice = Dice(f"{number} {seed}")
    with transaction.atomic(), translation.override("en"):
        world = make_world(dice)
        office_leader, *department_leaders = world[0].leaders
        if kept != "nothing":
            refresh_all(period.until)
        change_world(dice, world)
        if kept == "what is":
            refresh_stale(period.until)
        compare(office_leader, period)
        compare(dice.choice(department_leaders), period)
        transaction.set_rollback(True)


def compare(leader, period):
    # Fetched anew, as with each request: a membership remembers who her colleagues are.
    membership = Membership.objects.select_related("office").get(pk=leader.pk)
    scope, counted = Scope(membership, period), Counted(membership, period)
    found = [difference for key in PANELS for difference in differences(key, scope, counted)]
    assert found == [], membership.role


def differences(key, scope, counted):
    """Where this panel says anything else than the SQL, or something the SQL does not count."""
    module, panel = MODULES.get(key), PANELS[key](scope)
    if module is None:
        return [f"{key}: no module counts this panel"]
    lines = [line.text for line in panel.lines]
    in_lines = part(module, "LINES") | part(module, "SOMETIMES")
    checks = [
        *(of_table(table, module, counted) for table in panel.tables),
        of_absent_tables({table.heading for table in panel.tables}, module, counted),
        of_sentences(lines, in_lines, counted),
        of_unsaid(lines, part(module, "LINES"), counted),
        of_sentences([panel.finding], part(module, "FINDINGS"), counted),
        *(of_plot(plot, panel) for plot in panel.plots),
    ]
    return [f"{key}: {difference}" for difference in chain.from_iterable(checks)]


def of_table(table, module, counted):
    for name, check in [
        ("TABLES", of_whole_table),
        ("SPARSE", of_sparse_table),
        ("MERGED", of_merged_table),
        ("KINDS", of_merged_table),
    ]:
        if known := part(module, name).get(table.heading):
            coarser = part(module, "COARSER").get(table.heading, {})
            for difference in check(table, known, coarser, counted):
                yield f"{table.heading}, {difference}"
            return
    yield f"{table.heading}: nothing counts this table"


def of_whole_table(table, known, _coarser, counted):
    shown = {str(row.label): [cell.number for cell in row.cells] for row in table.rows}
    for label in known | shown:
        expected = counted[known[label]] if label in known else None
        if shown.get(label) != expected:
            yield f"{label}: {shown.get(label)}, by SQL {expected}"


def of_sparse_table(table, known, _coarser, counted):
    """Every cell that is shown, and what is not shown is nothing."""
    columns = [str(column) for column in table.columns]
    shown = {
        (str(row.label), column): cell.number
        for row in table.rows
        for column, cell in zip(columns, row.cells, strict=True)
    }
    cells = {(row, column): sql for row in known for column, sql in known[row].items()}
    for place in cells | shown:
        expected = counted[[cells[place]]][0] if place in cells else "nothing"
        if shown.get(place, 0) != expected:
            yield f"{place}: {shown.get(place)}, by SQL {expected}"


def of_merged_table(table, known, coarser, counted):
    """Each part as it is counted; others are whoever is in none of the parts that are shown."""
    rest = [sum(column) for column in zip(*(counted[each] for each in known.values()), strict=True)]
    for row in table.rows:
        label, shown = str(row.label), [cell.number for cell in row.cells]
        if label == "Others":
            # The last of them. One number alone may be withheld, two beside each other may not.
            withheld = shown == [None] and not is_safe(rest[0])
            expected = shown if withheld else rest
            rest = [0 for _column in rest]
        else:
            expected = counted[(known | coarser).get(label, ())]
            rest = [all_of_it - number for all_of_it, number in zip(rest, shown, strict=True)]
        if shown != expected:
            yield f"{label}: {shown}, by SQL {expected}"
        if not all(number is None or is_safe(number) for number in shown):
            yield f"{label}: {shown} is about fewer than six"
    if any(rest):
        yield f"{rest} are in no part"


def of_absent_tables(shown, module, counted):
    """Nothing is left out that could be told."""
    for heading, rows in part(module, "TABLES").items():
        if heading not in shown and any(any(counted[cells]) for cells in rows.values()):
            yield f"{heading}: not shown, and there is something"
    for heading, rows in part(module, "SPARSE").items():
        if heading not in shown and any(any(counted[row.values()]) for row in rows.values()):
            yield f"{heading}: not shown, and there is something"
    for heading, rows in part(module, "MERGED").items():
        groups = list(zip(*(counted[cells] for cells in rows.values()), strict=True))
        is_told_of_many = all(sum(map(bool, group)) > 1 for group in groups)
        if heading not in shown and all(map(is_safe, chain(*groups))) and is_told_of_many:
            yield f"{heading}: not shown, and could be"


def of_sentences(texts, patterns, counted):
    for text in texts:
        matching = [(found, patterns[each]) for each in patterns if (found := said(each, text))]
        if not matching:
            if re.search(r"\d", text):
                yield f"nothing counts what is said in: {text}"
            continue
        [(found, cells)] = matching
        if list(map(int, found.groups())) != counted[cells]:
            yield f"{text} By SQL {counted[cells]}"


def of_unsaid(texts, patterns, counted):
    for pattern, cells in patterns.items():
        if any(counted[cells]) and not any(said(pattern, text) for text in texts):
            yield f"not said, though it is {counted[cells]}: {pattern}"


def said(pattern, text):
    return re.fullmatch(pattern, text)


def of_plot(plot, panel):
    """Each of its numbers stands in a table of the panel, under the same two labels."""
    in_tables = {
        (named(row.label, column), cell.number)
        for table in panel.tables
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }
    for label, numbers in plot.rows:
        for series, number in zip(plot.series, numbers, strict=True):
            if (named(label, series), number) not in in_tables:
                yield f"plot “{plot.title}”, {label}, {series}: {number} stands in no table"


def named(*labels):
    """The labels of a number, whichever stands first; a plot writes a month in three letters."""
    words = [re.sub(r"^in the way: ", "", str(label).casefold()) for label in labels]
    return frozenset(re.sub(r"^([a-z]{3})[a-z]* (\d{4})$", r"\1 \2", each) for each in words)
