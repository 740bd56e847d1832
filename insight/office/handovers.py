"""Handovers and stand-ins: nobody is left without an advisor, and mentors know who is new."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aksel.tables import Cell, Row, Table
from caseload.handover.access import people_left_behind
from caseload.models import HandedOver, StandIn
from insight.panel import Line, Panel

Status = HandedOver.Status
# What could not be handed over at all is no handover.
SHOWN = (Status.ACCEPTED, Status.MOVED, Status.OFFERED, Status.RETURNED, Status.TAKEN_BACK)
HAVE_CHANGED = "have_changed"


def handovers(scope):
    handed = _handed_over(scope)
    now = {
        "left_behind": _left_behind(scope),
        "handover_waits": scope.of_people("handover_waits"),
        "mentor_to_tell": scope.of_people("mentor_to_tell"),
    }
    return Panel(
        key="handovers",
        heading=_("Handovers and stand-ins"),
        finding=_finding(handed[HAVE_CHANGED], now["left_behind"].number),
        lines=(*_lines(now), *_absences(scope)),
        tables=(_in_the_period(handed), _now(now)),
        more=(Line(_("Move people to a colleague"), reverse("caseload:handover_create")),),
    )


def _handed_over(scope):
    """How many people were handed over in the period, by what came of it.

    Whoever was handed over twice counts in both, but has changed advisor as one person.
    """
    handed = HandedOver.objects.visible_to(scope.membership).filter(
        participant__in=scope.people, handover__at__range=scope.period.moments
    )
    people = {
        status: Count("participant", distinct=True, filter=Q(status=status)) for status in SHOWN
    }
    have_changed = Q(status__in=[Status.ACCEPTED, Status.MOVED])
    return handed.aggregate(
        **people, **{HAVE_CHANGED: Count("participant", distinct=True, filter=have_changed)}
    )


def _left_behind(scope):
    """Those whose advisor has left, with the page on which she can give them another."""
    number = people_left_behind(scope.membership).count()
    return Cell(number, reverse("caseload:handover_create") if number else "")


def _finding(have_changed, left_behind):
    sentence = _("Nobody was handed over to a new advisor in this time.")
    if have_changed:
        sentence = ngettext(
            "%(n)d person was handed over to a new advisor in this time.",
            "%(n)d people were handed over to a new advisor in this time.",
            have_changed,
        ) % {"n": have_changed}
    about_the_rest = _("Everybody has an advisor who works here.")
    if left_behind:
        about_the_rest = ngettext(
            "%(n)d person has an advisor who no longer works here.",
            "%(n)d people have an advisor who no longer works here.",
            left_behind,
        ) % {"n": left_behind}
    return f"{sentence} {about_the_rest}"


def _lines(now):
    n = {key: cell.number for key, cell in now.items()}
    texts = {
        "left_behind": ngettext(
            "%(n)d person has an advisor who no longer works here",
            "%(n)d people have an advisor who no longer works here",
            n["left_behind"],
        ),
        "handover_waits": ngettext(
            "%(n)d person is handed over and waits for the colleague's answer",
            "%(n)d people are handed over and wait for the colleague's answer",
            n["handover_waits"],
        ),
        "mentor_to_tell": ngettext(
            "The mentor of %(n)d person does not know yet who is the new advisor",
            "The mentors of %(n)d people do not know yet who is the new advisor",
            n["mentor_to_tell"],
        ),
    }
    for key, text in texts.items():
        if n[key]:
            yield Line(text % {"n": n[key]}, now[key].url)


def _absences(scope):
    """Who is away today, who stands in and until when: by name, as on a door."""
    away = StandIn.objects.active(scope.today).filter(advisor__in=scope.advisors)
    named = away.annotate(away=F("advisor__name"), here=F("stand_in__name"))
    for each in named.order_by("away", "advisor", "until_on", "pk"):
        text = _("%(away)s is away until %(day)s; %(here)s stands in")
        day = date_format(each.until_on, "j. F")
        yield Line(text % {"away": each.away, "here": each.here, "day": day})


def _in_the_period(handed):
    rows = (Row(status.label, (Cell(handed[status]),)) for status in SHOWN)
    return Table(_("Handed over in this time"), (_("People"),), tuple(rows))


def _now(now):
    labels = {
        "left_behind": _("The advisor no longer works here"),
        "handover_waits": _("Waiting for the colleague's answer"),
        "mentor_to_tell": _("The mentor has not been told"),
    }
    rows = (Row(label, (now[key],)) for key, label in labels.items())
    return Table(_("Now"), (_("People"),), tuple(rows))
