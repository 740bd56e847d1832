"""A group's plan: the clock on the wall decides, days off are left out, and rows are made ahead."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from notifications.working_days import is_working_day
from reflection.arranging.actions import arrange_meeting, cancel_meeting, move_meeting
from reflection.groups.actions import change_group, end_group
from reflection.groups.plan import Rhythm, occurrences, plan_in_words, rhythm_of, rule_of
from reflection.models import AgendaItem, Group, Meeting
from reflection.tasks import plan_meetings
from tests.factories import make_group

OSLO = timezone.get_default_timezone()
TUESDAY = datetime.date(2026, 9, 1)


def at(day, time="10:00"):
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time), tzinfo=OSLO)


@pytest.fixture
def clock():
    with time_machine.travel(at(TUESDAY, "06:00"), tick=False) as clock:
        yield clock


def times(rhythm, first=TUESDAY, until=datetime.date(2027, 6, 30)):
    rule = rule_of(rhythm, first)
    return occurrences(rule, at(first), since=at(first, "00:00"), until=at(until))


# The rule


@pytest.mark.parametrize("rhythm", Rhythm.values)
def test_a_rule_tells_its_rhythm(rhythm):
    assert rhythm_of(rule_of(rhythm, TUESDAY)) == rhythm


@pytest.mark.parametrize("rhythm", [Rhythm.WEEKLY, Rhythm.SECOND_WEEK, Rhythm.MONTHLY])
def test_ten_o_clock_stays_ten_o_clock_in_summer_and_winter(rhythm):
    found = times(rhythm)
    assert {each.time() for each in found} == {datetime.time(10)}
    assert {each.utcoffset() for each in found} == {
        datetime.timedelta(hours=1),
        datetime.timedelta(hours=2),
    }


def test_every_second_week_is_every_second_week_across_the_change_of_the_clock():
    days = [each.date() for each in times(Rhythm.SECOND_WEEK)]
    assert all((day - TUESDAY).days % 14 == 0 for day in days)


def test_once_a_month_is_the_same_weekday_of_the_month():
    assert [each.day for each in times(Rhythm.MONTHLY, until=datetime.date(2026, 12, 31))] == [
        1,
        6,
        3,
        1,
    ]


def test_the_fifth_of_the_month_is_the_last():
    found = times(Rhythm.MONTHLY, datetime.date(2026, 9, 29), datetime.date(2026, 12, 31))
    assert [(each.month, each.day) for each in found] == [(9, 29), (10, 27), (11, 24), (12, 29)]


def test_nothing_is_held_on_weekends_and_public_holidays():
    fridays = times(Rhythm.WEEKLY, datetime.date(2026, 12, 4), datetime.date(2027, 5, 31))
    days = [each.date() for each in fridays]
    assert all(is_working_day(day) for day in days)
    # Christmas Day, New Year's Day and Good Friday.
    for day in [(2026, 12, 25), (2027, 1, 1), (2027, 3, 26)]:
        assert datetime.date(*day) not in days


def test_what_happens_once_is_held_whenever_somebody_decided():
    assert times(Rhythm.ONCE, datetime.date(2026, 9, 5)) == [at(datetime.date(2026, 9, 5))]


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        (Rhythm.ONCE, "Én gang, 1. september 2026 kl. 10.00"),
        (Rhythm.SECOND_WEEK, "Annenhver uke, tirsdag kl. 10.00"),
        (Rhythm.MONTHLY, "Den første tirsdagen i måneden kl. 10.00"),
    ],
)
def test_a_plan_is_said_in_words(rhythm, words):
    group = Group(rule=rule_of(rhythm, TUESDAY), first_at=at(TUESDAY))
    assert plan_in_words(group) == words


# Meetings ahead


@pytest.fixture
def group(clock, ada, bo, lena):
    rule = rule_of(Rhythm.WEEKLY, TUESDAY)
    return make_group(ada, bo, lena, rule=rule, first_at=at(TUESDAY), place="Fjorden")


def days_of(group):
    return [timezone.localdate(each.starts_at) for each in group.meetings.order_by("starts_at")]


def weeks(*numbers):
    return [TUESDAY + datetime.timedelta(weeks=number) for number in numbers]


def change(member, group, **changed):
    """The plan with these changes, the members as they are."""
    group.refresh_from_db()
    members = list(group.members.current().select_related("user"))
    as_it_is = {
        "kind": group.kind,
        "name": group.name,
        "rule": group.rule,
        "first_at": group.first_at,
        "minutes": group.minutes,
        "place": group.place,
        "members": [each.user for each in members],
        "listens": [each.user for each in members if not each.leads],
    }
    return change_group(member, group, version=group.version, **(as_it_is | changed))


def test_saving_plans_ninety_days_ahead(group):
    assert days_of(group) == weeks(*range(13))
    assert all(each.invitees.count() == 3 for each in group.meetings.all())


def test_the_turn_to_lead_goes_round_also_when_many_are_planned_at_once(group):
    meetings = group.meetings.order_by("starts_at").select_related("facilitator", "stand_in")
    assert [each.facilitator.name for each in meetings[:5]] == ["Ada", "Bo", "Lena", "Ada", "Bo"]
    assert [each.stand_in.name for each in meetings[:3]] == ["Bo", "Lena", "Ada"]


def test_the_clock_plans_on_and_twice_is_once(group, clock):
    clock.move_to(at(TUESDAY + datetime.timedelta(weeks=2), "05:00"))
    plan_meetings()
    plan_meetings()
    assert days_of(group) == weeks(*range(15))


def test_what_is_moved_or_cancelled_is_not_planned_again(ada, group, clock):
    first, second = group.meetings.order_by("starts_at")[1:3]
    moved_to = first.starts_at + datetime.timedelta(days=1)
    move_meeting(ada, first, starts_at=moved_to, minutes=60, place="")
    cancel_meeting(ada, second, why="Kurs")
    plan_meetings()
    assert group.meetings.count() == 13


def test_one_that_ended_is_planned_no_more(ada, group, clock):
    end_group(ada, group)
    plan_meetings()
    assert not group.meetings.filter(state=Meeting.State.DRAFT).exists()


def test_what_was_held_stays_when_a_group_ends(ada, group, clock):
    held = group.meetings.earliest("starts_at")
    Meeting.objects.filter(pk=held.pk).update(state=Meeting.State.HELD)
    end_group(ada, group)
    assert list(group.meetings.all()) == [held]


def test_a_prepared_meeting_is_cancelled_with_the_group_and_its_row_stays(ada, group):
    prepared = prepare(group, 3)
    end_group(ada, group)
    prepared.refresh_from_db()
    assert prepared.state == Meeting.State.CANCELLED
    assert prepared.cancelled_why


def prepare(group, number):
    meeting = group.meetings.order_by("starts_at")[number]
    AgendaItem.objects.create(meeting=meeting, kind=AgendaItem.Kind.CASE, called="K.")
    return meeting


# Another plan


def test_another_plan_takes_the_place_of_what_nobody_has_prepared(ada, group):
    wednesday = TUESDAY + datetime.timedelta(days=1)
    staying = change(ada, group, first_at=at(wednesday))
    assert staying == []
    assert {day.weekday() for day in days_of(group)} == {2}


def test_what_is_prepared_stays_and_is_said(ada, group):
    prepared = prepare(group, 3)
    wednesday = TUESDAY + datetime.timedelta(days=1)
    assert change(ada, group, first_at=at(wednesday)) == [prepared]
    assert weeks(3)[0] in days_of(group)


@pytest.mark.parametrize(
    "written", [{"topic": "tasks"}, {"theme": "Hva nå?"}, {"version": 1}, {"calendar_number": 1}]
)
def test_whatever_somebody_wrote_keeps_it(ada, group, written):
    meeting = group.meetings.latest("starts_at")
    Meeting.objects.filter(pk=meeting.pk).update(**written)
    assert change(ada, group, rule="", first_at=None) == [meeting]


def test_what_is_over_never_changes(ada, group, clock):
    clock.move_to(at(weeks(2)[0], "12:00"))
    change(ada, group, first_at=at(TUESDAY + datetime.timedelta(days=16)), place="Skogen")
    over = group.meetings.filter(starts_at__lt=timezone.now())
    assert [each.place for each in over] == ["Fjorden"] * 3


def test_another_room_keeps_the_meetings_and_moves_them_there(ada, group):
    ids = set(group.meetings.values_list("pk", flat=True))
    own_room = group.meetings.latest("starts_at")
    Meeting.objects.filter(pk=own_room.pk).update(place="Biblioteket")
    change(ada, group, place="Skogen")
    assert set(group.meetings.values_list("pk", flat=True)) == ids
    assert set(group.meetings.values_list("place", flat=True)) == {"Skogen", "Biblioteket"}


def test_an_extra_meeting_is_no_part_of_the_plan(ada, group):
    extra = at(TUESDAY + datetime.timedelta(days=2))
    arrange_meeting(ada, group, starts_at=extra, minutes=30, place="")
    change(ada, group, first_at=at(TUESDAY + datetime.timedelta(days=1)))
    assert group.meetings.filter(starts_at=extra).exists()


def test_turns_are_right_after_the_plan_changed(ada, group):
    prepare(group, 5)
    change(ada, group, first_at=at(TUESDAY + datetime.timedelta(days=1)))
    leading = [each.facilitator.name for each in group.meetings.order_by("starts_at")]
    assert leading[:6] == ["Ada", "Bo", "Lena", "Ada", "Bo", "Lena"]


def test_whoever_joins_is_invited_to_what_is_to_come(ada, bo, lena, mia, group, clock):
    clock.move_to(at(weeks(1)[0], "12:00"))
    change(ada, group, members=[ada.user, bo.user, lena.user, mia.user], listens=[mia.user])
    hers = group.meetings.filter(invitees__user=mia.user)
    assert hers.count() == 11
    assert all(each.starts_at > timezone.now() for each in hers)


def test_whoever_leaves_is_taken_out_of_what_is_to_come_and_of_nothing_else(
    ada, bo, lena, group, clock
):
    clock.move_to(at(weeks(1)[0], "12:00"))
    change(ada, group, members=[ada.user, lena.user])
    assert group.meetings.filter(invitees__user=bo.user).count() == 2
    assert group.members.get(user=bo.user).left_on == timezone.localdate()
    to_come = group.meetings.to_come(timezone.now()).order_by("starts_at")
    assert [each.facilitator.name for each in to_come[:3]] == ["Lena", "Ada", "Lena"]


def test_who_comes_back_is_a_member_from_then_on(ada, bo, group):
    change(ada, group, members=[ada.user])
    change(ada, group, members=[ada.user, bo.user])
    assert group.members.filter(user=bo.user).count() == 2
    assert group.members.current().count() == 2
