"""What a meeting agrees stands on benches, and comes first at the next meeting until it ends."""

import datetime
import threading

import pytest
from django.db import connection
from django.template.defaultfilters import date
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership
from caseload.models import StandIn, Todo
from caseload.notices import notices
from caseload.reminders.sweep import sweep
from caseload.todos import actions as todo_actions
from notifications import staff_mail
from notifications.models import Notification
from reflection.agreed import actions
from reflection.agreed.look_back import to_look_back_on
from reflection.agreed.owners import owners_of
from reflection.meetings.actions import add_meeting
from reflection.models import AgendaItem, AgreedAction, Meeting
from tests.factories import make_agreed, make_group, make_meeting, make_member, make_office

TODAY = timezone.localdate()
HTMX = {"HX-Request": "true"}
LOOK_BACK = AgendaItem.Kind.LOOK_BACK


def day(n):
    return TODAY + datetime.timedelta(days=n)


def on(group, days):
    """A meeting of this group, so many days from now."""
    starts_at = timezone.now() + datetime.timedelta(days=days)
    first = group.members.earliest("position")
    membership = Membership.objects.get(user=first.user)
    return add_meeting(membership, group, starts_at=starts_at)


@pytest.fixture
def group(ada, bo):
    return make_group(ada, bo)


@pytest.fixture
def meeting(group):
    """A week ago."""
    return on(group, -7)


@pytest.fixture
def following(meeting, group):
    """In a week."""
    return on(group, 7)


def typed(owner, **fields):
    return {"what": "Spørre tidligere", "owner": owner.user_id, "due_on": day(5)} | fields


def new(meeting):
    return f"/reflection/meetings/{meeting.pk}/agreed/new/"


def on_the_bench_of(member):
    return [notice.text for notice in notices(member, TODAY)]


def first_kind(meeting):
    return meeting.items.first().kind


def looked_back_on(meeting):
    return [action.what for action in to_look_back_on(meeting).for_list()]


def page_of(client, meeting):
    return client.get(meeting.get_absolute_url()).content.decode()


# Who does what by when


def test_what_was_agreed_is_on_two_peoples_benches_after_the_meeting(log_in, ada, bo, meeting):
    client = log_in(ada)
    assert client.post(new(meeting), typed(bo)).url == meeting.get_absolute_url()
    client.post(new(meeting), typed(ada, what="Lage en mal"))
    assert on_the_bench_of(bo) == ["Avtalt i et møte: Spørre tidligere"]
    assert on_the_bench_of(ada) == ["Avtalt i et møte: Lage en mal"]
    page = page_of(log_in(bo), meeting)
    assert "Spørre tidligere" in page
    assert "Lage en mal" in page


def test_the_bench_leads_to_what_was_agreed(log_in, ada, bo, meeting):
    action = make_agreed(ada, meeting, owner=bo)
    assert action.todo.link == action.get_absolute_url()
    assert "Spørre tidligere" in log_in(bo).get(action.todo.link).content.decode()


def test_the_bell_and_the_digest_count_it_when_it_is_due(ada, bo, meeting):
    make_agreed(ada, meeting, owner=bo, in_days=0)
    sweep(TODAY)
    counted = [(kind, number) for _, _, kind, number in staff_mail.waiting_for(bo.user_id, TODAY)]
    assert counted == [("todo_due", 1)]
    assert staff_mail.waiting_for(ada.user_id, TODAY) == []


def test_only_who_is_invited_and_has_a_bench_can_be_responsible(ada, bo, lars, mia, lena, kari):
    local = make_member("Lo", office=ada.office, role=Membership.Role.LOCAL_CONTACT)
    meeting = make_meeting(ada, bo, lars, mia, local)
    assert [user.name for user in owners_of(meeting)] == ["Ada", "Bo", "Lars", "Mia"]


def test_somebody_who_is_not_invited_cannot_be_chosen(log_in, ada, lena, meeting):
    response = log_in(ada).post(new(meeting), typed(lena))
    assert response.status_code == 422
    assert not Todo.objects.exists()


def test_no_stand_in_reads_what_was_said_in_a_meeting_she_was_not_invited_to(ada, lena, meeting):
    stand_ins = {"advisor": ada.user, "stand_in": lena.user, "until_on": day(30)}
    StandIn.objects.create(**stand_ins)
    make_agreed(ada, meeting, in_days=0)
    sweep(TODAY)
    assert list(Todo.objects.waiting_for(lena)) == []
    assert not Notification.objects.filter(user=lena.user).exists()
    assert Notification.objects.filter(user=ada.user).exists()


def test_in_a_county_it_stands_on_the_bench_of_each_ones_own_office(ada, kari):
    naboen = make_member("Naboen", office=make_office(county=ada.office.county))
    meeting = make_meeting(kari, ada, naboen)
    action = make_agreed(kari, meeting, owner=naboen)
    assert action.todo.office == naboen.office
    assert on_the_bench_of(naboen) == ["Avtalt i et møte: Spørre tidligere"]
    assert kari.user not in owners_of(meeting)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"what": ""}, "what"),
        ({"what": "x" * 301}, "what"),
        ({"owner": ""}, "owner"),
        ({"due_on": day(-1)}, "due_on"),
        ({"due_on": "2206-01-01"}, "due_on"),
        ({"due_on": ""}, "due_on"),
    ],
)
def test_what_is_wrong_is_told_by_the_field(log_in, ada, bo, meeting, wrong, field):
    for headers in ({}, HTMX):
        response = log_in(ada).post(new(meeting), typed(bo) | wrong, headers=headers)
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [field]
    assert not AgreedAction.objects.exists()


def test_the_form_says_that_it_is_about_how_we_work(log_in, ada, meeting):
    page = log_in(ada).get(new(meeting)).content.decode()
    assert "Ikke navngi kandidater eller mentorer" in page


def test_a_form_sent_twice_is_one_action(log_in, ada, bo, meeting):
    client = log_in(ada)
    for _ in range(2):
        client.post(new(meeting), typed(bo))
    assert AgreedAction.objects.count() == Todo.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_is_one_action(ada, bo, meeting):
    def send():
        make_agreed(ada, meeting, owner=bo)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AgreedAction.objects.count() == Todo.objects.count() == 1


def test_whoever_is_invited_changes_what_who_and_when(log_in, ada, bo, meeting):
    action = make_agreed(ada, meeting)
    sent = typed(bo, what="Spørre alle", due_on=day(9), version=action.version)
    log_in(bo).post(f"/reflection/agreed/{action.pk}/edit/", sent)
    assert on_the_bench_of(ada) == []
    assert on_the_bench_of(bo) == ["Avtalt i et møte: Spørre alle"]
    assert Todo.objects.get().due_on == day(9)


def test_two_who_change_it_at_once_lose_nothing(log_in, ada, bo, meeting):
    action = make_agreed(ada, meeting)
    url = f"/reflection/agreed/{action.pk}/edit/"
    log_in(ada).post(url, typed(ada, what="Først", version=1))
    response = log_in(bo).post(url, typed(ada, what="Så", version=1))
    assert response.status_code == 422
    assert "Så" in response.content.decode()
    assert Todo.objects.get().what == "Først"


# How it ends


@pytest.mark.parametrize("by", ["meeting", "bench"])
def test_done_on_the_bench_or_in_the_meeting_is_the_same_fact(log_in, ada, bo, meeting, by):
    action = make_agreed(ada, meeting, owner=bo)
    urls = {
        "meeting": f"/reflection/agreed/{action.pk}/finish/",
        "bench": f"/todos/{action.todo_id}/",
    }
    log_in(bo).post(urls[by], {"how": "Gjort i går."})
    assert not AgreedAction.objects.open().exists()
    assert on_the_bench_of(bo) == []
    page = page_of(log_in(ada), meeting)
    assert "Gjort i går." in page
    assert "Gjort" in page


@pytest.mark.parametrize("by", ["meeting", "bench"])
def test_dropped_says_why_in_both_places(log_in, ada, bo, meeting, by):
    action = make_agreed(ada, meeting, owner=bo)
    urls = {
        "meeting": f"/reflection/agreed/{action.pk}/drop/",
        "bench": f"/todos/{action.todo_id}/drop/",
    }
    client = log_in(bo)
    assert client.post(urls[by], {"why": ""}).status_code == 422
    client.post(urls[by], {"why": "Vi har en mal alt."})
    assert not AgreedAction.objects.open().exists()
    assert "Vi har en mal alt." in page_of(log_in(ada), meeting)


@pytest.mark.parametrize("again", ["finish", "drop", "carry", "edit"])
def test_what_has_ended_stays_as_it_ended(log_in, ada, meeting, again):
    action = make_agreed(ada, meeting)
    todo_actions.finish_todo(ada, action.todo, how="Først.")
    sent = typed(ada, how="Så.", why="Så.", version=1)
    assert log_in(ada).post(f"/reflection/agreed/{action.pk}/{again}/", sent).status_code == 302
    todo = Todo.objects.get()
    assert (todo.done_how, todo.dropped_on, todo.due_on) == ("Først.", None, day(5))
    assert AgreedAction.objects.get().times_carried == 0


# The first item next time


def test_what_is_open_is_the_first_item_of_the_next_meeting(log_in, ada, bo, meeting, following):
    assert first_kind(following) == AgendaItem.Kind.THEME
    make_agreed(ada, meeting, owner=bo)
    assert first_kind(following) == LOOK_BACK
    assert following.items.first().minutes == 5
    assert first_kind(meeting) == AgendaItem.Kind.THEME
    page = page_of(log_in(bo), following)
    assert "Spørre tidligere" in page
    for answer in ("Gjort", "Før videre", "Trengs ikke lenger"):
        assert answer in page


def test_so_it_is_when_the_next_meeting_is_planned_afterwards(ada, meeting, group):
    make_agreed(ada, meeting)
    assert first_kind(on(group, 7)) == LOOK_BACK


def test_another_group_looks_back_on_its_own_only(ada, bo, meeting):
    make_agreed(ada, meeting)
    other = on(make_group(ada, bo, name="Den andre"), 7)
    assert first_kind(other) == AgendaItem.Kind.THEME


def test_what_was_done_meanwhile_is_told_next_time_and_never_again(log_in, ada, bo, meeting, group):
    action = make_agreed(ada, meeting)
    following, third = on(group, 7), on(group, 14)
    actions.finish_agreed(ada, action, how="Sendt.")
    assert first_kind(following) == LOOK_BACK
    assert first_kind(third) == AgendaItem.Kind.THEME
    assert "Sendt." in page_of(log_in(bo), following)


def test_carried_on_it_gets_more_time_and_comes_again(log_in, ada, bo, meeting, following, group):
    action = make_agreed(ada, meeting)
    third = on(group, 14)
    url = f"/reflection/agreed/{action.pk}/carry/?meeting={following.pk}"
    client = log_in(bo)
    for _ in range(2):
        response = client.post(url, {"owner": bo.user_id, "due_on": day(13)})
        assert response.url == following.get_absolute_url()
    action.refresh_from_db()
    assert (action.times_carried, action.due_on, action.owner) == (1, day(13), bo.user)
    assert looked_back_on(third) == ["Spørre tidligere"]
    assert "ført videre én gang" in page_of(client, third)
    assert action.meeting == meeting


def test_where_it_is_looked_back_on_its_row_still_says_when_it_was_agreed(
    log_in, ada, meeting, following
):
    action = make_agreed(ada, meeting)
    sent = {"owner": ada.user_id, "due_on": day(13)}
    url = f"/reflection/agreed/{action.pk}/carry/?meeting={following.pk}"
    row = log_in(ada).post(url, sent, headers=HTMX).content.decode()
    assert date(timezone.localdate(meeting.starts_at), "j. F Y") in row
    assert f"finish/?meeting={following.pk}" in row


@pytest.mark.parametrize("asked", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_an_address_that_names_no_meeting_of_hers_leads_to_its_own(log_in, ada, meeting, asked):
    action = make_agreed(ada, meeting)
    response = log_in(ada).post(f"/reflection/agreed/{action.pk}/finish/?meeting={asked}")
    assert response.url == meeting.get_absolute_url()


def test_a_meeting_that_has_begun_keeps_its_first_item(ada, meeting, following):
    action = make_agreed(ada, meeting)
    Meeting.objects.filter(pk=following.pk).update(began_at=timezone.now())
    actions.drop_agreed(ada, action, why="Trengs ikke.")
    assert first_kind(following) == LOOK_BACK


def test_a_row_answers_in_its_place(log_in, ada, meeting):
    action = make_agreed(ada, meeting)
    client, url = log_in(ada), f"/reflection/agreed/{action.pk}"
    form = client.get(f"{url}/carry/", headers=HTMX).content.decode()
    assert form.lstrip().startswith(f'<li id="agreed-{action.pk}"')
    cancelled = client.get(f"{url}/", headers=HTMX).content.decode()
    done = client.post(f"{url}/finish/", {"how": ""}, headers=HTMX).content.decode()
    for row in (cancelled, done):
        assert row.lstrip().startswith(f'<li id="agreed-{action.pk}"')
    added = client.post(new(meeting), typed(ada, what="Mer"), headers=HTMX).content.decode()
    assert 'id="agreed-new"' in added


# Who sees it


def test_only_those_invited_see_it(log_in, ada, bo, lars, lena, mia, kari, tor, liv, meeting):
    action = make_agreed(ada, meeting)
    assert log_in(bo).get(action.get_absolute_url()).status_code == 200
    for stranger in (lars, lena, mia, kari, tor, liv):
        client = log_in(stranger)
        assert client.get(action.get_absolute_url()).status_code == 404
        assert client.post(f"{action.get_absolute_url()}drop/", {"why": "x"}).status_code == 404
        assert client.get(new(meeting)).status_code == (403 if stranger == lars else 404)
    assert "Spørre tidligere" not in page_of(log_in(lars), meeting)


def test_whoever_it_was_handed_to_reads_it_and_answers_on_her_own_list(log_in, ada, lena, meeting):
    action = make_agreed(ada, meeting)
    todo_actions.hand_todo(ada, action.todo, owner=lena.user)
    client = log_in(lena)
    page = client.get(action.get_absolute_url()).content.decode()
    assert f"/todos/{action.todo_id}/" in page
    assert client.get(f"{action.get_absolute_url()}edit/").status_code == 403
    assert client.get(meeting.get_absolute_url()).status_code == 404


def test_whoever_comes_to_the_next_meeting_looks_back_with_the_others(log_in, ada, lena, meeting):
    action = make_agreed(ada, meeting)
    following = on(meeting.group, 7)
    assert log_in(lena).get(action.get_absolute_url()).status_code == 404
    following.invitees.create(user=lena.user, role=lena.role)
    sent = {"owner": lena.user_id, "due_on": day(9)}
    assert log_in(lena).post(f"{action.get_absolute_url()}carry/", sent).status_code == 302
    assert on_the_bench_of(lena) == ["Avtalt i et møte: Spørre tidligere"]


def test_what_somebody_had_who_left_is_taken_over_by_another(log_in, ada, bo, meeting, following):
    action = make_agreed(ada, meeting, owner=bo)
    Membership.objects.filter(pk=bo.pk).update(ends_on=day(-1))
    client, url = log_in(ada), f"/reflection/agreed/{action.pk}/carry/"
    assert "Bo jobber ikke her lenger" in page_of(client, following)
    assert client.post(url, {"owner": bo.user_id, "due_on": day(9)}).status_code == 422
    client.post(url, {"owner": ada.user_id, "due_on": day(9)})
    assert on_the_bench_of(ada) == ["Avtalt i et møte: Spørre tidligere"]


def test_the_page_asks_as_often_for_many_as_for_one(log_in, ada, bo, meeting, following):
    client, asked = log_in(ada), []
    for number in (1, 3):
        for n in range(number):
            make_agreed(ada, meeting, f"Før {number} {n}", owner=bo)
            make_agreed(ada, following, f"Nå {number} {n}")
        client.get(following.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(following.get_absolute_url())
        asked.append(len(queries))
    assert asked[0] == asked[1]
