"""Held, then shared as far as the group says; what is not shared yet waits on somebody's bench."""

import pytest
from django.urls import reverse
from django.utils import timezone

from caseload.models import Todo
from notifications.working_days import working_days_after
from reflection.conduct.actions import end_meeting
from reflection.meetings.actions import plan_meeting
from reflection.models import Group, Invitee, Meeting
from reflection.reach import Reach
from tests.factories import make_agenda_item, make_agreed_mentorship, make_group, make_meeting

State = Meeting.State
TAUGHT = "Vi spør mentor for sent, fordi vi venter på at noe går galt."


@pytest.fixture
def meeting(ada, bo):
    """Ada leads it; it was held."""
    meeting = make_meeting(ada, bo)
    end_meeting(bo, meeting, came=[ada.user_id, bo.user_id])
    meeting.refresh_from_db()
    return meeting


def url(name, meeting):
    return reverse(f"reflection:{name}", args=[meeting.pk])


def share(client, meeting, *, reach=Reach.OFFICE, summary=TAUGHT, **more):
    meeting.refresh_from_db()
    sent = {"theme": "", "summary": summary, "reach": reach, "version": meeting.version}
    return client.post(meeting.share_url, sent | more)


def to_do():
    return Todo.objects.open().filter(kind=Todo.Kind.SHARE_MEETING)


def test_what_is_held_waits_on_the_bench_of_who_led_it(log_in, ada, meeting):
    todo = to_do().get()
    assert todo.owner == ada.user
    assert todo.due_on == working_days_after(timezone.localdate(), 3)
    assert todo.link == meeting.share_url
    assert "Hybridgruppa" in log_in(ada).get("/todos/").content.decode()


def test_it_waits_for_the_stand_in_where_the_leader_of_the_meeting_could_not_come(ada, bo):
    meeting = make_meeting(ada, bo)
    meeting.invitees.filter(user=ada.user).update(answer=Invitee.Answer.NOT_COMING)
    end_meeting(bo, meeting, came=[bo.user_id])
    assert to_do().get().owner == bo.user


def test_a_meeting_of_the_county_waits_where_its_facilitator_works(ada, kari):
    group = make_group(kari, ada, kind=Group.Kind.COUNTY)
    assert group.office is None
    starts_at = timezone.now()
    of_kari = plan_meeting(group, starts_at=starts_at)
    end_meeting(ada, of_kari, came=[])
    assert not to_do().exists()
    Meeting.objects.filter(pk=of_kari.pk).update(facilitator=ada.user, state=State.DRAFT)
    of_kari.refresh_from_db()
    end_meeting(kari, of_kari, came=[])
    assert to_do().get().office == ada.office


@pytest.mark.parametrize("reach", [Reach.GROUP, Reach.OFFICE, Reach.COUNTY, Reach.EVERYBODY])
def test_sharing_ends_what_waits_and_so_does_sharing_with_those_invited(log_in, bo, meeting, reach):
    assert share(log_in(bo), meeting, reach=reach).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.reach, meeting.summary) == (State.SHARED, reach, TAUGHT)
    assert not to_do().exists()


def test_a_leader_reads_what_is_shared_with_the_office_and_not_what_stays_in_the_group(
    log_in, ada, lars, meeting
):
    client = log_in(ada)
    share(client, meeting, reach=Reach.GROUP)
    assert TAUGHT not in log_in(lars).get(meeting.get_absolute_url()).content.decode()
    share(client, meeting, reach=Reach.OFFICE)
    assert TAUGHT in log_in(lars).get(meeting.get_absolute_url()).content.decode()


def test_a_leader_s_list_says_nothing_of_the_theme_before_it_is_shared(log_in, ada, lars, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(theme="Når spør vi?")
    assert "Når spør vi?" not in log_in(lars).get("/reflection/").content.decode()
    share(log_in(ada), meeting, theme="Når spør vi?")
    assert "Når spør vi?" in log_in(lars).get("/reflection/").content.decode()


def test_one_looks_first_and_nothing_is_shared_by_looking(log_in, ada, meeting):
    page = share(log_in(ada), meeting, look="1")
    assert page.status_code == 200
    assert "preview-heading" in page.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == State.HELD


def test_the_preview_is_what_others_see(log_in, ada, mia, meeting):
    page = share(log_in(ada), meeting, theme="Når spør vi?", look="1").content.decode()
    share(log_in(ada), meeting, theme="Når spør vi?")
    seen = log_in(mia).get(meeting.get_absolute_url()).content.decode()
    for text in ("Når spør vi?", TAUGHT):
        assert text in page.split("preview-heading", 1)[1]
        assert text in seen


def test_no_name_of_a_case_is_told(log_in, ada, bo, lampe):
    """Bo does not see her in his lists, and her name is refused all the same."""
    meeting = make_meeting(ada, bo)
    make_agenda_item(ada, meeting, participant=lampe)
    end_meeting(ada, meeting, came=[])
    answer = share(log_in(bo), meeting, summary="Blid skulle vært spurt først.")
    assert answer.status_code == 422
    assert "preview-heading" not in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == State.HELD


def test_no_name_of_a_mentor_is_told(log_in, ada, lampe, meeting):
    make_agreed_mentorship(ada, lampe)
    lampe.refresh_from_db()
    assert lampe.mentor_name
    answer = share(log_in(ada), meeting, summary=f"{lampe.mentor_name} ventet lenge.")
    assert answer.status_code == 422


def test_nothing_is_shared_with_others_without_words(log_in, ada, meeting):
    assert share(log_in(ada), meeting, summary="").status_code == 422
    assert share(log_in(ada), meeting, summary="", reach=Reach.GROUP).status_code == 302


def test_a_county_s_group_has_no_office_to_share_with(log_in, ada, kari):
    meeting = plan_meeting(make_group(kari, ada), starts_at=timezone.now())
    end_meeting(kari, meeting, came=[])
    client = log_in(kari)
    assert 'value="office"' not in client.get(meeting.share_url).content.decode()
    assert share(client, meeting, reach=Reach.OFFICE).status_code == 422
    assert share(client, meeting, reach=Reach.COUNTY).status_code == 302


def test_nothing_is_shared_before_it_is_held(log_in, ada, bo):
    meeting = make_meeting(ada, bo)
    share(log_in(ada), meeting)
    meeting.refresh_from_db()
    assert meeting.state == State.DRAFT


def test_the_later_of_two_who_share_keeps_what_she_typed(log_in, ada, bo, meeting):
    version = meeting.version
    share(log_in(ada), meeting)
    late = share(log_in(bo), meeting, summary="Noe annet.", version=version)
    assert late.status_code == 422
    meeting.refresh_from_db()
    assert meeting.summary == TAUGHT


def test_sharing_twice_is_sharing_once(log_in, ada, meeting):
    version = meeting.version
    for _each in range(2):
        assert share(log_in(ada), meeting, version=version).status_code == 302
    assert ada.user.audit_entries.filter(action="meeting.share").count() == 1


def test_what_is_shared_can_be_taken_back_and_then_waits_again(log_in, ada, mia, meeting):
    client = log_in(ada)
    share(client, meeting)
    client.post(url("meeting_take_back", meeting))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.shared_at) == (State.HELD, None)
    assert to_do().exists()
    assert log_in(mia).get(meeting.get_absolute_url()).status_code == 404
    client.post(url("meeting_take_back", meeting))
    assert to_do().count() == 1
