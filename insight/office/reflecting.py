"""Third premise: that the office has meeting places to reflect above the single case.

What is said in a meeting is for those invited, and so is who was there: of the leaders only that
one came is told, of the meetings she was invited to herself.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from insight.panel import Line, Panel, of_the_whole_office
from reflection.groups.models import Group
from reflection.panel.facts import agreed_at, groups_at, held_by_month, learning_by_reach
from reflection.reach import Reach

TOLD_ON = (Reach.OFFICE, Reach.COUNTY, Reach.EVERYBODY)


def reflecting(scope):
    office = scope.membership.office_id
    held = held_by_month(scope.membership, scope.period.moments)
    groups = list(groups_at(office, timezone.now()))
    agreed = agreed_at(office, scope.period.days)
    learning = learning_by_reach(office, scope.period.moments)
    return Panel(
        key="reflecting",
        heading=_("Meeting places to reflect"),
        finding=_finding(_sum(held, "held"), _next_at(groups)),
        lines=(
            *_meeting_lines(held, groups),
            *_agreed_lines(agreed),
            *_learning_lines(learning),
            *of_the_whole_office(scope),
        ),
        plots=tuple(_plots(scope, held)),
        tables=(*_meeting_tables(scope, held), _agreed_table(agreed), _learning_table(learning)),
        more=(Line(_("Groups that meet"), reverse("reflection:group_list")),),
    )


def _sum(rows, name):
    return sum(row[name] for row in rows)


def _next_at(groups):
    return min((group.next_at for group in groups if group.next_at), default=None)


def _day(moment):
    return date_format(timezone.localtime(moment), "j. F")


def _finding(held, next_at):
    if held and next_at:
        sentence = ngettext(
            "%(n)d meeting was held in the period, and the next one is %(day)s.",
            "%(n)d meetings were held in the period, and the next one is %(day)s.",
            held,
        )
        return sentence % {"n": held, "day": _day(next_at)}
    if held:
        sentence = ngettext(
            "%(n)d meeting was held in the period, and none is planned.",
            "%(n)d meetings were held in the period, and none is planned.",
            held,
        )
        return sentence % {"n": held}
    if next_at:
        sentence = _("No meeting was held in the period, and the next one is %(day)s.")
        return sentence % {"day": _day(next_at)}
    return _("No meeting was held in the period, and none is planned.")


def _meeting_lines(held, groups):
    if number := _sum(held, "held"):
        text = ngettext("%(n)d meeting was held", "%(n)d meetings were held", number)
        yield Line(text % {"n": number}, reverse("reflection:meeting_list"))
    if invited := _sum(held, "invited"):
        yield Line(_invited(invited, _sum(held, "with_leader")))
    if next_at := _next_at(groups):
        url = f"{reverse('reflection:office_panel')}#office-ahead"
        yield Line(_("The next meeting is %(day)s") % {"day": _day(next_at)}, url)
    if unplanned := [group for group in groups if group.next_at is None]:
        number = len(unplanned)
        text = ngettext(
            "%(n)d group has no meeting planned", "%(n)d groups have no meeting planned", number
        )
        one = unplanned[0].get_absolute_url()
        yield Line(text % {"n": number}, one if number == 1 else reverse("reflection:group_list"))


def _invited(invited, with_leader):
    numbers = {"invited": invited, "led": with_leader}
    if not with_leader:
        return _("You were invited to %(invited)d of them") % numbers
    return _("You were invited to %(invited)d of them; a leader was there at %(led)d") % numbers


def _agreed_lines(agreed):
    if number := agreed["open"]:
        text = ngettext(
            "%(n)d thing that was agreed is under way",
            "%(n)d things that were agreed are under way",
            number,
        )
        yield Line(text % {"n": number}, f"{reverse('reflection:office_panel')}#office-agreed")
    if number := agreed["carried_again"]:
        text = ngettext(
            "%(n)d of them was carried on more than once",
            "%(n)d of them were carried on more than once",
            number,
        )
        yield Line(text % {"n": number})
    if number := agreed["done"]:
        text = ngettext(
            "%(n)d thing that was agreed was done in the period",
            "%(n)d things that were agreed were done in the period",
            number,
        )
        yield Line(text % {"n": number})


def _learning_lines(learning):
    written, told = sum(learning.values()), sum(learning[reach] for reach in TOLD_ON)
    if not written:
        return
    text = ngettext(
        "%(n)d learning point was written in the period",
        "%(n)d learning points were written in the period",
        written,
    )
    text %= {"n": written}
    if told:
        shared = ngettext("%(n)d of them is shared", "%(n)d of them are shared", told)
        text = f"{text}; {shared % {'n': told}}"
    yield Line(text, reverse("reflection:learning_list"))


def _kinds(held):
    """The kinds of meeting that were held, in their order."""
    found = {row["kind"] for row in held}
    return [kind for kind in Group.Kind if kind in found]


def _by_month(scope, held, written):
    """[(month, number of each of _kinds())] of every month of the period; `written` is a format."""
    numbers = {(row["month"], row["kind"]): row["held"] for row in held}
    return [
        (date_format(month, written), tuple(numbers.get((month, kind), 0) for kind in _kinds(held)))
        for month in scope.period.months
    ]


def _plots(scope, held):
    if held:
        yield Plot(
            title=_("Meetings held each month, by kind of meeting"),
            series=tuple(kind.label for kind in _kinds(held)),
            rows=tuple(_by_month(scope, held, "b Y")),
        )


def _meeting_tables(scope, held):
    if held:
        yield Table(
            _("Meetings held"),
            tuple(kind.label for kind in _kinds(held)),
            tuple(
                Row(month, tuple(map(Cell, numbers)))
                for month, numbers in _by_month(scope, held, "F Y")
            ),
            note=_("Meetings of the county and meetings that were cancelled are not counted."),
        )


def _agreed_table(agreed):
    numbers = [
        (_("Under way"), agreed["open"]),
        (_("Of these carried on from an earlier meeting"), agreed["carried"]),
        (_("Of these carried on more than once"), agreed["carried_again"]),
        (_("Done in the period"), agreed["done"]),
        (_("No longer needed, in the period"), agreed["dropped"]),
    ]
    return _numbers(_("What we agreed"), numbers)


def _learning_table(learning):
    return _numbers(
        _("Learning points, by who may read them"),
        [(reach.label, learning[reach]) for reach in Reach],
        note=_("What somebody has written alone and not shared is not counted."),
    )


def _numbers(heading, numbers, note=""):
    rows = tuple(Row(label, (Cell(number),)) for label, number in numbers)
    return Table(heading, (_("Number"),), rows, note)
