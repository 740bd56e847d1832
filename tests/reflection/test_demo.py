"""The demo's meetings: who meets, who leads and comes, and what was shared. All of it invented.

Read on the offices and people of `manage.py demo`, which are the same with or without caseloads.
"""

import random
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Office, User
from mentors.demo.staff import staffed_offices
from notifications.working_days import is_working_day
from reflection.demo.load import load
from reflection.models import AgendaItem, Group, Invitee, Meeting
from reflection.reach import Reach

State = Meeting.State


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """How many meetings; everything is rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        staffed_offices(random.Random(1), timezone.localdate())
        yield load(timezone.localdate())
        transaction.set_rollback(True)


@pytest.fixture
def ada(db):
    return Membership.objects.get(user__email="ada@demo.example")


def test_all_offices_but_one_meet_and_the_county_gathers(db, demo):
    meeting = Group.objects.exclude(office=None).values("office")
    assert Office.objects.exclude(pk__in=meeting).count() == 1
    assert Group.objects.filter(office=None).count() == 1
    assert Meeting.objects.count() == demo > 100


def test_an_office_that_left_meets_no_more(db):
    [group] = Group.objects.filter(office__status=Office.Status.LEFT)
    assert group.ended_on
    assert not group.meetings.filter(starts_at__date__gt=group.ended_on).exists()


def test_leaders_come_at_some_offices_only(db):
    came = Invitee.objects.who_came().leaders().values("meeting__office")
    offices = Office.objects.filter(pk__in=came).count()
    assert 0 < offices < Office.objects.count() - 1


def test_the_turn_to_lead_goes_round(db):
    group = Group.objects.get(office__name="Nav Fjordby", kind=Group.Kind.REFLECTION)
    leads = group.meetings.order_by("starts_at").values_list("facilitator", flat=True)
    assert all(one != next_one for one, next_one in pairwise(leads))


def test_an_agenda_opens_on_the_theme_and_ends_on_what_it_taught(db):
    for meeting in Meeting.objects.prefetch_related("items"):
        kinds = [item.kind for item in meeting.items.all()]
        opening = [kind for kind in kinds if kind != AgendaItem.Kind.LOOK_BACK]
        assert opening[0] == AgendaItem.Kind.THEME
        assert kinds[-1] == AgendaItem.Kind.LEARNING


def test_what_was_shared_says_what_it_taught_and_how_far_it_goes(db):
    shared = Meeting.objects.filter(state=State.SHARED)
    assert all(meeting.summary and meeting.shared_at for meeting in shared)
    assert set(shared.values_list("reach", flat=True)) == set(Reach.values)
    assert not Meeting.objects.filter(office=None, reach=Reach.OFFICE).exists()


def test_what_is_over_lies_before_today_and_what_is_prepared_does_not(db):
    today = timezone.localdate()
    assert not Meeting.objects.over().filter(starts_at__date__gte=today).exists()
    assert not Meeting.objects.filter(state=State.DRAFT, starts_at__date__lt=today).exists()


def test_nobody_meets_on_a_holiday_or_in_july(db):
    days = [timezone.localdate(meeting.starts_at) for meeting in Meeting.objects.all()]
    assert all(is_working_day(day) and day.month != 7 for day in days)


def test_ada_has_a_next_meeting_one_to_share_and_others_to_read(ada):
    seen = Meeting.objects.visible_to(ada)
    assert seen.ahead(timezone.now()).first().topic
    assert seen.read_by(ada).unshared().count() == 1
    assert seen.over().exclude(office=ada.office).exists()


def test_no_text_names_anybody_who_works_there(db):
    names = {part for user in User.objects.all() for part in user.name.split()}
    told = [f"{meeting.theme} {meeting.summary}" for meeting in Meeting.objects.all()]
    told += [f"{item.title} {item.called} {item.notes}" for item in AgendaItem.objects.all()]
    words = {word.strip(".,:?«»") for text in told for word in text.split()}
    assert not words & names


def test_the_same_day_gives_the_same_meetings(db):
    ids = set(Meeting.objects.values_list("pk", flat=True))
    with transaction.atomic():
        Meeting.objects.all().delete()
        Group.objects.all().delete()
        load(timezone.localdate())
        assert set(Meeting.objects.values_list("pk", flat=True)) == ids
        transaction.set_rollback(True)
