"""What is in the way at the office, by where it lies, and what is done about it."""

from itertools import groupby

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from insight.panel import Line, Panel, of_the_whole_office
from reflection.barriers.models import Barrier, Weight
from reflection.barriers.outline import BY_CODE, Level
from reflection.barriers.standing import in_the_way_at
from reflection.barriers.trend import (
    HEAVIEST_FIRST,
    changes_since,
    in_words,
    looks_at,
    quarters_from,
)

CODES = list(BY_CODE)


def in_the_way(scope):
    barriers = in_the_way_at(scope.membership)
    looks = looks_at(Barrier.objects.visible_to(scope.membership))
    quarters = quarters_from(looks, scope.today)
    changes = changes_since(looks, scope.period.since)
    return Panel(
        key="in_the_way",
        heading=_("What is in the way, and what is done"),
        finding=_finding(barriers, quarters),
        lines=(*_lines(barriers), *_change_lines(changes), *of_the_whole_office(scope)),
        plots=tuple(_plots(quarters)),
        tables=tuple(_tables(barriers, quarters, changes)),
        more=(Line(_("How it has gone"), reverse("reflection:barrier_trend")),),
    )


def _finding(barriers, quarters):
    if not barriers and not quarters:
        return _("Nothing is in the way that anybody has raised.")
    if compared := in_words(quarters):
        return str(compared)
    number = len(barriers)
    text = ngettext("%(n)d thing is in the way.", "%(n)d things are in the way.", number)
    return text % {"n": number}


def _lines(barriers):
    if not barriers:
        return
    number = len(barriers)
    text = ngettext("%(n)d thing is in the way", "%(n)d things are in the way", number)
    yield Line(text % {"n": number}, _url(barriers))
    if much := _weighing(barriers, Weight.MUCH):
        text = ngettext(
            "%(n)d of them is much in the way", "%(n)d of them are much in the way", len(much)
        )
        yield Line(text % {"n": len(much)}, _url(much))
    if watched := _watched(barriers):
        text = _("Somebody keeps an eye on %(n)d of them")
        yield Line(text % {"n": len(watched)}, _url(watched))
    if done := _dealt_with(barriers):
        text = _("Something is done about %(n)d of them")
        yield Line(text % {"n": len(done)}, _url(done))


def _change_lines(changes):
    listed = reverse("reflection:barrier_list")
    if changes.gone:
        text = ngettext(
            "%(n)d thing went away in the period",
            "%(n)d things went away in the period",
            changes.gone,
        )
        yield Line(text % {"n": changes.gone}, listed)
    if changes.smaller:
        text = ngettext(
            "%(n)d thing became smaller in the period",
            "%(n)d things became smaller in the period",
            changes.smaller,
        )
        yield Line(text % {"n": changes.smaller}, listed)


def _url(barriers):
    """The way to them: to the one there is, or to the list of all."""
    if len(barriers) == 1:
        return barriers[0].get_absolute_url()
    return reverse("reflection:barrier_list") if barriers else ""


def _weighing(barriers, weight):
    return [each for each in barriers if each.weight == weight]


def _watched(barriers):
    return [each for each in barriers if each.owner_id]


def _dealt_with(barriers):
    return [each for each in barriers if each.something_is_done]


def _plots(quarters):
    if quarters:
        yield Plot(
            title=_("How many things were in the way at the end of each quarter, and how much"),
            series=tuple(_said(weight) for weight in HEAVIEST_FIRST),
            rows=tuple((quarter.label, tuple(quarter.by_weight)) for quarter in quarters),
        )


def _said(weight):
    return _("in the way: %(said)s") % {"said": weight.label}


def _tables(barriers, quarters, changes):
    if barriers:
        yield _levels(barriers)
        yield _headings(barriers)
    if quarters:
        yield _changes(changes)
        yield _trend(quarters)


def _weights():
    return tuple(capfirst(weight.label) for weight in HEAVIEST_FIRST)


def _levels(barriers):
    rows = []
    for level in Level:
        here = [each for each in barriers if each.heading.level == level]
        rows.append(Row(level.label, tuple(_cell(_weighing(here, w)) for w in HEAVIEST_FIRST)))
    return Table(_("Where it lies, and how much it is in the way"), _weights(), tuple(rows))


def _headings(barriers):
    columns = (_("In the way"), _("Somebody keeps an eye on it"), _("Something is done"))
    rows = []
    for (_place, text), found in groupby(sorted(barriers, key=_outlined), key=_outlined):
        here = list(found)
        cells = _cell(here), _cell(_watched(here)), _cell(_dealt_with(here))
        rows.append(Row(text, cells))
    return Table(_("What it goes under"), columns, tuple(rows))


def _outlined(barrier):
    """For the order of the outline, and then of what the office calls its own headings."""
    place = CODES.index(barrier.heading_code) if barrier.heading_code else len(CODES)
    return place, str(barrier.heading.text)


def _cell(barriers):
    return Cell(len(barriers), _url(barriers))


def _changes(changes):
    numbers = [
        (_("Raised"), changes.raised),
        (_("Became smaller"), changes.smaller),
        (_("Went away"), changes.gone),
        (_("Set aside"), changes.set_aside),
    ]
    rows = tuple(Row(label, (Cell(number),)) for label, number in numbers)
    return Table(_("Changed in the period"), (_("Number"),), rows)


def _trend(quarters):
    rows = tuple(Row(each.label, tuple(map(Cell, each.by_weight))) for each in quarters)
    note = _("The last quarter is as it is now.")
    return Table(_("In the way at the end of each quarter"), _weights(), rows, note)
