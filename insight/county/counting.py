"""Counting a half-year from history, as it was on its last day.

Somebody who was followed up and has been opened again since counts as followed all the time: the
row of a person does not tell of the pause. Who is protected now is in no earlier half-year either.
"""

from django.db.models import Count, Exists, OuterRef, Q, Sum

from accounts.models import Office
from caseload.agreements.models import RoomAgreement
from caseload.models import CloserFollowUp, Connection, Participant
from insight.county.halves import halves_over
from insight.county.models import HalfYear
from mentors.models import Mentorship
from reflection.groups.models import Group
from reflection.meetings.models import Meeting

# How many are kept from the first day on; those that end later are kept beside them.
AT_FIRST = 4


def count_what_is_over(today):
    """Count each half-year that is over and was not counted yet. Returns how many were.

    Of offices that take part: a guest, or one that has left, is in no figure.
    """
    halves = halves_over(today, AT_FIRST)
    counted = set(HalfYear.objects.values_list("office", "year", "half"))
    offices = Office.objects.filter(status=Office.Status.TAKING_PART).order_by("pk")
    missing = [
        (office, half)
        for office in offices.values_list("pk", flat=True)
        for half in halves
        if (office, half.year, half.half) not in counted
    ]
    for office, half in missing:
        # Two workers may both have found it missing: the first one's stands.
        HalfYear.objects.bulk_create([count_half_year(office, half)], ignore_conflicts=True)
    return len(missing)


def count_half_year(office_id, half):
    """The HalfYear of this office, not saved, in four queries."""
    here = {"office": office_id}
    return HalfYear(
        office_id=office_id,
        year=half.year,
        half=half.half,
        room=_room(half.last_day, here),
        meetings=_meetings(half, here),
        kinds=_kinds(half, here),
        **_people(half.last_day, here),
    )


def _people(day, here):
    followed = Participant.objects.filter(
        _still("ended_on", day), protection=Participant.Protection.OPEN, created_on__lte=day, **here
    )
    hers = {"participant": OuterRef("pk")}
    closely = CloserFollowUp.objects.filter(_on(day, "started_on", "ended_on"), **hers)
    mentorships = Mentorship.objects.filter(
        _on(day, "started_on", "ended_on"),
        _on(day, "placement__started_on", "placement__ended_on"),
        placement__participant=OuterRef("pk"),
    )
    helpers = Connection.objects.filter(_on(day, "since", "until"), **hers)
    return followed.aggregate(
        followed=Count("pk"),
        closely=Count("pk", filter=Exists(closely)),
        with_mentor=Count("pk", filter=Exists(mentorships)),
        with_helper=Count("pk", filter=Exists(helpers)),
    )


def _room(day, here):
    in_force = RoomAgreement.objects.filter(
        _still("ended_on", day), from_on__lte=day, until_on__gte=day, **here
    )
    return in_force.aggregate(room=Sum("up_to", default=0))["room"]


def _meetings(half, here):
    since, until = half.moments
    return Meeting.objects.over().filter(starts_at__gte=since, starts_at__lt=until, **here).count()


def _kinds(half, here):
    groups = Group.objects.filter(
        _still("ended_on", half.last_day), created_at__lt=half.moments[1], **here
    )
    kinds = set(groups.values_list("kind", flat=True))
    return [kind for kind in Group.Kind.values if kind in kinds]


def _on(day, since, until):
    """What had begun by the evening of that day and had not ended."""
    return Q(**{f"{since}__lte": day}) & _still(until, day)


def _still(until, day):
    return Q(**{until: None}) | Q(**{f"{until}__gt": day})
