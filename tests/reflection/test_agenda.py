"""Preparing a meeting: a theme, cases that name nobody, and whom a presenter brings along."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Membership
from caseload.models import Brought, Participant
from reflection.agenda.actions import remove_item
from reflection.arranging.actions import (
    cancel_meeting,
    move_meeting,
    take_back_invitation,
)
from reflection.groups.actions import end_group
from reflection.meetings.actions import invite
from reflection.models import AgendaItem, Meeting
from tests.factories import make_agenda_item, make_group, make_meeting, make_participant

Kind = AgendaItem.Kind
Protection = Participant.Protection


@pytest.fixture
def meeting(ada, bo):
    """Ada's and Bo's, tomorrow."""
    return make_meeting(ada, bo)


@pytest.fixture
def case(ada, meeting, lampe):
    """Ada presents Blid Lampe as K., and lets those invited read along."""
    return make_agenda_item(ada, meeting, participant=lampe)


def url(name, row):
    return reverse(f"reflection:{name}", args=[row.pk])


def agenda(meeting):
    return [item.text for item in meeting.items.all()]


def post_case(client, meeting, **fields):
    sent = {"title": "", "called": "K.", "minutes": "15"} | fields
    return client.post(url("agenda_case_add", meeting), sent)


# The theme


def test_the_theme_is_chosen_by_whoever_is_invited(log_in, bo, meeting):
    sent = {"topic": "mentor_support", "theme": "Når spør vi for sent?", "version": "0"}
    assert log_in(bo).post(url("meeting_theme", meeting), sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.topic, meeting.theme) == ("mentor_support", "Når spør vi for sent?")


def test_the_later_of_two_who_choose_a_theme_keeps_what_she_typed(log_in, ada, bo, meeting):
    first = {"topic": "grants", "theme": "Hvor lenge?", "version": "0"}
    log_in(bo).post(url("meeting_theme", meeting), first)
    answer = log_in(ada).post(url("meeting_theme", meeting), first | {"theme": "Hvem spør?"})
    assert answer.status_code == 422
    assert "Hvem spør?" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.theme == "Hvor lenge?"


def test_a_theme_names_nobody_the_writer_follows_up(log_in, ada, meeting, lampe):
    sent = {"topic": "", "theme": "Hva gjør vi med Blid?", "version": "0"}
    assert log_in(ada).post(url("meeting_theme", meeting), sent).status_code == 422


# Items


def test_cases_come_after_the_theme_and_before_what_it_taught(log_in, ada, meeting):
    client = log_in(ada)
    post_case(client, meeting, title="Andre saken", called="M.")
    client.post(url("agenda_other_add", meeting), {"title": "Ny rutine", "minutes": "5"})
    kinds = [item.kind for item in meeting.items.all()]
    assert kinds == [Kind.THEME, Kind.CASE, Kind.OTHER, Kind.LEARNING]
    assert meeting.items.get(kind=Kind.CASE).presenter == ada.user


@pytest.mark.parametrize("field", ["title", "called"])
def test_the_agenda_names_nobody(log_in, ada, meeting, lampe, field):
    answer = post_case(log_in(ada), meeting, **{"title": "Sak", field: "Lurer på Blid"[:20]})
    assert answer.status_code == 422
    assert not meeting.items.filter(kind=Kind.CASE).exists()


def test_a_case_is_called_something(log_in, ada, meeting, lampe):
    client = log_in(ada)
    assert post_case(client, meeting, called="").status_code == 422
    sent = {"title": "Sak", "called": "", "participant": str(lampe.pk)}
    assert post_case(client, meeting, **sent).status_code == 422


@pytest.mark.parametrize("minutes", ["0", "-5", "x", "9999", ""])
def test_minutes_are_a_number_that_makes_sense(log_in, ada, meeting, minutes):
    assert post_case(log_in(ada), meeting, minutes=minutes).status_code == 422


def test_an_item_sent_twice_is_one(log_in, ada, meeting):
    client = log_in(ada)
    for _each in range(2):
        post_case(client, meeting, title="Sak")
    assert meeting.items.filter(kind=Kind.CASE).count() == 1


def test_an_item_may_follow_a_method_of_the_office(log_in, ada, meeting):
    post_case(log_in(ada), meeting, title="Får ikke svar", method="peer_supervision")
    assert meeting.items.get(kind=Kind.CASE).method == "peer_supervision"
    assert "Kollegaveiledning" in log_in(ada).get(meeting.get_absolute_url()).content.decode()
    assert post_case(log_in(ada), meeting, title="Ny", method="x").status_code == 422


def test_the_order_of_cases_is_changed_by_buttons(log_in, ada, meeting):
    client = log_in(ada)
    for title in ("En", "To"):
        post_case(client, meeting, title=title)
    second = meeting.items.get(title="To")
    for to, expected in [("up", ["To", "En"]), ("up", ["To", "En"]), ("down", ["En", "To"])]:
        client.post(url("agenda_item_move", second), {"to": to})
        assert agenda(meeting)[1:3] == expected


def test_no_case_is_moved_before_the_theme(log_in, ada, meeting, case):
    for item in meeting.items.all():
        log_in(ada).post(url("agenda_item_move", item), {"to": "up"})
    assert [item.part for item in meeting.items.all()] == [1, 2, 3]


def test_only_the_presenter_says_what_the_person_is_called(log_in, bo, case):
    page = log_in(bo).get(url("agenda_item_edit", case)).content.decode()
    assert 'name="minutes"' in page
    assert 'name="called"' not in page
    assert 'name="participant"' not in page
    sent = {"title": "Sak", "minutes": "20", "called": "X.", "participant": "", "version": "0"}
    log_in(bo).post(url("agenda_item_edit", case), sent)
    case.refresh_from_db()
    assert (case.minutes, case.called) == (20, "K.")
    assert case.participant is not None


def test_theme_and_learning_are_never_removed(log_in, ada, meeting):
    for item in meeting.items.all():
        assert log_in(ada).post(url("agenda_item_remove", item)).status_code == 403
    assert meeting.items.count() == 2


def test_what_is_written_does_not_go_silently(log_in, ada, bo, case):
    AgendaItem.objects.filter(pk=case.pk).update(notes="Viktig", version=1)
    client = log_in(bo)
    assert "Viktig" in client.get(url("agenda_item_remove", case)).content.decode()
    assert client.post(url("agenda_item_remove", case), {"version": "1"}).status_code == 422
    assert AgendaItem.objects.filter(pk=case.pk).exists()
    client.post(url("agenda_item_remove", case), {"version": "1", "with_notes": "on"})
    assert not AgendaItem.objects.filter(pk=case.pk).exists()


def test_what_was_written_meanwhile_is_not_removed_unseen(log_in, ada, case):
    AgendaItem.objects.filter(pk=case.pk).update(notes="Skrevet nå", version=1)
    log_in(ada).post(url("agenda_item_remove", case), {"version": "0", "with_notes": "on"})
    assert AgendaItem.objects.filter(pk=case.pk).exists()


def test_an_agenda_stays_as_it_was_when_the_meeting_is_over(log_in, ada, meeting, case):
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD)
    client = log_in(ada)
    post_case(client, meeting, title="For sent")
    client.post(url("agenda_item_remove", case), {"version": "0"})
    client.post(url("agenda_item_edit", case), {"title": "Ny", "minutes": "1", "version": "0"})
    assert agenda(meeting) == ["Felles tema", case.title, meeting.items.last().text]


# Bringing a person


def opens(log_in, member, person):
    return log_in(member).get(person.get_absolute_url()).status_code


def test_a_colleague_invited_opens_whom_the_presenter_brings_and_it_is_logged(
    log_in, bo, lampe, case
):
    assert opens(log_in, bo, lampe) == 200
    assert bo.user.audit_entries.filter(
        action="participant.open", subject_id=str(lampe.pk)
    ).exists()
    assert lampe not in Participant.objects.visible_to(bo)


def test_who_was_brought_is_read_and_not_changed(log_in, bo, lampe, case):
    client = log_in(bo)
    assert client.get(f"/participants/{lampe.pk}/edit/").status_code == 403


def test_who_is_not_invited_does_not_open_her(log_in, lena, lars, mia, lampe, case):
    assert opens(log_in, lena, lampe) == 404
    assert opens(log_in, lars, lampe) == 403
    assert opens(log_in, mia, lampe) == 404


def test_a_leader_who_is_invited_needs_no_reason(log_in, ada, lars, lampe, meeting, case):
    invite(meeting, user_ids=[lars.user_id])
    assert opens(log_in, lars, lampe) == 200


def test_a_liaison_who_is_invited_opens_nobody(log_in, mia, lampe, meeting, case):
    invite(meeting, user_ids=[mia.user_id])
    assert opens(log_in, mia, lampe) == 404


@pytest.mark.parametrize(
    ("meets_in", "status"), [(3, 404), (1, 200), (0, 200), (-6, 200), (-9, 404)]
)
def test_she_is_open_from_the_day_before_until_a_week_after(
    log_in, ada, bo, lampe, meets_in, status
):
    starts_at = timezone.now() + datetime.timedelta(days=meets_in)
    make_agenda_item(ada, make_meeting(ada, bo, starts_at=starts_at), participant=lampe)
    assert opens(log_in, bo, lampe) == status


def unlink(log_in, ada, case):
    sent = {"title": "Sak", "called": "K.", "minutes": "15", "participant": "", "version": "0"}
    log_in(ada).post(url("agenda_item_edit", case), sent)


@pytest.mark.parametrize("how", ["removed", "unlinked", "cancelled", "moved", "uninvited", "ended"])
def test_it_ends_at_once_with_what_gave_the_right_to_it(log_in, ada, bo, lampe, meeting, case, how):
    later = {"starts_at": meeting.starts_at + datetime.timedelta(days=9)}
    {
        "removed": lambda: remove_item(ada, case, version=case.version),
        "unlinked": lambda: unlink(log_in, ada, case),
        "cancelled": lambda: cancel_meeting(ada, meeting, why="Mange er borte"),
        "moved": lambda: move_meeting(ada, meeting, minutes=60, place="", **later),
        "uninvited": lambda: take_back_invitation(ada, meeting.invitees.get(user=bo.user)),
        "ended": lambda: end_group(ada, meeting.group),
    }[how]()
    assert opens(log_in, bo, lampe) == 404
    assert Brought.objects.filter(begins_at__lte=timezone.now()).count() == 0


@pytest.mark.parametrize("protection", [Protection.CONFIDENTIAL, Protection.SEALED])
def test_who_becomes_protected_is_open_to_nobody(log_in, bo, lampe, case, protection):
    Participant.objects.filter(pk=lampe.pk).update(protection=protection)
    assert opens(log_in, bo, lampe) == 404


def test_with_another_advisor_she_is_brought_by_nobody(log_in, bo, lena, lampe, case):
    Participant.objects.filter(pk=lampe.pk).update(advisor=lena.user)
    assert opens(log_in, bo, lampe) == 404


def test_only_her_own_people_can_be_brought(log_in, ada, bo, meeting):
    his = Participant.objects.get(advisor=bo.user)
    ended = make_participant(ada, "Rask Bro")
    Participant.objects.filter(pk=ended.pk).update(ended_on=timezone.localdate())
    for person in (his, ended):
        sent = {"title": "Sak", "participant": str(person.pk)}
        assert post_case(log_in(ada), meeting, **sent).status_code == 422
    assert not Brought.objects.exists()


def test_nobody_is_brought_to_a_meeting_of_the_county(log_in, ada, kari, lampe):
    group = make_group(kari, ada)
    meeting = Meeting.objects.create(
        group=group, county=kari.county, starts_at=timezone.now(), planned_for=timezone.now()
    )
    invite(meeting, user_ids=[ada.user_id, kari.user_id])
    client = log_in(ada)
    assert 'name="participant"' not in client.get(url("agenda_case_add", meeting)).content.decode()
    post_case(client, meeting, title="Sak", participant=str(lampe.pk))
    assert meeting.items.get(kind=Kind.CASE).participant is None


def test_her_name_is_on_no_page_of_the_meeting(log_in, ada, bo, meeting, case):
    for member in (ada, bo):
        for name in ("meeting_detail", "conduct"):
            page = log_in(member).get(url(name, meeting)).content.decode()
            assert "Blid" not in page
    assert "om K." in log_in(bo).get(meeting.get_absolute_url()).content.decode()


def test_the_log_says_who_brought_her(ada, lampe, case):
    entry = AuditEntry.objects.get(action="agenda.add")
    assert (entry.user, entry.subject_id) == (ada.user, str(lampe.pk))


# The page


def test_the_page_asks_as_often_for_many_items_as_for_one(log_in, ada, bo, meeting):
    client, asked = log_in(bo), []
    for cases in (1, 4):
        for number in range(cases):
            person = make_participant(ada, f"Person {cases} {number}")
            make_agenda_item(ada, meeting, title=f"Sak {cases} {number}", participant=person)
        client.get(meeting.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(meeting.get_absolute_url())
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_role_elsewhere_opens_nobody_who_was_brought(log_in, bo, tor, lampe, meeting, case):
    Membership.objects.filter(pk=bo.pk).update(office=tor.office)
    assert opens(log_in, bo, lampe) == 404
