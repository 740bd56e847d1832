"""Who was there is kept and shown to those invited. Nobody is listed as absent, anywhere."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from reflection.conduct.actions import end_meeting
from reflection.meetings.actions import invite, plan_meeting
from reflection.meetings.rhythm import rhythm_of
from reflection.models import Invitee
from tests.factories import make_group, make_meeting, make_member


@pytest.fixture
def meeting(ada, bo, lena):
    return make_meeting(ada, bo, lena)


def url(name, meeting):
    return reverse(f"reflection:{name}", args=[meeting.pk])


def came(meeting):
    return {each.user.name for each in meeting.invitees.who_came().select_related("user")}


def test_everybody_is_ticked_who_has_not_said_that_she_cannot_come(log_in, ada, bo, meeting):
    meeting.invitees.filter(user=bo.user).update(answer=Invitee.Answer.NOT_COMING)
    form = log_in(ada).get(url("meeting_end", meeting)).context["form"]
    assert [each.user.name for each in form["came"].initial] == ["Ada", "Lena"]


def test_who_was_there_is_said_once_by_whoever_ends_it(log_in, ada, bo, meeting):
    ticked = [str(meeting.invitees.get(user=member.user).pk) for member in (ada, bo)]
    log_in(ada).post(url("meeting_end", meeting), {"came": ticked})
    assert came(meeting) == {"Ada", "Bo"}


def test_a_leader_was_there_as_a_leader(log_in, ada, lars, meeting):
    invite(meeting, user_ids=[lars.user_id])
    assert "Lars, leder" in log_in(ada).get(url("meeting_end", meeting)).content.decode()
    end_meeting(ada, meeting, came=[lars.user_id])
    assert "Lars, leder" in log_in(ada).get(meeting.get_absolute_url()).content.decode()


def test_whoever_was_forgotten_says_so_herself(log_in, ada, lena, meeting):
    end_meeting(ada, meeting, came=[ada.user_id])
    client = log_in(lena)
    client.post(url("meeting_was_there", meeting), {"was_there": "yes"})
    assert came(meeting) == {"Ada", "Lena"}
    client.post(url("meeting_was_there", meeting), {"was_there": "no"})
    assert came(meeting) == {"Ada"}


def test_nobody_was_there_before_it_was_held(log_in, ada, meeting):
    log_in(ada).post(url("meeting_was_there", meeting), {"was_there": "yes"})
    assert came(meeting) == set()


def test_no_page_lists_who_was_not_there(log_in, ada, bo, lars, meeting):
    end_meeting(ada, meeting, came=[ada.user_id, bo.user_id])
    for member in (ada, lars):
        page = log_in(member).get(meeting.get_absolute_url()).content.decode()
        assert "Lena" not in page
    assert "<li>Bo" not in log_in(lars).get(meeting.get_absolute_url()).content.decode()


def test_the_group_sees_its_own_rhythm_and_nobody_else_does(log_in, ada, bo, lena, lars):
    group = make_group(ada, bo)
    for days, leader in [(20, []), (10, [lars.user_id])]:
        starts_at = timezone.now() - datetime.timedelta(days=days)
        meeting = plan_meeting(group, starts_at=starts_at)
        invite(meeting, user_ids=[lars.user_id])
        end_meeting(ada, meeting, came=[ada.user_id, *leader])
    assert [each.leader_there for each in rhythm_of(ada, group)] == [True, False]
    for member in (lena, lars):
        assert rhythm_of(member, group) is None
        page = log_in(member).get(group.get_absolute_url()).content.decode()
        assert "rhythm-heading" not in page
    page = log_in(bo).get(group.get_absolute_url()).content.decode()
    assert "rhythm-heading" in page
    assert f'href="{meeting.get_absolute_url()}"' in page


def test_who_joined_later_finds_no_way_into_what_she_was_not_invited_to(log_in, ada, bo, meeting):
    end_meeting(ada, meeting, came=[ada.user_id])
    nina = make_member("Nina", office=ada.office)
    meeting.group.members.create(user=nina.user, position=9)
    page = log_in(nina).get(meeting.group.get_absolute_url()).content.decode()
    assert "rhythm-heading" in page
    assert meeting.get_absolute_url() not in page
