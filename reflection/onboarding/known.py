"""What the system knows of first steps. It is offered to whoever is new, never set by itself.

Only to herself: who was at a meeting is for those invited, and a tick is hers to show.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from caseload.models import Assignment, CloserFollowUp
from reflection.meetings.models import Invitee, Meeting


@dataclass(frozen=True)
class Known:
    code: str
    on: date


def known_of(path, steps):
    """{step id: Known} of steps that are not done, for the newcomer's own eyes."""
    ask = {"reflection_meeting": _first_meeting, "prioritised_person": _first_followed_closely}
    found = {}
    for step in steps:
        if step.is_done or step.code not in ask:
            continue
        if day := ask[step.code](path):
            found[step.pk] = Known(step.code, day)
    return found


def _first_meeting(path):
    """The day of the first meeting of the office, or of its county, she was at; or None."""
    there = Invitee.objects.who_came().filter(
        user=path.newcomer_id,
        meeting__in=Meeting.objects.over().filter(county=path.office.county_id),
    )
    first = there.order_by("meeting__starts_at").values_list("meeting__starts_at", flat=True)
    at = first.first()
    return at and timezone.localdate(at)


def _first_followed_closely(path):
    """The first day she began to follow somebody closely, as the advisor; or None."""
    as_advisor = Assignment.objects.filter(
        Q(until_on=None) | Q(until_on__gte=OuterRef("started_on")),
        participant=OuterRef("participant"),
        advisor=path.newcomer_id,
        from_on__lte=OuterRef("started_on"),
    )
    hers = CloserFollowUp.objects.filter(Exists(as_advisor), participant__office=path.office_id)
    return hers.order_by("started_on").values_list("started_on", flat=True).first()
