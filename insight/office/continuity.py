"""Continuity: how many advisors a workplace and a person have to do with."""

from collections import Counter

from django.db.models import Count, F, Q, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.written import written_once
from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from caseload.models import Assignment, Participant
from caseload.models.colleagues import IsAny
from insight.panel import Line, Panel

HOW_MANY = {1: "one", 2: "two"}


def continuity(scope):
    workplaces = _how_many(_workplaces(scope.membership, scope.period.days))
    people = _how_many(_people(scope.membership, scope.period.days))
    return Panel(
        key="continuity",
        heading=_("Continuity"),
        finding=_finding(workplaces),
        lines=tuple(_lines(people)),
        plots=tuple(_plots(workplaces)),
        tables=(
            _table(
                _("Advisors a workplace has met"),
                _("Workplaces"),
                workplaces,
                note=_("A workplace meets the advisor of each candidate who is there."),
            ),
            _table(_("Advisors a person has had"), _("People"), people),
        ),
        more=(Line(_("The office's workplaces"), reverse("mentors:workplace_list")),),
    )


@written_once
def _workplaces(membership, days):
    """(advisors, how many workplaces with somebody there now have met so many).

    A workplace meets whoever is advisor of a candidate while the candidate is there, then or now.
    """
    since, until = days
    there = "participant__placements__"
    began_before_the_end = Q(from_on__lt=F(f"{there}ended_on")) | Q(**{f"{there}ended_on": None})
    ended_after_the_start = Q(until_on=None) | Q(until_on__gt=F(f"{there}started_on"))
    in_time = Q(**{f"{there}started_on__lte": until}) & (
        Q(**{f"{there}ended_on": None}) | Q(**{f"{there}ended_on__gte": since})
    )
    is_there = Q(**{f"{there}ended_on": None, "participant__ended_on": None})
    met = (
        _assignments(membership, days)
        .filter(began_before_the_end & ended_after_the_start & in_time)
        .values(workplace=F(f"{there}workplace"))
        .annotate(advisors=Count("advisor", distinct=True), there=Count("pk", filter=is_there))
    )
    return _by_advisors(met.filter(there__gt=0))


@written_once
def _people(membership, days):
    """(advisors, how many people followed up now have had so many)."""
    followed = _assignments(membership, days).filter(participant__ended_on=None)
    had = followed.values("participant").annotate(advisors=Count("advisor", distinct=True))
    return _by_advisors(had)


def _assignments(membership, days):
    people = Participant.objects.visible_to(membership)
    # As an array, so that PostgreSQL finds theirs by index however many others have.
    return Assignment.objects.held(*days).filter(IsAny("participant", people.values("pk")))


def _by_advisors(groups):
    """(advisors, how many of the groups have so many)."""
    number = Window(Count("*"), partition_by=F("advisors"))
    return groups.annotate(number=number).values_list("advisors", "number").distinct().order_by()


def _how_many(by_advisors):
    """{one, two, more: number}"""
    numbers = Counter()
    for advisors, number in by_advisors:
        numbers[HOW_MANY.get(advisors, "more")] += number
    return numbers


def _finding(workplaces):
    number = sum(workplaces.values())
    if not number:
        return _("Nobody is at a workplace now.")
    several = workplaces["two"] + workplaces["more"]
    return ngettext(
        "%(n)d workplace has somebody there now, with more than one advisor at %(several)d of"
        " them in this time.",
        "%(n)d workplaces have somebody there now, with more than one advisor at %(several)d of"
        " them in this time.",
        number,
    ) % {"n": number, "several": several}


def _lines(people):
    several = people["two"] + people["more"]
    if not several:
        yield Line(_("Nobody has had more than one advisor in this time"))
        return
    text = ngettext(
        "%(n)d person has had more than one advisor in this time",
        "%(n)d people have had more than one advisor in this time",
        several,
    )
    yield Line(text % {"n": several})


def _labels():
    return {"one": _("One advisor"), "two": _("Two advisors"), "more": _("Three or more")}


def _table(heading, column, numbers, note=""):
    rows = (Row(label, (Cell(numbers[key]),)) for key, label in _labels().items())
    return Table(heading, (column,), tuple(rows), note=note)


def _plots(workplaces):
    if any(workplaces.values()):
        yield Plot(
            title=_("How many workplaces have met so many advisors"),
            series=(_("Workplaces"),),
            rows=tuple((label, (workplaces[key],)) for key, label in _labels().items()),
            kind="bars",
        )
