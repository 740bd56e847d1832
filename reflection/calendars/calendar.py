"""Meetings as entries of a calendar (RFC 5545, RFC 5546). They name nobody but who receives them.

What a group plans is one series with one UID; a meeting outside the plan is an entry of its own.
Times are written in Norwegian time with a description of it, so that 10.00 stays 10.00.
"""

import datetime
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vRecur,
)

from reflection.groups.plan import is_held_on, times_of_the_rule
from reflection.meetings.models import Meeting

# Days off further ahead are taken out of calendars by whatever is sent meanwhile.
DAYS_OFF_KNOWN = datetime.timedelta(days=3 * 365)
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


@dataclass(frozen=True)
class Entries:
    """What one file for a calendar holds: events of one UID, and what is asked to do with them."""

    method: str
    events: list

    def attached(self, name="invite.ics"):
        """(file name, bytes, MIME type)."""
        return name, as_file(self.method, self.events), f"text/calendar; method={self.method}"


def of_group(group, user):
    """[Entries, …]: all this user has of this group, or has no longer."""
    plan, its_meetings = _planned(group)
    if plan:
        series = _series(group, user, plan, its_meetings)
    else:
        # It had a plan, or nothing of this reaches her: what never was is not taken back.
        series = Entries(CANCEL, [_master(group, user, group.created_at)])
    return [series, *_outside(group, user, its_meetings)]


def of_meeting(meeting, user):
    """[Entries]: the series, where it is a meeting of the plan and she belongs to the group."""
    plan, its_meetings = _planned(meeting.group)
    if meeting.pk in {each.pk for each in its_meetings} and _belongs(meeting.group, user):
        return [_series(meeting.group, user, plan, its_meetings)]
    return [_single(meeting, user)]


def group_file(group, user):
    """All the group's meetings, to take into any calendar by hand: bytes."""
    entries = [each for each in of_group(group, user) if each.method == REQUEST]
    return as_file(PUBLISH, [event for each in entries for event in each.events])


def meeting_file(meeting):
    """This one alone: bytes."""
    return as_file(PUBLISH, [_event(meeting, f"{meeting.pk}@hybridnav", meeting.calendar_number)])


def as_file(method, events):
    calendar = Calendar()
    calendar.add("prodid", "-//hybridnav//")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_norwegian_time())
    for event in events:
        if method == PUBLISH:
            event.pop("attendee", None)
        calendar.add_component(event)
    return calendar.to_ical()


def _planned(group):
    """The times of the rule, days off included, and the group's meetings at those: both sorted."""
    if group.first_at is None:
        return [], []
    until = max(timezone.now() + DAYS_OFF_KNOWN, group.first_at)
    times = times_of_the_rule(group.rule, group.first_at, since=group.first_at, until=until)
    return times, list(group.meetings.filter(planned_for__in=times).order_by("planned_for"))


def _outside(group, user, its_meetings):
    """[Entries, …] of the group's meetings that its plan does not know, and that are not over.

    Who belongs to the group was told when one of them was cancelled; who left is told here.
    """
    of_the_plan = [each.pk for each in its_meetings]
    others = group.meetings.exclude(pk__in=of_the_plan).filter(starts_at__gt=timezone.now())
    entries = [_single(each, user) for each in others.order_by("starts_at").select_related("group")]
    leaves = not _belongs(group, user)
    return [each for each in entries if leaves or each.method == REQUEST]


def _belongs(group, user):
    return group.ended_on is None and group.members.current().filter(user=user).exists()


def _series(group, user, plan, its_meetings):
    """The master with its rule and days off, then each meeting that is held otherwise."""
    now = timezone.now()
    goes_on = _belongs(group, user)
    hers = set(
        Meeting.objects.filter(pk__in=[each.pk for each in its_meetings], invitees__user=user)
        .taking_place()
        .values_list("planned_for", flat=True)
    )
    not_hers = {each.planned_for for each in its_meetings} - hers
    left_out = [each for each in plan if each in not_hers or not is_held_on(group.rule, each)]
    if not goes_on and plan[0] > now or not group.rule and left_out:
        return Entries(CANCEL, [_master(group, user, plan[0])])
    until = None if goes_on else now
    master = _master(group, user, plan[0], left_out=left_out, until=until)
    if not group.rule and its_meetings:
        # Once: there is nothing but the meeting itself, wherever it was moved.
        once = its_meetings[0]
        once.group = group
        return Entries(REQUEST, [_event(once, _uid(group), group.plan_number, user)])
    held = [each for each in its_meetings if each.planned_for in hers]
    otherwise = [_instead(each, group, user) for each in held if _differs(each, group, now)]
    return Entries(REQUEST, [master, *otherwise])


def _differs(meeting, group, now):
    """Once it is over only its time matters, or each new room would tell of all that ever was."""
    if meeting.starts_at < now:
        return meeting.starts_at != meeting.planned_for
    as_planned = (meeting.planned_for, group.minutes, group.place)
    return (meeting.starts_at, meeting.minutes, meeting.place) != as_planned


def _uid(group):
    return f"group-{group.pk}@hybridnav"


def _master(group, user, first, *, left_out=(), until=None):
    planned = Meeting(group=group, starts_at=first, minutes=group.minutes, place=group.place)
    event = _event(planned, _uid(group), group.plan_number, user, page=group)
    if group.rule:
        rule = vRecur.from_ical(group.rule)
        if until:
            rule["UNTIL"] = [until.astimezone(datetime.UTC)]
        event.add("rrule", rule)
    if left_out:
        event.add("exdate", list(left_out))
    return event


def _instead(meeting, group, user):
    meeting.group = group
    event = _event(meeting, _uid(group), group.plan_number, user)
    event.add("recurrence-id", timezone.localtime(meeting.planned_for))
    return event


def _single(meeting, user):
    stays = meeting.state != Meeting.State.CANCELLED and meeting.invitees.filter(user=user).exists()
    event = _event(meeting, f"{meeting.pk}@hybridnav", meeting.calendar_number, user)
    if not stays:
        event["status"] = "CANCELLED"
    return Entries(REQUEST if stays else CANCEL, [event])


def _event(meeting, uid, number, user=None, page=None):
    event = Event()
    event.add("uid", uid)
    event.add("sequence", number)
    event.add("dtstamp", timezone.now())
    event.add("summary", meeting.group.get_kind_display())
    event.add("status", "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("dtstart", timezone.localtime(meeting.starts_at))
    event.add("dtend", timezone.localtime(meeting.ends_at))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", settings.SITE_URL + (page or meeting).get_absolute_url())
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["cn"] = "hybridnav"
    event.add("organizer", organizer)
    if user:
        attendee = vCalAddress(f"mailto:{user.email}")
        # Who comes is answered in hybridnav: nobody reads what a calendar sends back.
        attendee.params["rsvp"] = "FALSE"
        event.add("attendee", attendee)
    return event


def _norwegian_time():
    """Europe/Oslo since 1996: last Sundays of March and October."""
    zone = Timezone()
    zone.add("tzid", "Europe/Oslo")
    standard = (TimezoneStandard(), "CET", 2, 1, datetime.datetime(1996, 10, 27, 3), 10)
    summer = (TimezoneDaylight(), "CEST", 1, 2, datetime.datetime(1996, 3, 31, 2), 3)
    for part, name, hours_before, hours, since, month in (standard, summer):
        part.add("dtstart", since)
        part.add("tzname", name)
        part.add("tzoffsetfrom", datetime.timedelta(hours=hours_before))
        part.add("tzoffsetto", datetime.timedelta(hours=hours))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone
