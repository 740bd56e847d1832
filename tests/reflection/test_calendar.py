"""What calendars get: one series a group, the hour the same all year, and what is otherwise."""

import datetime

import pytest
import time_machine
from dateutil.rrule import rrulestr
from django.utils import timezone
from icalendar import Calendar

from notifications import delivery
from reflection.arranging.actions import (
    arrange_meeting,
    cancel_meeting,
    invite_one_more,
    move_meeting,
    take_back_invitation,
)
from reflection.calendars.mails import Kind, write
from reflection.groups.actions import end_group
from reflection.groups.plan import Rhythm, rule_of
from reflection.models import Group, Meeting
from tests.factories import make_group
from tests.reflection.test_plan import TUESDAY, at, change, prepare, weeks

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def clock():
    with time_machine.travel(at(TUESDAY, "06:00"), tick=False) as clock:
        yield clock


@pytest.fixture
def group(clock, ada, bo):
    """Ada's and Bo's, every Tuesday at ten; their calendars know it."""
    rule = rule_of(Rhythm.WEEKLY, TUESDAY)
    return make_group(ada, bo, rule=rule, first_at=at(TUESDAY), place="Fjorden")


@pytest.fixture
def mails(sink, clock):
    """What has been sent since it was asked last: {address: mail}."""

    def sent():
        clock.shift(1)
        before = len(sink.mails)
        delivery.deliver_waiting(Kind.values, write)
        new = sink.mails[before:]
        assert len({mail["To"] for mail in new}) == len(new), "one mail to each for one change"
        return {mail["To"]: mail for mail in new}

    return sent


def calendars(mail):
    files = [part.get_content() for part in mail.iter_attachments()]
    return [Calendar.from_ical(each) for each in files]


def events(calendar):
    return calendar.walk("VEVENT")


def meeting_of(group, number):
    return group.meetings.order_by("starts_at").select_related("group")[number]


def test_the_whole_plan_is_one_mail_with_one_series(ada, bo, group, mails):
    sent = mails()
    assert set(sent) == {ada.user.email, bo.user.email}
    (calendar,) = calendars(sent[bo.user.email])
    (series,) = events(calendar)
    assert calendar["METHOD"] == "REQUEST"
    assert series["UID"] == f"group-{group.pk}@hybridnav"
    assert series["RRULE"].to_ical() == b"FREQ=WEEKLY;INTERVAL=1"
    assert series["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert series["DTSTART"].dt.hour == 10
    assert series["DTEND"].dt - series["DTSTART"].dt == HOUR


def test_the_zone_it_brings_along_knows_when_summer_time_begins_and_ends(group, mails, ada):
    (calendar,) = calendars(mails()[ada.user.email])
    (zone,) = calendar.walk("VTIMEZONE")
    theirs = zone.to_tz(lookup_tzid=False)
    for day in [(2026, 10, 24), (2026, 10, 26), (2027, 3, 26), (2027, 3, 29), (2030, 7, 1)]:
        naive = datetime.datetime(*day, 10)
        assert naive.replace(tzinfo=theirs).utcoffset() == timezone.make_aware(naive).utcoffset()


def test_the_times_in_a_calendar_are_the_meetings_there_are(ada, group, mails):
    """Expanded as a calendar does it: from the rule, less the days left out."""
    (calendar,) = calendars(mails()[ada.user.email])
    assert expanded(calendar) == {each.starts_at for each in group.meetings.all()}


def expanded(calendar, until=None):
    master, *others = events(calendar)
    until = until or at(weeks(12)[0])
    start = master["DTSTART"].dt.replace(tzinfo=None)
    rule = master["RRULE"]
    ends = [timezone.make_naive(each) for each in rule.pop("UNTIL", [])]
    times = rrulestr(rule.to_ical().decode(), dtstart=start)
    last = min([until.replace(tzinfo=None), *ends])
    found = {timezone.make_aware(each) for each in times.between(start, last, inc=True)}
    left_out = master.get("EXDATE")
    found -= {each.dt for each in left_out.dts} if left_out else set()
    for each in others:
        found = found - {each["RECURRENCE-ID"].dt} | {each["DTSTART"].dt}
    return found


def test_public_holidays_are_left_out_of_the_series(ada, clock, mails):
    friday = datetime.date(2026, 12, 4)
    make_group(ada, rule=rule_of(Rhythm.WEEKLY, friday), first_at=at(friday))
    (calendar,) = calendars(mails()[ada.user.email])
    days = {each.date() for each in expanded(calendar, until=at(datetime.date(2027, 4, 30)))}
    for day in [(2026, 12, 25), (2027, 1, 1), (2027, 3, 26)]:
        assert datetime.date(*day) not in days
    assert datetime.date(2027, 4, 2) in days


def test_a_mail_says_nothing_about_anybody(ada, bo, group, mails):
    mail = mails()[bo.user.email]
    said = str(mail.items()) + "".join(
        str(part.get_content()) for part in mail.walk() if not part.is_multipart()
    )
    for hidden in (ada.user.name, "Hybridgruppa", "Fjordby", ada.user.email):
        assert hidden not in said.replace("hybridnav@", "")


def test_one_that_is_moved_stays_a_part_of_the_series(ada, bo, group, mails):
    mails()
    meeting = meeting_of(group, 8)
    moved_to = meeting.starts_at + datetime.timedelta(days=1)
    move_meeting(ada, meeting, starts_at=moved_to, minutes=60, place="Skogen")
    (calendar,) = calendars(mails()[bo.user.email])
    master, moved = events(calendar)
    assert moved["RECURRENCE-ID"].dt == meeting.planned_for
    assert moved["DTSTART"].dt == moved_to
    assert moved["LOCATION"] == "Skogen"
    assert moved["UID"] == master["UID"]
    assert expanded(calendar) == {each.starts_at for each in group.meetings.all()}


def test_one_that_is_cancelled_is_left_out(ada, bo, group, mails):
    mails()
    meeting = meeting_of(group, 2)
    cancel_meeting(ada, meeting, why="Kurs")
    (calendar,) = calendars(mails()[bo.user.email])
    assert meeting.starts_at not in expanded(calendar)


def test_each_change_counts_on_so_that_calendars_take_it(ada, bo, group, mails):
    def number():
        (calendar,) = calendars(mails()[bo.user.email])
        (found,) = {each["SEQUENCE"] for each in events(calendar)}
        return found

    first = number()
    meeting = meeting_of(group, 2)
    move_meeting(ada, meeting, starts_at=meeting.starts_at + HOUR, minutes=60, place="")
    second = number()
    change(ada, group, place="Skogen")
    assert first < second < number()


def test_many_changes_before_the_mail_goes_are_one_mail(ada, bo, group, mails, clock):
    mails()
    meeting = meeting_of(group, 2)
    for hours in (1, 2, 3):
        clock.shift(1)
        starts_at = meeting.planned_for + hours * HOUR
        move_meeting(ada, meeting, starts_at=starts_at, minutes=60, place="")
    (calendar,) = calendars(mails()[bo.user.email])
    assert events(calendar)[1]["DTSTART"].dt == meeting.planned_for + 3 * HOUR


def test_who_is_taken_off_one_meeting_has_the_others(ada, bo, group, mails):
    mails()
    meeting = meeting_of(group, 2)
    take_back_invitation(ada, meeting.invitees.get(user=bo.user))
    sent = mails()
    assert set(sent) == {bo.user.email}
    (calendar,) = calendars(sent[bo.user.email])
    times = expanded(calendar)
    assert meeting.starts_at not in times
    assert len(times) == group.meetings.count() - 1


def test_a_guest_gets_that_meeting_alone_and_it_is_taken_out_again(ada, lena, group, mails):
    mails()
    meeting = meeting_of(group, 2)
    invite_one_more(ada, meeting, user=lena.user)
    sent = mails()
    assert set(sent) == {lena.user.email}
    (calendar,) = calendars(sent[lena.user.email])
    (event,) = events(calendar)
    assert event["UID"] == f"{meeting.pk}@hybridnav"
    assert "RRULE" not in event
    take_back_invitation(ada, meeting.invitees.get(user=lena.user))
    (calendar,) = calendars(mails()[lena.user.email])
    assert calendar["METHOD"] == "CANCEL"
    assert events(calendar)[0]["UID"] == event["UID"]


def test_an_invitation_that_never_went_is_not_taken_back(ada, lena, group, mails):
    mails()
    meeting = meeting_of(group, 2)
    invite_one_more(ada, meeting, user=lena.user)
    take_back_invitation(ada, meeting.invitees.get(user=lena.user))
    assert lena.user.email not in mails()


def test_who_joins_gets_the_series_without_what_was_before_her(ada, bo, lena, group, mails, clock):
    mails()
    clock.move_to(at(weeks(3)[0], "12:00"))
    change(ada, group, members=[ada.user, bo.user, lena.user])
    sent = mails()
    assert set(sent) == {lena.user.email}
    (calendar,) = calendars(sent[lena.user.email])
    assert min(expanded(calendar)) == at(weeks(4)[0])


def test_who_leaves_keeps_what_was_and_loses_what_is_to_come(ada, bo, group, mails, clock):
    mails()
    clock.move_to(at(weeks(3)[0], "12:00"))
    change(ada, group, members=[ada.user])
    sent = mails()
    assert set(sent) == {bo.user.email}
    (calendar,) = calendars(sent[bo.user.email])
    assert max(expanded(calendar)) == at(weeks(3)[0])


def test_who_leaves_before_the_first_meeting_has_nothing_left(ada, bo, group, mails):
    mails()
    change(ada, group, members=[ada.user])
    (calendar,) = calendars(mails()[bo.user.email])
    assert calendar["METHOD"] == "CANCEL"


def test_a_group_that_ends_ends_its_series(ada, bo, group, mails, clock):
    mails()
    clock.move_to(at(weeks(3)[0], "12:00"))
    end_group(ada, group)
    for mail in mails().values():
        (calendar,) = calendars(mail)
        assert max(expanded(calendar)) == at(weeks(3)[0])


def test_a_group_that_plans_no_more_takes_its_series_back(ada, bo, group, mails):
    uids = [events(calendars(mail)[0])[0]["UID"] for mail in mails().values()]
    change(ada, group, rule="", first_at=None)
    for mail in mails().values():
        (calendar,) = calendars(mail)
        assert calendar["METHOD"] == "CANCEL"
        assert events(calendar)[0]["UID"] in uids


def test_another_room_says_nothing_of_meetings_that_are_over(ada, bo, group, mails, clock):
    mails()
    clock.move_to(at(weeks(3)[0], "12:00"))
    change(ada, group, place="Skogen")
    (calendar,) = calendars(mails()[bo.user.email])
    assert len(events(calendar)) == 1


def test_a_prepared_meeting_outside_the_new_plan_is_an_entry_of_its_own(ada, bo, group, mails):
    mails()
    prepared = prepare(group, 4)
    change(ada, group, first_at=at(TUESDAY + datetime.timedelta(days=1)))
    series, single = calendars(mails()[bo.user.email])
    assert events(series)[0]["DTSTART"].dt == at(TUESDAY + datetime.timedelta(days=1))
    assert events(single)[0]["DTSTART"].dt == prepared.starts_at


def test_an_extra_meeting_is_an_entry_of_its_own(ada, bo, group, mails):
    mails()
    starts_at = at(TUESDAY + datetime.timedelta(days=2), "13:00")
    arrange_meeting(ada, group, starts_at=starts_at, minutes=30, place="")
    (calendar,) = calendars(mails()[bo.user.email])
    (event,) = events(calendar)
    assert event["DTSTART"].dt == starts_at
    assert "RRULE" not in event


def test_what_happens_once_is_moved_and_taken_out_under_the_same_name(ada, bo, clock, mails):
    group = make_group(ada, bo, first_at=at(weeks(2)[0]), kind=Group.Kind.OFFICE)
    (planned,) = calendars(mails()[bo.user.email])
    meeting = meeting_of(group, 0)
    move_meeting(ada, meeting, starts_at=at(weeks(3)[0]), minutes=90, place="")
    (moved,) = calendars(mails()[bo.user.email])
    cancel_meeting(ada, Meeting.objects.get(pk=meeting.pk), why="Kurs")
    (cancelled,) = calendars(mails()[bo.user.email])
    assert events(moved)[0]["DTSTART"].dt == at(weeks(3)[0])
    assert cancelled["METHOD"] == "CANCEL"
    assert len({events(each)[0]["UID"] for each in (planned, moved, cancelled)}) == 1


def test_who_works_there_no_more_gets_no_mail(ada, bo, group, mails):
    bo.ends_on = TUESDAY - datetime.timedelta(days=1)
    bo.save()
    assert set(mails()) == {ada.user.email}


def test_the_file_to_take_home_holds_the_same(log_in, ada, group):
    answer = log_in(ada).get(f"/reflection/groups/{group.pk}/group.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert calendar["METHOD"] == "PUBLISH"
    assert expanded(calendar) == {each.starts_at for each in group.meetings.all()}


def test_the_file_of_one_meeting_is_for_those_invited(log_in, ada, lena, group):
    meeting = meeting_of(group, 1)
    answer = log_in(ada).get(f"/reflection/meetings/{meeting.pk}/meeting.ics")
    (event,) = events(Calendar.from_ical(answer.content))
    assert event["DTSTART"].dt == meeting.starts_at
    assert log_in(lena).get(f"/reflection/meetings/{meeting.pk}/meeting.ics").status_code == 404
