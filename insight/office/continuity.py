"""Continuity: how many advisors a workplace and a person have to do with."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from caseload.models import Assignment
from insight.panel import Line, Panel

HOW_MANY = {"one": Q(advisors=1), "two": Q(advisors=2), "more": Q(advisors__gte=3)}


def continuity(scope):
    workplaces, people = _workplaces(scope), _people(scope)
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


def _workplaces(scope):
    """{one, two, more: workplaces with somebody there now that have met so many advisors}.

    A workplace meets whoever is advisor of a candidate while the candidate is there, then or now.
    """
    until = scope.period.until
    there = "participant__placements__"
    began_before_the_end = Q(from_on__lt=F(f"{there}ended_on")) | Q(**{f"{there}ended_on": None})
    ended_after_the_start = Q(until_on=None) | Q(until_on__gt=F(f"{there}started_on"))
    in_time = Q(**{f"{there}started_on__lte": until}) & (
        Q(**{f"{there}ended_on": None}) | Q(**{f"{there}ended_on__gte": scope.period.since})
    )
    is_there = Q(**{f"{there}ended_on": None, "participant__ended_on": None})
    met = (
        _assignments(scope)
        .filter(began_before_the_end & ended_after_the_start & in_time)
        .values(workplace=F(f"{there}workplace"))
        .annotate(advisors=Count("advisor", distinct=True), there=Count("pk", filter=is_there))
    )
    return _how_many(met.filter(there__gt=0))


def _people(scope):
    """{one, two, more: people followed up now who have had so many advisors}."""
    followed = _assignments(scope).filter(participant__ended_on=None).values("participant")
    return _how_many(followed.annotate(advisors=Count("advisor", distinct=True)))


def _assignments(scope):
    return Assignment.objects.held(*scope.period.days).filter(participant__in=scope.people)


def _how_many(groups):
    return groups.aggregate(
        **{key: Count("advisors", filter=said) for key, said in HOW_MANY.items()}
    )


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
