"""What is known about one person when her advisor chooses: plain facts, no sum and no weight."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseload.models import Change


@dataclass(frozen=True)
class Fact:
    label: str
    text: str
    # Income cannot wait: the one fact that may be red.
    is_income: bool = False


def facts(participant):
    """The criteria the office's data can tell, in the same order for everybody."""
    return [
        Fact(_("Followed up here since"), _day(participant.created_on)),
        Fact(_("Workplace"), _workplace(participant)),
        Fact(_("Benefit"), _benefit(participant), is_income=participant.income_ends_soon),
        Fact(_("Own wish"), _("written") if participant.wish else _("not written yet")),
        Fact(_("Asked for help"), _help(participant)),
        Fact(_("Last contact"), _last_contact(participant)),
    ]


def _day(day):
    return date_format(day, "j. F Y")


def _workplace(participant):
    if participant.workplace_name:
        return _("at %(workplace)s now") % {"workplace": participant.workplace_name}
    left = (
        participant.changes.filter(kind=Change.Kind.WORKPLACE, after="")
        .exclude(before="")
        .order_by("-at")
        .first()
    )
    if left:
        known = {"workplace": left.before, "day": _day(left.at)}
        return _("none now; at %(workplace)s until %(day)s") % known
    return _("none so far here")


def _benefit(participant):
    if not participant.benefit and not participant.benefit_ends_on:
        return _("not written")
    benefit = participant.get_benefit_display() or _("Benefit")
    if participant.benefit_ends_on:
        ends = {"benefit": benefit, "day": _day(participant.benefit_ends_on)}
        return _("%(benefit)s, ends %(day)s") % ends
    return benefit


def _help(participant):
    if not participant.needs_something:
        return _("nothing open now")
    return _("an open call since %(day)s") % {"day": _day(participant.needs_since)}


def _last_contact(participant):
    if participant.last_contact_on is None:
        return _("nothing logged yet")
    return _day(participant.last_contact_on)
