"""The big screen: one clock at a time, names only where they are asked for, screens that agree."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from reflection.conduct import actions
from reflection.models import AgendaItem, Meeting
from tests.factories import make_agenda_item, make_meeting, make_participant

Kind = AgendaItem.Kind


@pytest.fixture
def meeting(ada, bo):
    return make_meeting(ada, bo)


@pytest.fixture
def case(ada, meeting, lampe):
    return make_agenda_item(ada, meeting, participant=lampe)


def url(name, row):
    return reverse(f"reflection:{name}", args=[row.pk])


def running(meeting):
    return [item.kind for item in meeting.items.filter(running_since__isnull=False)]


def pass_time(meeting, seconds):
    """As if the clock that runs had been started so much earlier."""
    for item in meeting.items.filter(running_since__isnull=False):
        started = item.running_since - datetime.timedelta(seconds=seconds)
        AgendaItem.objects.filter(pk=item.pk).update(running_since=started)


def used(meeting):
    return {item.kind: item.used_seconds for item in meeting.items.all()}


def test_one_clock_runs_at_a_time_and_what_was_used_is_kept(log_in, ada, meeting, case):
    client = log_in(ada)
    theme = meeting.items.get(kind=Kind.THEME)
    client.post(url("agenda_item_take_up", theme))
    assert running(meeting) == [Kind.THEME]
    pass_time(meeting, 60)
    client.post(url("agenda_item_take_up", case))
    assert running(meeting) == [Kind.CASE]
    assert 60 <= used(meeting)[Kind.THEME] <= 62
    pass_time(meeting, 30)
    client.post(url("conduct_pause", meeting))
    assert running(meeting) == []
    assert 30 <= used(meeting)[Kind.CASE] <= 32
    client.post(url("agenda_item_take_up", theme))
    pass_time(meeting, 10)
    client.post(url("conduct_pause", meeting))
    assert 70 <= used(meeting)[Kind.THEME] <= 74


def test_a_double_click_is_one(log_in, ada, meeting, case):
    client = log_in(ada)
    client.post(url("agenda_item_take_up", case))
    pass_time(meeting, 60)
    since = meeting.items.get(pk=case.pk).running_since
    client.post(url("agenda_item_take_up", case))
    assert meeting.items.get(pk=case.pk).running_since == since
    for _each in range(2):
        client.post(url("conduct_pause", meeting))
    assert 60 <= used(meeting)[Kind.CASE] <= 62


@pytest.mark.django_db(transaction=True)
def test_two_screens_at_once_leave_one_clock(ada, bo, meeting, case):
    items = list(meeting.items.all()) * 4

    def take_up(item):
        try:
            return actions.take_up(ada, item)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as screens:
        assert all(screens.map(take_up, items))
    assert len(running(meeting)) == 1


def test_the_meeting_stays_where_it_is_when_it_rests(log_in, ada, bo, meeting, case):
    log_in(ada).post(url("agenda_item_take_up", case))
    log_in(ada).post(url("conduct_pause", meeting))
    page = log_in(bo).get(url("conduct", meeting))
    assert page.context["board"].current == case
    meeting.refresh_from_db()
    assert meeting.began_at is not None


def test_other_screens_learn_of_it_and_else_hear_that_nothing_is_new(
    log_in, ada, bo, meeting, case
):
    client = log_in(bo)
    first = client.get(url("conduct_state", meeting))
    again = {"if-none-match": first["ETag"]}
    assert client.get(url("conduct_state", meeting), headers=again).status_code == 304
    log_in(ada).post(url("agenda_item_take_up", case))
    assert client.get(url("conduct_state", meeting), headers=again).status_code == 200


def test_asking_all_the_time_leaves_no_line_in_the_log(log_in, bo, meeting):
    client = log_in(bo)
    client.get(url("conduct_state", meeting))
    client.get(url("conduct", meeting), headers={"hx-request": "true"})
    assert not bo.user.audit_entries.filter(action="meeting.open").exists()


def test_asking_costs_little(log_in, bo, meeting, django_assert_max_num_queries):
    client = log_in(bo)
    client.get(url("conduct_state", meeting))
    with django_assert_max_num_queries(6):
        client.get(url("conduct_state", meeting))


# Names


def at_the_case(log_in, ada, case):
    log_in(ada).post(url("agenda_item_take_up", case))


def test_names_are_off_at_the_start_and_are_not_in_the_page(log_in, ada, meeting, case):
    at_the_case(log_in, ada, case)
    assert "Blid" not in log_in(ada).get(url("conduct", meeting)).content.decode()


def test_whoever_may_read_her_page_can_show_her_name_and_it_is_logged(
    log_in, ada, bo, meeting, case
):
    at_the_case(log_in, ada, case)
    for member in (ada, bo):
        page = log_in(member).get(url("conduct", meeting), {"names": "1"}).content.decode()
        assert "Blid Lampe" in page
        assert member.user.audit_entries.filter(action="meeting.name").count() == 1


def test_whoever_may_not_is_shown_no_name(log_in, ada, bo, meeting, case):
    at_the_case(log_in, ada, case)
    case.participant.brought.all().delete()
    page = log_in(bo).get(url("conduct", meeting), {"names": "1"}).content.decode()
    assert "Blid" not in page


def test_a_screen_with_names_keeps_them_when_it_moves_and_no_other_gets_them(
    log_in, ada, meeting, case
):
    client = log_in(ada)
    answer = client.post(url("agenda_item_take_up", case), {"names": "1"})
    assert answer.url == url("conduct", meeting) + "?names=1"
    htmx = {"hx-request": "true"}
    shown = client.post(url("agenda_item_take_up", case), {"names": "1"}, headers=htmx)
    assert "Blid Lampe" in shown.content.decode()
    other = client.post(url("agenda_item_take_up", case), headers=htmx)
    assert "Blid" not in other.content.decode()


# Notes


def test_notes_are_written_by_anybody_invited_while_it_runs(log_in, ada, bo, meeting, case):
    at_the_case(log_in, ada, case)
    sent = {"notes": "Spør før det brenner.", "version": "0"}
    answer = log_in(bo).post(url("agenda_item_notes", case), sent)
    assert answer.url == url("conduct", meeting)
    assert "Spør før det brenner." in log_in(ada).get(meeting.get_absolute_url()).content.decode()


def test_the_clock_is_no_edit_but_another_writer_is(log_in, ada, bo, meeting, case):
    client = log_in(bo)
    at_the_case(log_in, ada, case)
    client.post(url("agenda_item_notes", case), {"notes": "Først", "version": "0"})
    late = log_in(ada).post(url("agenda_item_notes", case), {"notes": "Etter", "version": "0"})
    assert late.status_code == 422
    assert "Etter" in late.content.decode()
    case.refresh_from_db()
    assert case.notes == "Først"


def test_notes_lie_encrypted(ada, log_in, case):
    log_in(ada).post(url("agenda_item_notes", case), {"notes": "kanarifugl", "version": "0"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT notes::text FROM reflection_agendaitem WHERE id = %s", [case.pk])
        assert "kanarifugl" not in cursor.fetchone()[0]


# The end


def test_what_it_taught_is_written_on_the_last_item_and_leads_to_the_end(log_in, ada, meeting):
    client = log_in(ada)
    sent = {"summary": "Vi spør for sent.", "version": "0", "end": "1"}
    assert client.post(url("meeting_summary", meeting), sent).url == url("meeting_end", meeting)
    meeting.refresh_from_db()
    assert meeting.summary == "Vi spør for sent."
    assert meeting.state == Meeting.State.DRAFT


def test_the_end_stops_the_clock_and_happens_once(log_in, ada, bo, meeting, case):
    at_the_case(log_in, ada, case)
    pass_time(meeting, 45)
    came = [str(each.pk) for each in meeting.invitees.all()]
    for member in (ada, bo):
        log_in(member).post(url("meeting_end", meeting), {"came": came})
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.HELD
    assert running(meeting) == []
    assert 45 <= used(meeting)[Kind.CASE] <= 48
    assert ada.user.audit_entries.filter(action="meeting.end").count() == 1
    assert not bo.user.audit_entries.filter(action="meeting.end").exists()


def test_screens_still_open_are_led_to_the_page_of_the_meeting(log_in, ada, bo, meeting, case):
    actions.end_meeting(ada, meeting, came=[])
    client = log_in(bo)
    htmx = {"hx-request": "true"}
    answer = client.get(url("conduct", meeting), headers=htmx)
    assert answer["HX-Redirect"] == meeting.get_absolute_url()
    assert client.post(url("agenda_item_take_up", case)).url == meeting.get_absolute_url()
    assert running(meeting) == []


def test_how_the_time_went_is_for_those_invited(log_in, ada, lars, meeting, case):
    at_the_case(log_in, ada, case)
    pass_time(meeting, 125)
    actions.end_meeting(ada, meeting, came=[])
    assert "2:05" in log_in(ada).get(meeting.get_absolute_url()).content.decode()
    assert "2:05" not in log_in(lars).get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize("cases", [1, 4])
def test_the_screen_asks_as_often_for_many_items_as_for_one(
    log_in, ada, meeting, cases, django_assert_num_queries
):
    for number in range(cases):
        person = make_participant(ada, f"Person {number}")
        make_agenda_item(ada, meeting, title=f"Sak {number}", participant=person)
    client = log_in(ada)
    client.get(url("conduct", meeting))
    with django_assert_num_queries(5):
        client.get(url("conduct", meeting))


def test_over_the_time_is_said_in_words(log_in, ada, meeting, case):
    at_the_case(log_in, ada, case)
    pass_time(meeting, 16 * 60)
    board = log_in(ada).get(url("conduct", meeting)).context["board"]
    assert -62 <= board.current.seconds_left <= -60
    assert timezone.now() > board.current.running_since
