"""That an office and its county reflect, in plain facts: no text that was not shared, and nobody.

Nothing is said of who was not there. That a leader was, is for those invited: where an office has
one leader, a meeting without that word would tell everybody else that she was not.
"""

import datetime
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from reflection.agreed.models import OPEN, AgreedAction
from reflection.groups.models import Group
from reflection.meetings.models import Invitee, Meeting
from reflection.reach import reaching

LATELY = datetime.timedelta(days=90)
SHOWN = 20
AHEAD_SHOWN = 5
SHARED_SHOWN = 5


def office_facts(membership):
    """What everybody at her office may know, in four queries.

    `held`: Meetings of the last 90 days, `shared`: the newest of all; `ahead`: the next ones.
    Each with `can_open`: whether its page is there for her; those held with `with_leader`,
    which is for those invited.
    `agreed`: numbers of the office: open, carried (of the open ones), done and dropped (90 days).
    """
    now = timezone.now()
    meetings = _of_office(membership)
    led = Invitee.objects.visible_to(membership).filter(meeting=OuterRef("pk"))
    led = led.who_came().leaders()
    lately = meetings.over().filter(starts_at__gte=now - LATELY).order_by("-starts_at", "pk")
    shared = meetings.filter(reaching(membership), state=Meeting.State.SHARED)
    return {
        "held": lately.annotate(with_leader=Exists(led))[:SHOWN],
        "ahead": meetings.ahead(now)[:AHEAD_SHOWN],
        "shared": shared.order_by("-shared_at", "pk")[:SHARED_SHOWN],
        "agreed": _agreed(membership.office_id, timezone.localdate() - LATELY),
    }


def _of_office(membership):
    opens = Meeting.objects.visible_to(membership).filter(pk=OuterRef("pk"))
    meetings = Meeting.objects.filter(office=membership.office_id).select_related("group")
    # Neither theme nor summary: what is not shown is not fetched.
    return meetings.annotate(can_open=Exists(opens)).only(
        "starts_at", "shared_at", "group__name", "group__kind"
    )


def _agreed(office_id, since):
    return AgreedAction.objects.filter(meeting__office=office_id).aggregate(
        open=Count("pk", filter=OPEN),
        carried=Count("pk", filter=OPEN & Q(times_carried__gt=0)),
        done=Count("pk", filter=Q(todo__done_on__gte=since)),
        dropped=Count("pk", filter=Q(todo__dropped_on__gte=since)),
    )


def meeting_places(county_id):
    """[(name of an office of the county, [kinds of meeting it has, in words])], one query."""
    groups = Group.objects.meeting_still().filter(county=county_id).exclude(office=None)
    rows = groups.values_list("office__name", "kind").order_by("office__name", "kind").distinct()
    return [
        (office, [Group.Kind(kind).label for _office, kind in kinds])
        for office, kinds in groupby(rows, key=lambda row: row[0])
    ]


def shared_in_county(membership):
    """Meetings of her county whose group let the county read what it learned, newest first."""
    shared = Meeting.objects.filter(
        reaching(membership), state=Meeting.State.SHARED, county=membership.county_id
    )
    return shared.select_related("group", "office").order_by("-shared_at", "pk")
