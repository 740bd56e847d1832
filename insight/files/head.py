"""What stands first in a file of figures: whose they are, of when, and that they are no targets."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aksel.spreadsheet import Head


def head_of(scope, now):
    """The Head for a Scope, with the texts of the page. `now`: an aware local datetime."""
    membership = scope.membership
    facts = [(_("Office"), membership.office.name)]
    if membership.department:
        facts.append((_("Department"), membership.department.name))
    days = {"since": _day(scope.period.since), "until": _day(scope.period.until)}
    moment = {"day": _day(now), "time": date_format(now, "H.i")}
    facts.append((_("Period"), _("%(since)s to %(until)s") % days))
    facts.append((_("As it was"), _("%(day)s at %(time)s") % moment))
    return Head(
        title=_("Overview of %(place)s") % {"place": place_of(scope)},
        facts=tuple(facts),
        note=_(
            "The figures say where there is room and what is in the way. They are no targets,"
            " and nobody is measured by them."
        ),
    )


def place_of(scope):
    return str(scope.membership.department or scope.membership.office)


def _day(day):
    return date_format(day, "j. F Y")
