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

WORLDS, PARTS = 200, 4


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
@given(seed=st.integers(0, 2**40), length=st.sampled_from(Length), is_refreshed=st.booleans())
def test_every_figure_is_what_plain_sql_counts(number, seed, length, is_refreshed):
    today = timezone.localdate()
    dice = Dice(f"{number} {seed}")
    with transaction.atomic(), translation.override("en"):
        world = make_world(dice)
        office_leader, *department_leaders = world[0].leaders
        department_leader = dice.choice(department_leaders)
        compare(office_leader, Period(length, today))
        compare(department_leader, Period(length, today))
        refresh_all(today)
        change_world(dice, world)
        if is_refreshed:
            refresh_stale(today)
        compare(office_leader, Period(length, today))
        compare(department_leader, Period(length, today))
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
    checks = [
        *(of_table(table, module, counted) for table in panel.tables),
        *(of_absent_table(heading, panel, module, counted) for heading in part(module, "MERGED")),
        of_sentences([line.text for line in panel.lines], part(module, "LINES"), counted),
        of_unsaid([line.text for line in panel.lines], part(module, "LINES"), counted),
        of_sentences([panel.finding], part(module, "FINDINGS"), counted),
        *(of_plot(plot, panel) for plot in panel.plots),
    ]
    return [f"{key}: {difference}" for difference in chain.from_iterable(checks)]


def of_table(table, module, counted):
    expected = part(module, "TABLES").get(table.heading)
    merged = part(module, "MERGED").get(table.heading)
    if expected is None and merged is None:
        yield f"{table.heading}: nothing counts this table"
        return
    known = dict(expected or merged)
    numbers = {row: counted[cells] for row, cells in known.items()}
    labels = [str(row.label) for row in table.rows]
    if expected is not None and set(labels) != set(known):
        yield f"{table.heading}: rows {labels}, counted are {list(known)}"
    if merged is not None:
        rest = [cells for label, cells in numbers.items() if label not in labels]
        numbers["Others"] = [sum(column) for column in zip(*rest, strict=True)]
    for row in table.rows:
        shown = [cell.number for cell in row.cells]
        if shown != numbers.get(str(row.label)):
            yield f"{table.heading}, {row.label}: {shown}, by SQL {numbers.get(str(row.label))}"
        if merged is not None and not all(map(is_safe, shown)):
            yield f"{table.heading}, {row.label}: {shown} is about fewer than six"


def of_absent_table(heading, panel, module, counted):
    """Where nothing is small and no part is everybody, there is a table."""
    if heading in {table.heading for table in panel.tables}:
        return
    numbers = [counted[cells] for cells in part(module, "MERGED")[heading].values()]
    groups = list(zip(*numbers, strict=True))
    if all(map(is_safe, chain(*groups))) and all(sum(map(bool, group)) > 1 for group in groups):
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
        (frozenset([str(row.label), str(column)]), cell.number)
        for table in panel.tables
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }
    for label, numbers in plot.rows:
        for series, number in zip(plot.series, numbers, strict=True):
            if (frozenset([str(label), str(series)]), number) not in in_tables:
                yield f"plot “{plot.title}”, {label}, {series}: {number} stands in no table"
