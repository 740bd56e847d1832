"""First premise: that each advisor at any time follows one or more people closely."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from caseload.agreements.models import RoomAgreement, RoomRequest
from insight.figures import AGES, BENEFITS, NEED_GROUPS
from insight.office.composition import Composition, with_the_largest_needs
from insight.panel import Line, Panel, people_url

SIZES = ((0, 30), (31, 60), (61, 100), (101, None))


def closer_follow_up(scope):
    compositions = [Composition(scope.counts, trait) for trait in (NEED_GROUPS, BENEFITS, AGES)]
    needs = compositions[0]
    tables = [_people(scope), _room_table(scope), _sizes(scope)]
    tables += [each.table for each in compositions if each.shown]
    return Panel(
        key="closer",
        heading=_("Closer follow-up"),
        finding=_finding(scope, needs),
        lines=tuple(_lines(scope)),
        plots=tuple(_plots(scope, needs)),
        tables=tuple(tables),
        more=(Line(_("Portfolio and room, advisor by advisor"), reverse("insight:load")),),
    )


def _finding(scope, needs):
    closely = scope.counts["closely"]
    sentence = ngettext(
        "%(closely)d of %(followed)d people is followed closely.",
        "%(closely)d of %(followed)d people are followed closely.",
        closely,
    ) % {"closely": closely, "followed": scope.counts["followed"]}
    if shares := with_the_largest_needs(needs):
        among, elsewhere = shares
        sentence += " " + _(
            "%(among)d per cent of them have reduced capacity or little opportunity to work;"
            " of everybody else it is %(elsewhere)d per cent."
        ) % {"among": among, "elsewhere": elsewhere}
    return sentence


def _lines(scope):
    counts = scope.counts
    closely = counts["closely"]
    yield Line(
        ngettext("%(n)d is followed closely", "%(n)d are followed closely", closely)
        % {"n": closely},
        people_url("closely") if closely else "",
    )
    if without := counts["not_scheduled"]:
        text = ngettext(
            "%(n)d of them has no next contact scheduled",
            "%(n)d of them have no next contact scheduled",
            without,
        )
        yield Line(text % {"n": without}, people_url("not_scheduled"))
    if put_off := counts["not_now"]:
        text = _("For %(n)d it is not now, with a date to look again") % {"n": put_off}
        yield Line(text, people_url("not_now"))
    yield from _room_lines(scope)


def _room_lines(scope):
    agreements = reverse("caseload:agreement_list")
    agreed, asked, not_yet = _room(scope)
    text = ngettext(
        "Room is agreed with %(n)d advisor", "Room is agreed with %(n)d advisors", agreed
    )
    yield Line(text % {"n": agreed}, agreements)
    if asked:
        text = ngettext("%(n)d asks for an agreement", "%(n)d ask for an agreement", asked)
        yield Line(text % {"n": asked}, agreements)
    if not_yet:
        text = _("With %(n)d it is not talked about yet") % {"n": not_yet}
        yield Line(text, reverse("caseload:agreement_create"))


def _room(scope):
    """How many advisors have (room agreed, only asked for it, neither). It is nobody's fault."""
    agreements = RoomAgreement.objects.visible_to(scope.membership).current(scope.today)
    requests = RoomRequest.objects.visible_to(scope.membership).filter(settled_on=None)
    advisors = set(scope.advisors)
    agreed = advisors & set(agreements.values_list("advisor", flat=True))
    asked = (advisors & set(requests.values_list("advisor", flat=True))) - agreed
    return len(agreed), len(asked), len(advisors) - len(agreed) - len(asked)


def _people(scope):
    figures = [
        (_("Everybody who is followed up"), scope.of_people("followed")),
        (_("Followed closely"), scope.of_people("closely")),
        (_("Next contact not scheduled"), scope.of_people("not_scheduled")),
        (_("Not now"), scope.of_people("not_now")),
    ]
    return Table(_("People"), (_("Number"),), tuple(Row(label, (cell,)) for label, cell in figures))


def _room_table(scope):
    labels = (_("Agreed"), _("Asked for"), _("Not talked about yet"))
    rows = zip(labels, _room(scope), strict=True)
    return Table(
        _("Room for closer follow-up"),
        (_("Advisors"),),
        tuple(Row(label, (Cell(number),)) for label, number in rows),
    )


def _sizes(scope):
    rows = zip(_size_labels(), _portfolio_sizes(scope), strict=True)
    return Table(
        _("People in the portfolio"),
        (_("Advisors"),),
        tuple(Row(label, (Cell(number),)) for label, number in rows),
    )


def _portfolio_sizes(scope):
    """How many of the advisors follow up so many people, for each of SIZES."""
    portfolios = [
        scope.counts.of_advisor.get(advisor, {}).get("followed", 0) for advisor in scope.advisors
    ]
    return [
        sum(1 for people in portfolios if low <= people and (high is None or people <= high))
        for low, high in SIZES
    ]


def _size_labels():
    return [
        _("over %(n)d") % {"n": low - 1} if high is None else f"{low}–{high}" for low, high in SIZES
    ]


def _plots(scope, needs):
    if needs.shown:
        yield needs.plot
    yield Plot(
        title=_("How many advisors have so many people in the portfolio"),
        series=(_("Advisors"),),
        rows=tuple(
            (label, (number,))
            for label, number in zip(_size_labels(), _portfolio_sizes(scope), strict=True)
        ),
        kind="bars",
    )
