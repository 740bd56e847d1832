"""That an office and its county reflect, in plain facts: no text that was not shared, and nobody.

Nothing is said of who was not there. That a leader was, is for those invited: where an office has
one leader, a meeting without that word would tell everybody else that she was not.
"""

import datetime
from itertools import groupby

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accounts.written import in_one_row, numbers_in, written_once
from reflection.agreed.models import OPEN, AgreedAction
from reflection.groups.models import Group
from reflection.learning.models import LearningPoint
from reflection.meetings.models import Invitee, Meeting
from reflection.reach import Reach, reaching

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
    now, today = timezone.now(), timezone.localdate()
    meetings = _of_office(membership)
    lately = meetings.over().filter(starts_at__gte=now - LATELY).order_by("-starts_at", "pk")
    shared = meetings.filter(reaching(membership), state=Meeting.State.SHARED)
    return {
        "held": lately.annotate(with_leader=_with_leader(membership))[:SHOWN],
        "ahead": meetings.ahead(now)[:AHEAD_SHOWN],
        "shared": shared.order_by("-shared_at", "pk")[:SHARED_SHOWN],
        "agreed": numbers_in(agreed_at(membership, (today - LATELY, today))),
    }


def _of_office(membership):
    opens = Meeting.objects.visible_to(membership).filter(pk=OuterRef("pk"))
    meetings = Meeting.objects.filter(office=membership.office_id).select_related("group")
    # Neither theme nor summary: what is not shown is not fetched.
    return meetings.annotate(can_open=Exists(opens)).only(
        "starts_at", "shared_at", "group__name", "group__kind"
    )


def _with_leader(membership):
    """That a leader came, of meetings she was invited to herself."""
    came = Invitee.objects.visible_to(membership).filter(meeting=OuterRef("pk"))
    return Exists(came.who_came().leaders())


@written_once
def agreed_at(membership, days):
    """Numbers of what her office's meetings agreed, in one row; `days` are the first and the last.

    Open now; carried and carried again (more than once), of the open ones; done and dropped in
    these days.
    """
    return in_one_row(
        AgreedAction.objects.filter(meeting__office=membership.office_id),
        open=Count("pk", filter=OPEN),
        carried=Count("pk", filter=OPEN & Q(times_carried__gt=0)),
        carried_again=Count("pk", filter=OPEN & Q(times_carried__gt=1)),
        done=Count("pk", filter=Q(todo__done_on__range=days)),
        dropped=Count("pk", filter=Q(todo__dropped_on__range=days)),
    )


@written_once
def held_by_month(membership, moments):
    """How many meetings her office held from one moment to another.

    Dicts with `month` (its first day), `kind` (of its group), `held`, and of those `invited` (she
    was herself) and `with_leader` (of these, as above).
    """
    held = Meeting.objects.over().filter(office=membership.office_id, starts_at__range=moments)
    invited = Meeting.objects.read_by(membership).filter(pk=OuterRef("pk"))
    return (
        held.order_by()
        .values(month=TruncMonth("starts_at", output_field=DateField()), kind=F("group__kind"))
        .annotate(
            held=Count("pk"),
            invited=Count("pk", filter=Exists(invited)),
            with_leader=Count("pk", filter=_with_leader(membership)),
        )
    )


def groups_at(office_id, now):
    """The groups that still meet there, each with `next_at`: its next meeting, or None."""
    to_come = Meeting.objects.to_come(now).filter(group=OuterRef("pk")).order_by("starts_at")
    groups = Group.objects.meeting_still().filter(office=office_id)
    return groups.annotate(next_at=Subquery(to_come.values("starts_at")[:1]))


@written_once
def learning_by_reach(membership, moments):
    """(Reach, how many learning points of her office written then are spread so far).

    What somebody wrote alone and has not spread is hers: it is not even counted.
    """
    written = LearningPoint.objects.filter(office=membership.office_id, created_at__range=moments)
    written = written.exclude(meeting=None, reach=Reach.GROUP).order_by()
    return written.values_list("reach").annotate(Count("pk"))


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
