"""A meeting is for those invited; others see that it takes place, and what its group shared."""

import datetime
import re

import pytest
from django.utils import timezone

from accounts.models import Membership
from reflection.conduct.actions import end_meeting
from reflection.meetings.actions import plan_meeting
from reflection.models import AgendaItem, Meeting
from reflection.reach import Reach
from tests.factories import make_group, make_meeting, make_member, make_office

Role = Membership.Role


@pytest.fixture
def meeting(ada, bo):
    """Ada's and Bo's, tomorrow."""
    return make_meeting(ada, bo)


def share(meeting, reach):
    Meeting.objects.filter(pk=meeting.pk).update(
        state=Meeting.State.SHARED,
        shared_at=timezone.now(),
        reach=reach,
        summary="Vi spurte for sent.",
    )


def sees(membership):
    return Meeting.objects.visible_to(membership).exists()


def test_it_opens_on_the_theme_and_ends_on_what_it_taught(meeting):
    kinds = list(meeting.items.values_list("kind", flat=True))
    assert kinds == [AgendaItem.Kind.THEME, AgendaItem.Kind.LEARNING]
    AgendaItem.objects.create(meeting=meeting, kind=AgendaItem.Kind.CASE, called="K.")
    kinds = list(meeting.items.values_list("kind", flat=True))
    assert kinds == [AgendaItem.Kind.THEME, AgendaItem.Kind.CASE, AgendaItem.Kind.LEARNING]


def test_whoever_is_invited_reads_it_and_the_log_says_so(log_in, ada, bo, meeting):
    for member in (ada, bo):
        assert "Felles tema" in log_in(member).get(meeting.get_absolute_url()).content.decode()
        assert member.user.audit_entries.filter(action="meeting.open").count() == 1


def test_a_leader_who_is_not_invited_sees_that_it_takes_place_and_no_agenda(log_in, lars, meeting):
    page = log_in(lars).get(meeting.get_absolute_url()).content.decode()
    assert "Hybridgruppa" in page
    assert "Felles tema" not in page
    assert not lars.user.audit_entries.exists()


def test_nobody_else_sees_a_meeting_that_is_not_shared(meeting, lena, mia, kari, tor, liv):
    for member in (lena, mia, kari, tor, liv):
        assert not sees(member)


@pytest.mark.parametrize(
    ("reach", "who"),
    [
        (Reach.GROUP, "lars"),
        (Reach.OFFICE, "lars lena mia"),
        (Reach.COUNTY, "lars lena mia kari naboen"),
        (Reach.EVERYBODY, "lars lena mia kari naboen tor liv"),
    ],
)
def test_what_is_shared_goes_as_far_as_the_group_said(
    meeting, lars, lena, mia, kari, tor, liv, fia, pia, olav, ada, reach, who
):
    naboen = make_member("Naboen", office=make_office(county=ada.office.county))
    people = [lars, lena, mia, kari, tor, liv, fia, pia, olav, naboen]
    share(meeting, reach)
    assert {each.user.name.lower() for each in people if sees(each)} == set(who.split())


def test_what_is_shared_is_the_summary_and_never_the_agenda(log_in, mia, meeting):
    share(meeting, Reach.OFFICE)
    page = log_in(mia).get(meeting.get_absolute_url()).content.decode()
    assert "Vi spurte for sent." in page
    assert "Felles tema" not in page


def test_a_role_at_another_office_opens_no_meeting_of_this_one(ada, bo, meeting):
    elsewhere = Membership.objects.create(
        user=ada.user, office=make_office(), role=Role.ADVISOR, starts_on="2024-01-01"
    )
    assert sees(ada)
    assert not sees(elsewhere)


def test_the_page_shows_what_it_is_time_for(log_in, ada, bo, meeting):
    client = log_in(bo)
    ahead = parts_of(client, meeting)
    assert ahead == ["answer", "theme", "agenda", "outcome", "when", "invited"]
    Meeting.objects.filter(pk=meeting.pk).update(began_at=timezone.now())
    under_way = parts_of(client, meeting)
    assert under_way == ["theme", "agenda", "agreed", "learned", "barriers", "when", "invited"]
    end_meeting(ada, meeting, came=[bo.user_id])
    over = parts_of(client, meeting)
    assert over[:2] == ["taught", "agreed"]
    assert over.index("barriers") < over.index("theme") < over.index("agenda")


def test_who_has_answered_is_not_asked_again(log_in, bo, meeting):
    client = log_in(bo)
    client.post(f"{meeting.get_absolute_url()}answer/", {"answer": "coming"})
    assert "answer" not in parts_of(client, meeting)


def test_what_is_to_be_shared_stands_once_in_the_list(log_in, ada, meeting):
    end_meeting(ada, meeting, came=[ada.user_id])
    page = log_in(ada).get("/reflection/").content.decode()
    assert page.count(meeting.get_absolute_url()) == 1


def parts_of(client, meeting):
    """The parts of its page, from the top down."""
    page = client.get(meeting.get_absolute_url()).content.decode()
    return re.findall(r'<h2 id="(\w+)-heading"', page)


def test_the_turn_to_lead_goes_round_and_the_next_one_stands_in(ada, bo, lena):
    group = make_group(ada, bo, lena)
    turns = [make_meeting_of(group, days).facilitator.name for days in (1, 8, 15, 22)]
    assert turns == ["Ada", "Bo", "Lena", "Ada"]
    assert group.meetings.earliest("starts_at").stand_in.name == "Bo"


def make_meeting_of(group, days):
    return plan_meeting(group, starts_at=timezone.now() + datetime.timedelta(days=days))
