"""How placements ended. Success is wider than hired: no outcome is called better than another."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.written import in_one_row, numbers_in, written_once
from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from caseload.models import Participant
from caseload.models.colleagues import IsAny
from insight.panel import Line, Panel
from mentors.models import Placement

Outcome, RightFor = Placement.Outcome, Placement.RightFor
GOES_ON = Q(
    outcome__in=Placement.IN_JOB,
    participant__phase=Participant.Phase.IN_JOB,
    participant__ended_on=None,
)


def outcomes(scope):
    ended = _ended(scope.membership, scope.period.days)
    return Panel(
        key="outcomes",
        heading=_("How placements ended"),
        finding=_finding(ended),
        lines=tuple(_lines(scope, ended)),
        plots=tuple(_plots(ended)),
        tables=(_outcome_table(ended), _right_for(ended)),
        more=(
            Line(
                _("What was learned stands with each workplace"),
                reverse("mentors:workplace_list"),
            ),
        ),
    )


def _ended(membership, days):
    """Placements that ended on these days.

    {"all": n, each of Outcome: n, "right_for_" + each of RightFor: n, "not_said": n,
    "goes_on": people}.
    """
    numbers = numbers_in(_going_on(membership, days))
    for outcome, right_for, number in _by_outcome(membership, days):
        said = {_right_for_key(who) for who in right_for} or {"not_said"}
        numbers.update(dict.fromkeys(["all", outcome, *said], number))
    return numbers


@written_once
def _by_outcome(membership, days):
    """(outcome, for whom it was right, how many)."""
    return (
        _ended_on(membership, days)
        .order_by()
        .values_list("outcome", "right_for")
        .annotate(Count("pk"))
    )


@written_once
def _going_on(membership, days):
    ended = _ended_on(membership, days).filter(GOES_ON)
    return in_one_row(ended, goes_on=Count("participant", distinct=True))


def _ended_on(membership, days):
    """As an array, so that PostgreSQL finds their placements by index however many others have."""
    people = Participant.objects.visible_to(membership)
    return Placement.objects.filter(IsAny("participant", people.values("pk")), ended_on__range=days)


def _right_for_key(who):
    return f"right_for_{who}"


def _finding(ended):
    if not ended["all"]:
        return _("No placement ended in this time.")
    ways = sum(1 for outcome in Outcome if ended[outcome])
    if ways > 1:
        text = _("%(n)d placements ended in this time, in %(ways)d different ways.")
        return text % {"n": ended["all"], "ways": ways}
    return ngettext(
        "%(n)d placement ended in this time.",
        "%(n)d placements ended in this time, all in the same way.",
        ended["all"],
    ) % {"n": ended["all"]}


def _lines(scope, ended):
    if said := ended["all"] - ended["not_said"]:
        text = ngettext(
            "Of %(n)d it is written for whom it was right",
            "Of %(n)d it is written for whom they were right",
            said,
        )
        yield Line(text % {"n": said})
    if goes_on := ended["goes_on"]:
        text = ngettext(
            "%(n)d person went on in a job and is followed up there",
            "%(n)d people went on in a job and are followed up there",
            goes_on,
        )
        yield Line(text % {"n": goes_on})
    in_job = scope.of_people(f"phase_{Participant.Phase.IN_JOB.value}")
    if in_job.number:
        text = ngettext(
            "In all %(n)d person is followed up in a job now",
            "In all %(n)d people are followed up in a job now",
            in_job.number,
        )
        yield Line(text % {"n": in_job.number}, in_job.url)


def _outcome_table(ended):
    rows = (Row(outcome.label, (Cell(ended[outcome]),)) for outcome in Outcome)
    return Table(_("How it ended"), (_("Placements"),), tuple(rows))


def _right_for(ended):
    rows = [Row(who.label, (Cell(ended[_right_for_key(who)]),)) for who in RightFor]
    rows.append(Row(_("Not written"), (Cell(ended["not_said"]),)))
    note = _("A placement can have been right for several.")
    return Table(_("For whom was it right?"), (_("Placements"),), tuple(rows), note=note)


def _plots(ended):
    """One layer for all: the outcomes stand side by side, in the order people choose from."""
    if ended["all"]:
        yield Plot(
            title=_("How many placements ended in which way"),
            series=(_("Placements"),),
            rows=tuple((outcome.label, (ended[outcome],)) for outcome in Outcome),
            kind="bars",
        )
