"""Meetings are rows made ahead of time, by the group's plan: at saving, and every night.

What somebody has prepared is never thrown away by a changed plan, and nothing that is over changes.
"""

from django.db import transaction
from django.db.models import F, Q

from reflection.agenda.bringing import bring_no_longer
from reflection.agenda.models import AgendaItem
from reflection.groups.models import Group
from reflection.groups.plan import midnight_ahead, occurrences
from reflection.meetings.actions import invite, plan_meeting
from reflection.meetings.models import Invitee, Meeting
from reflection.meetings.told import no_longer_told, tell_of
from reflection.meetings.turns import deal_turns

DAYS_AHEAD = 90


def plan_all_ahead(now):
    """Every group that meets again and again has its meetings of the next 90 days."""
    for pk in Group.objects.meeting_still().exclude(rule="").values_list("pk", flat=True):
        with transaction.atomic():
            group = Group.objects.select_for_update(of=("self",)).meeting_still()
            if group := group.filter(pk=pk).first():
                plan_ahead(group, now)


@transaction.atomic
def plan_ahead(group, now):
    """The group's meetings from now until 90 days ahead. Those that are there stay as they are."""
    times = planned_times(group, now)
    outside = Q(starts_at__in=times) & ~Q(state=Meeting.State.CANCELLED)
    there = group.meetings.filter(Q(planned_for__in=times) | outside)
    taken = {time for row in there.values_list("planned_for", "starts_at") for time in row}
    for time in times:
        if time not in taken:
            plan_meeting(group, starts_at=time)


def planned_times(group, now):
    """When it meets from now until 90 days ahead; what happens once is planned however far away."""
    until = midnight_ahead(now, DAYS_AHEAD)
    if not group.rule and group.first_at:
        until = max(until, group.first_at)
    return occurrences(group.rule, group.first_at, since=now, until=until)


@transaction.atomic
def plan_anew(group, *, before, now):
    """The plan was `before`, a Group as it was; now it is as `group` says.

    Meetings of the old plan that are not in the new one are removed where nobody has written
    anything in them. Returns those that stay all the same: [Meeting, …].
    """
    old, new = planned_times(before, now), planned_times(group, now)
    no_longer = group.meetings.to_come(now).filter(planned_for__in=set(old) - set(new))
    untouched = list(untouched_of(no_longer).values_list("pk", flat=True))
    no_longer_told(untouched)
    Meeting.objects.filter(pk__in=untouched).delete()
    _follow_place_and_length(group, before, now)
    plan_ahead(group, now)
    deal_turns(group, now)
    tell_of(group.meetings.to_come(now), now)
    return list(no_longer.exclude(pk__in=untouched).order_by("starts_at"))


def untouched_of(meetings):
    """Those that are as the plan made them: nothing written in, not moved, nobody else asked."""
    on_the_agenda = Q(kind__in=[AgendaItem.Kind.CASE, AgendaItem.Kind.OTHER])
    prepared = AgendaItem.objects.filter(on_the_agenda | Q(version__gt=0) | ~Q(title=""))
    as_planned = meetings.filter(starts_at=F("planned_for"), calendar_number=0)
    unwritten = as_planned.filter(version=0, topic="", theme="")
    unwritten = unwritten.filter(agreed=None, learning=None, barriers=None)
    return unwritten.exclude(pk__in=prepared.values("meeting"))


def _follow_place_and_length(group, before, now):
    """Where a meeting has been given a place or length of its own, it keeps them."""
    ahead = group.meetings.to_come(now)
    ahead.filter(place=before.place).update(place=group.place)
    ahead.filter(minutes=before.minutes).update(minutes=group.minutes)


def follow_members(group, *, joined, left, now):
    """Who joined is invited to what is to come, who left no longer is. Both are user ids."""
    ahead = list(group.meetings.to_come(now))
    Invitee.objects.filter(meeting__in=ahead, user__in=left).delete()
    for meeting in ahead:
        invite(meeting, user_ids=joined)
    tell_of(group.meetings.to_come(now), now)


def cancel_what_is_ahead(group, *, now, why):
    """It meets no more. What somebody has prepared stays as a cancelled meeting."""
    ahead = group.meetings.to_come(now)
    no_longer_told(ahead.values_list("pk", flat=True))
    untouched_of(ahead).delete()
    bring_no_longer(AgendaItem.objects.filter(meeting__in=ahead))
    ahead.update(state=Meeting.State.CANCELLED, cancelled_why=why)
