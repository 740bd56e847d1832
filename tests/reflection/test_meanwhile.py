"""What happens on another screen meanwhile loses no text, lets nobody in, and stops nobody."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from caseload.models import Brought
from notifications.working_days import working_days_after
from reflection.agenda.access import names_not_to_tell
from reflection.agenda.actions import change_item, remove_item
from reflection.arranging.actions import cancel_meeting, move_meeting, take_back_invitation
from reflection.conduct.actions import end_meeting, take_up
from reflection.groups.actions import change_group
from reflection.learning.actions import withdraw_learning
from reflection.meetings.actions import invite
from reflection.models import AgendaItem, Group, Meeting, Note
from reflection.notes.actions import arrange_sections
from reflection.private.actions import delete_entry
from reflection.reach import Reach
from reflection.sharing.actions import share_meeting
from tests.factories import (
    make_agenda_item,
    make_group,
    make_learning,
    make_meeting,
    make_note,
    make_private_entry,
)

TYPED = "Vi spør mentor for sent."
State = Meeting.State


@pytest.fixture
def meeting(ada, bo):
    return make_meeting(ada, bo)


def url(name, row):
    return reverse(f"reflection:{name}", args=[row.pk])


def says(answer, text=TYPED):
    return text in answer.content.decode()


# What was typed


def test_a_summary_typed_while_another_screen_ended_the_meeting_is_saved(log_in, ada, bo, meeting):
    end_meeting(bo, meeting, came=[])
    answer = log_in(ada).post(url("meeting_summary", meeting), {"summary": TYPED, "version": "0"})
    assert answer.url == meeting.share_url
    meeting.refresh_from_db()
    assert (meeting.state, meeting.summary) == (State.HELD, TYPED)


def test_one_typed_while_the_meeting_was_shared_changes_nothing_that_is_read(
    log_in, ada, bo, meeting
):
    end_meeting(bo, meeting, came=[])
    share_meeting(bo, meeting, version=0, theme="", summary="Spør før.", reach=Reach.OFFICE)
    answer = log_in(ada).post(url("meeting_summary", meeting), {"summary": TYPED, "version": "0"})
    assert (answer.status_code, says(answer)) == (409, True)
    meeting.refresh_from_db()
    assert meeting.summary == "Spør før."


def test_notes_for_an_item_that_was_removed_are_shown_again(log_in, ada, bo, meeting):
    case = make_agenda_item(ada, meeting)
    remove_item(bo, case, version=0)
    answer = log_in(ada).post(url("agenda_item_notes", case), {"notes": TYPED, "version": "0"})
    assert (answer.status_code, says(answer)) == (404, True)


def test_so_are_those_of_somebody_who_is_invited_no_more(log_in, ada, bo, meeting):
    case = make_agenda_item(ada, meeting)
    take_back_invitation(ada, meeting.invitees.get(user=bo.user))
    answer = log_in(bo).post(url("agenda_item_notes", case), {"notes": TYPED, "version": "0"})
    assert (answer.status_code, says(answer)) == (404, True)
    assert not says(answer, case.title)


@pytest.mark.parametrize("name", ["meeting_theme", "agenda_case_add", "agenda_other_add"])
def test_what_was_typed_for_the_agenda_of_a_meeting_that_ended_is_shown_again(
    log_in, ada, bo, meeting, name
):
    end_meeting(bo, meeting, came=[])
    sent = {"theme": TYPED, "title": TYPED, "version": "0"}
    answer = log_in(ada).post(url(name, meeting), sent)
    assert (answer.status_code, says(answer)) == (409, True)


def test_a_learning_point_that_was_withdrawn_meanwhile(log_in, ada):
    point = make_learning(ada)
    withdraw_learning(ada, point)
    answer = log_in(ada).post(f"/reflection/learning/{point.pk}/edit/", {"happened": TYPED})
    assert (answer.status_code, says(answer)) == (404, True)


def test_an_entry_of_the_own_log_that_was_deleted_on_another_device(log_in, ada):
    entry = make_private_entry(ada)
    delete_entry(ada, entry)
    answer = log_in(ada).post(entry.get_absolute_url(), {"text": TYPED, "version": "0"})
    assert (answer.status_code, says(answer)) == (404, True)


def test_a_section_of_a_note_that_was_taken_away_while_somebody_began_it(log_in, ada, bo):
    note = make_note(ada, bo)
    section = note.sections.first()
    others = [(each.pk, each.heading) for each in note.sections.exclude(pk=section.pk)]
    arrange_sections(bo, note, headings=[(section.pk, ""), *others])
    sent = {"text": TYPED, "began": "0"}
    answer = log_in(ada).post(url("note_section_save", section), sent)
    assert (answer.status_code, says(answer)) == (404, True)


def test_two_who_take_away_one_section_at_the_same_time(ada, bo):
    note = make_note(ada, bo)
    headings = [(each.pk, each.heading) for each in note.sections.all()]
    without = [(headings[0][0], ""), *headings[1:]]
    for member in (ada, bo):
        arrange_sections(member, note, headings=without)
    assert note.sections.count() == len(headings) - 1


def test_a_note_begun_twice_by_a_double_click_is_one(log_in, ada):
    for _each in range(2):
        log_in(ada).post("/reflection/notes/new/", {"title": "Våren 2026"})
    assert Note.objects.count() == 1


# Who learns what


def test_why_it_is_not_held_is_for_those_invited(log_in, ada, lars, meeting):
    cancel_meeting(ada, meeting, why="Ada er på kurs.")
    assert says(log_in(ada).get(meeting.get_absolute_url()), "Ada er på kurs.")
    seen = log_in(lars).get(meeting.get_absolute_url())
    assert seen.status_code == 200
    assert not says(seen, "Ada er på kurs.")


def test_a_refusal_tells_nobody_whom_a_case_to_come_is_about(ada, bo, lampe):
    meeting = make_meeting(ada, bo, starts_at=timezone.now() + datetime.timedelta(days=9))
    make_agenda_item(ada, meeting, participant=lampe)
    assert lampe.name in names_not_to_tell(ada, meeting)
    assert lampe.name not in names_not_to_tell(bo, meeting)


# At the same moment


def test_an_item_removed_on_another_screen_is_not_taken_up(ada, meeting):
    case = make_agenda_item(ada, meeting)
    AgendaItem.objects.filter(pk=case.pk).delete()
    assert not take_up(ada, case)


def at_once(*calls):
    """Run each in its own connection; what one raises is raised."""

    def run(call):
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


@pytest.mark.django_db(transaction=True)
def test_a_changed_plan_and_a_moved_meeting_do_not_wait_for_each_other(ada, bo):
    day = working_days_after(timezone.localdate(), 3)
    first = timezone.make_aware(datetime.datetime.combine(day, datetime.time(10)))
    plan = {"rule": "FREQ=WEEKLY;INTERVAL=1", "first_at": first, "minutes": 60}
    group = make_group(ada, bo, place="Møterom 1", **plan)
    soonest = group.meetings.order_by("starts_at").first()

    def change_the_plan():
        for turn in range(8):
            place = f"Møterom {turn}"
            members = [ada.user, bo.user] if turn % 2 else [bo.user, ada.user]
            same = {"kind": group.kind, "name": group.name, "members": members}
            version = Group.objects.get(pk=group.pk).version
            change_group(ada, group, version=version, **same, **plan | {"place": place})

    def move():
        for turn in range(8):
            to = soonest.planned_for + datetime.timedelta(minutes=turn + 1)
            move_meeting(bo, soonest, starts_at=to, minutes=60, place="Kantina")

    at_once(change_the_plan, move)
    soonest.refresh_from_db()
    assert soonest.place == "Kantina"


@pytest.mark.django_db(transaction=True)
def test_who_is_invited_while_a_case_is_taken_back_is_not_let_in(ada, bo, lena, lampe):
    for _turn in range(6):
        meeting = make_meeting(ada, bo)
        case = make_agenda_item(ada, meeting, participant=lampe)
        without = {"title": "Uten navn", "called": "", "participant": None, "minutes": 15}
        at_once(
            lambda meeting=meeting: invite(meeting, user_ids=[lena.user_id]),
            lambda case=case, without=without: change_item(ada, case, version=0, **without),
        )
        assert not Brought.objects.filter(about=case.pk).exists()
