"""Fourth premise: that helpers inside Nav and outside come in when they are needed."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership
from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from caseload.models import Connection
from insight.figures import ACTIVE
from insight.panel import Line, Panel, people_url
from insight.protection import SIX, from_six
from mentors.models import WorkplaceNeed

INSIDE, OUTSIDE = "helped_inside", "helped_outside"
TELL_NOTHING = (Connection.Kind.LIAISON, Connection.Kind.SPECIALIST, Connection.Kind.COLLEAGUE)
HELPERS_BY_TRADE = (
    Membership.Role.EMPLOYER_LIAISON,
    Membership.Role.EMPLOYMENT_SPECIALIST,
)


def helpers(scope):
    kinds = _kinds(scope)
    needs = WorkplaceNeed.objects.led_by(scope.membership).counted(scope.period.moments)
    staff = _staff(scope)
    return Panel(
        key="helpers",
        heading=_("Helpers when needed"),
        finding=_finding(scope),
        lines=(*_lines_of_people(scope), *_lines_of_needs(needs), *_lines_of_staff(staff)),
        plots=tuple(_plots(kinds)),
        tables=(_people(scope), *_kinds_tables(kinds), _needs_table(needs), _staff_table(staff)),
        more=(Line(_("What we look for now"), _needs_url()),),
    )


def _finding(scope):
    return _(
        "There is a helper at Nav for %(inside)d of %(followed)d people,"
        " and outside Nav for %(outside)d."
    ) % {
        "followed": scope.counts["followed"],
        "inside": scope.live[INSIDE],
        "outside": scope.live[OUTSIDE],
    }


def _lines_of_people(scope):
    if inside := scope.live[INSIDE]:
        text = ngettext("%(n)d has a helper at Nav", "%(n)d have a helper at Nav", inside)
        yield Line(text % {"n": inside}, people_url(INSIDE))
    if outside := scope.live[OUTSIDE]:
        text = ngettext(
            "%(n)d has a helper outside Nav", "%(n)d have a helper outside Nav", outside
        )
        yield Line(text % {"n": outside}, people_url(OUTSIDE))


def _lines_of_needs(needs):
    if waiting := needs["unanswered"]:
        text = ngettext(
            "%(n)d need for a workplace waits for a proposal, since %(day)s",
            "%(n)d needs for a workplace wait for a proposal, the first since %(day)s",
            waiting,
        )
        since = timezone.localdate(needs["since"])
        yield Line(text % {"n": waiting, "day": date_format(since, "j. F")}, _needs_url())
    if answered := needs["answered"]:
        text = ngettext(
            "%(n)d need for a workplace got a proposal in the time you look at",
            "%(n)d needs for a workplace got a proposal in the time you look at",
            answered,
        )
        yield Line(text % {"n": answered}, _needs_url())


def _lines_of_staff(staff):
    liaisons, specialists = staff
    text = ngettext(
        "%(n)d employer liaison is at the office",
        "%(n)d employer liaisons are at the office",
        liaisons,
    )
    yield Line(text % {"n": liaisons} if liaisons else _("No employer liaison is at the office"))
    text = ngettext(
        "%(n)d employment specialist is at the office",
        "%(n)d employment specialists are at the office",
        specialists,
    )
    none = _("No employment specialist is at the office")
    yield Line(text % {"n": specialists} if specialists else none)


def _staff(scope):
    """How many people at the office have each of the roles of HELPERS_BY_TRADE."""
    here = Membership.objects.active(scope.today).filter(
        office=scope.membership.office_id, role__in=HELPERS_BY_TRADE
    )
    found = dict(here.order_by().values_list("role").annotate(Count("user", distinct=True)))
    return [found.get(role, 0) for role in HELPERS_BY_TRADE]


def _kinds(scope):
    """[(label, number of people or None)] of the kinds of helpers, the rest put together last.

    The list of who has a helper is open to her, the kinds may tell of health or debt: a kind
    stands alone only where six have such a helper, and six of those on the same list have none.
    Colleagues of three kinds tell nothing about a person: they may be everybody's helpers.
    """
    active = scope.people.filter(ACTIVE)
    found = Connection.objects.current().filter(participant__in=active.values("pk")).by_kind()
    named = [kind for kind in Connection.Kind if _is_named(scope, kind, found.get(kind, 0))]
    rest = sum(number for kind, number in found.items() if kind not in named)
    shown = [(kind.label, found[kind]) for kind in named]
    if named and rest:
        shown.append((_("Others"), from_six(rest)))
    return shown


def _is_named(scope, kind, number):
    total = scope.live[INSIDE if kind in Connection.INTERNAL else OUTSIDE]
    is_everybodys = kind in TELL_NOTHING and number == total
    return number >= SIX and (total - number >= SIX or is_everybodys)


def _people(scope):
    figures = [
        (_("Everybody who is followed up"), scope.of_people("followed")),
        (_("With a helper at Nav"), scope.of_people(INSIDE)),
        (_("With a helper outside Nav"), scope.of_people(OUTSIDE)),
    ]
    return Table(_("People"), (_("Number"),), tuple(Row(label, (cell,)) for label, cell in figures))


def _kinds_tables(kinds):
    if kinds:
        yield Table(
            _("Who helps"),
            (_("People"),),
            tuple(Row(label, (Cell(number),)) for label, number in kinds),
            note=_(
                "Kinds that would tell about fewer than six people are put together."
                " Whoever has helpers of two kinds counts in both."
            ),
        )


def _needs_table(needs):
    return Table(
        _("Needs for a workplace"),
        (_("Number"),),
        (
            Row(_("Open"), (Cell(needs["open"], _needs_url() if needs["open"] else ""),)),
            Row(
                _("Waiting for a proposal"),
                (Cell(needs["unanswered"], _needs_url() if needs["unanswered"] else ""),),
            ),
            Row(_("Got a proposal in the time you look at"), (Cell(needs["answered"]),)),
        ),
    )


def _staff_table(staff):
    labels = (_("Employer liaisons"), _("Employment specialists"))
    return Table(
        _("At the office"),
        (_("Number"),),
        tuple(Row(label, (Cell(number),)) for label, number in zip(labels, staff, strict=True)),
    )


def _plots(kinds):
    shown = tuple((label, (number,)) for label, number in kinds if number is not None)
    if shown:
        yield Plot(
            title=_("How many people have helpers of each kind"),
            series=(_("People"),),
            rows=shown,
            kind="bars",
        )


def _needs_url():
    return reverse("mentors:workplace_need_list")
