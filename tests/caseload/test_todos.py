"""Things to do: what, who and by when, on the bench of whoever has them."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from caseload import actions as caseload_actions
from caseload.models import StandIn, Todo
from caseload.notices import notices
from caseload.todos import actions
from notifications.working_days import working_days_after
from tests.factories import make_member, make_participant, make_todo

TODAY = timezone.localdate()


def day(n):
    return TODAY + datetime.timedelta(days=n)


def on_the_bench_of(member):
    return [notice.text for notice in notices(member, TODAY)]


def follow(ada, bo, lampe):
    caseload_actions.let_follow(ada, lampe, colleague=bo.user)


# What is to be done


def test_something_to_do_for_a_person_is_on_her_page_and_on_the_bench(log_in, ada, lampe):
    client = log_in(ada)
    response = client.post(
        f"/participants/{lampe.pk}/todos/new/", {"what": "Bestille truckkurs", "due_on": day(3)}
    )
    assert response.url == lampe.get_absolute_url()
    panel = client.get(f"/participants/{lampe.pk}/todos/").content.decode()
    assert "Bestille truckkurs" in panel
    assert on_the_bench_of(ada) == ["Blid Lampe: Bestille truckkurs"]


def test_something_to_do_need_not_be_about_anybody(log_in, ada):
    client = log_in(ada)
    client.post("/todos/new/", {"what": "Lese rundskrivet", "due_on": day(1)})
    assert "Lese rundskrivet" in client.get("/todos/").content.decode()
    assert Todo.objects.get().owner == ada.user


def test_who_does_it_is_asked_where_somebody_follows_along(log_in, ada, bo, lampe):
    client, url = log_in(ada), f"/participants/{lampe.pk}/todos/new/"
    assert "owner" not in client.get(url).context["form"].fields
    follow(ada, bo, lampe)
    client.post(url, {"what": "Ringe verkstedet", "due_on": day(2), "owner": bo.user_id})
    assert on_the_bench_of(bo) == ["Blid Lampe: Ringe verkstedet"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"what": ""}, "what"),
        ({"what": "x" * 301}, "what"),
        ({"what": "Ring\x07e"}, "what"),
        ({"due_on": ""}, "due_on"),
        ({"due_on": day(-1)}, "due_on"),
        ({"due_on": "2206-01-01"}, "due_on"),
        ({"due_on": "snart"}, "due_on"),
    ],
)
def test_what_is_wrong_is_told_by_the_field_and_what_was_typed_is_kept(
    log_in, ada, lampe, typed, field
):
    sent = {"what": "Ringe", "due_on": day(3)} | typed
    response = log_in(ada).post(f"/participants/{lampe.pk}/todos/new/", sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["what"].value() == sent["what"]
    assert not Todo.objects.exists()


def test_nothing_is_added_for_somebody_whose_follow_up_has_ended(log_in, ada, lampe):
    caseload_actions.end_follow_up(ada, lampe, why="Flyttet")
    log_in(ada).post(f"/participants/{lampe.pk}/todos/new/", {"what": "Ringe", "due_on": day(3)})
    assert not Todo.objects.exists()


def test_a_form_sent_twice_is_one_thing_to_do(log_in, ada, lampe):
    client, url = log_in(ada), f"/participants/{lampe.pk}/todos/new/"
    for _ in range(2):
        client.post(url, {"what": "Ringe", "due_on": day(3)})
    client.post(url, {"what": "Ringe", "due_on": day(4)})
    assert Todo.objects.count() == 2


# How it ends


def test_done_says_how_if_there_is_something_to_say(log_in, ada, lampe):
    todo = make_todo(ada, participant=lampe)
    client = log_in(ada)
    client.post(f"/todos/{todo.pk}/", {"how": "Sendt i dag."})
    todo.refresh_from_db()
    assert (todo.done_on, todo.done_how) == (TODAY, "Sendt i dag.")
    assert on_the_bench_of(ada) == []
    page = client.get("/todos/").content.decode()
    assert "Sendt i dag." in page
    assert lampe.changes.filter(kind="todo_done").count() == 1


def test_no_longer_needed_asks_why(log_in, ada, lampe):
    todo = make_todo(ada, participant=lampe)
    client = log_in(ada)
    assert client.post(f"/todos/{todo.pk}/drop/", {"why": ""}).status_code == 422
    client.post(f"/todos/{todo.pk}/drop/", {"why": "Kurset er avlyst."})
    todo.refresh_from_db()
    assert (todo.dropped_on, todo.dropped_why) == (TODAY, "Kurset er avlyst.")
    assert on_the_bench_of(ada) == []


@pytest.mark.parametrize("again", ["", "drop/", "hand/"])
def test_what_is_closed_stays_as_it_was_closed(log_in, ada, bo, lampe, again):
    todo = make_todo(ada, participant=lampe)
    follow(ada, bo, lampe)
    stale = Todo.objects.get()
    actions.finish_todo(ada, todo, how="Først.")
    sent = {"how": "Så.", "why": "Så.", "owner": bo.user_id}
    assert log_in(ada).post(f"/todos/{todo.pk}/{again}", sent).status_code == 302
    assert not actions.finish_todo(ada, stale, how="Samtidig.")
    assert not actions.drop_todo(ada, Todo.objects.get(), why="Samtidig.")
    todo = Todo.objects.get()
    assert (todo.done_how, todo.dropped_on, todo.owner) == ("Først.", None, ada.user)


def test_the_database_refuses_done_and_dropped_at_once(ada):
    todo = make_todo(ada)
    todo.done_on = todo.dropped_on = TODAY
    with pytest.raises(ValidationError):
        todo.validate_constraints()


def test_it_is_handed_only_to_somebody_who_sees_the_person(log_in, ada, bo, lampe):
    todo = make_todo(ada, participant=lampe)
    client = log_in(ada)
    assert client.post(f"/todos/{todo.pk}/hand/", {"owner": bo.user_id}).status_code == 422
    follow(ada, bo, lampe)
    assert client.post(f"/todos/{todo.pk}/hand/", {"owner": bo.user_id}).status_code == 302
    assert on_the_bench_of(ada) == []
    assert on_the_bench_of(bo) == ["Blid Lampe: Sende timeliste"]


# Who sees it


def test_the_bench_shows_what_is_due_within_two_weeks_or_was(ada):
    for what, in_days in [("Over", -30), ("Nå", 14), ("Senere", 15)]:
        make_todo(ada, what, in_days=in_days)
    assert on_the_bench_of(ada) == ["Over", "Nå"]


def test_a_stand_in_gets_what_waits_for_whom_she_stands_in(log_in, ada, bo, lampe):
    todo = make_todo(ada, participant=lampe)
    make_todo(ada, "Lese rundskrivet")
    assert on_the_bench_of(bo) == []
    StandIn.objects.create(advisor=ada.user, stand_in=bo.user, until_on=day(3))
    assert on_the_bench_of(bo) == [
        "Blid Lampe: Sende timeliste (for Ada)",
        "Lese rundskrivet (for Ada)",
    ]
    assert log_in(bo).post(f"/todos/{todo.pk}/", {}).status_code == 302
    assert not Todo.objects.open().filter(participant=lampe).exists()


def test_a_stand_in_gets_nothing_about_people_she_does_not_see(ada, bo):
    """Ada follows along with somebody who is not hers; standing in does not reach that far."""
    other = make_participant(bo, "Stø Stige")
    follow(bo, ada, other)
    make_todo(ada, "Ringe", participant=other)
    cai = make_member("Cai", office=ada.office)
    StandIn.objects.create(advisor=ada.user, stand_in=cai.user, until_on=day(3))
    assert on_the_bench_of(cai) == []
    assert on_the_bench_of(ada) == ["Stø Stige: Ringe"]


def test_nothing_about_a_protected_person_is_shown(log_in, ada, lampe):
    todo = make_todo(ada, participant=lampe)
    lampe.protection = "confidential"
    lampe.save(update_fields=["protection"])
    assert on_the_bench_of(ada) == []
    assert log_in(ada).get(f"/todos/{todo.pk}/").status_code == 404


def test_a_leader_reads_it_on_the_persons_page_with_a_reason(log_in, ada, lars, lampe):
    todo = make_todo(ada, participant=lampe)
    client = log_in(lars)
    reason = {"reason": "Klage på oppfølgingen, må lese."}
    client.post(f"/participants/{lampe.pk}/reason/", reason)
    page = client.get(f"/participants/{lampe.pk}/todos/").content.decode()
    assert "Sende timeliste" in page
    assert f"/todos/{todo.pk}/" not in page
    assert client.get(f"/todos/{todo.pk}/").status_code == 404


# What follows a person


def test_a_new_advisor_gets_the_former_ones_and_a_follower_keeps_hers(ada, bo, lars, lampe):
    follow(ada, bo, lampe)
    make_todo(ada, "Bestille kurs", participant=lampe)
    done = make_todo(ada, "Skrive brev", participant=lampe)
    actions.finish_todo(ada, done)
    make_todo(ada, "Vise rundt", participant=lampe, owner=bo.user)
    make_todo(ada, "Mitt eget")
    caseload_actions.reassign(lars, [lampe], to=bo)
    assert sorted(on_the_bench_of(bo)) == ["Blid Lampe: Bestille kurs", "Blid Lampe: Vise rundt"]
    assert on_the_bench_of(ada) == ["Mitt eget"]
    done.refresh_from_db()
    assert done.owner == ada.user


def test_whoever_no_longer_follows_along_gives_hers_back(ada, bo, lampe):
    follow(ada, bo, lampe)
    make_todo(ada, "Vise rundt", participant=lampe, owner=bo.user)
    caseload_actions.stop_following(ada, lampe.followers.get())
    assert on_the_bench_of(bo) == []
    assert on_the_bench_of(ada) == ["Blid Lampe: Vise rundt"]


def test_with_the_follow_up_ends_what_was_to_be_done_for_the_same_reason(ada, lampe):
    todo = make_todo(ada, participant=lampe)
    caseload_actions.end_follow_up(ada, lampe, why="Flyttet til Skogvik.")
    todo.refresh_from_db()
    assert (todo.dropped_on, todo.dropped_why) == (TODAY, "Flyttet til Skogvik.")


@pytest.mark.parametrize("url", ["/todos/", "/bench/", "panel"])
def test_more_things_to_do_are_no_more_queries(
    log_in, ada, lampe, url, django_assert_max_num_queries
):
    client = log_in(ada)
    url = f"/participants/{lampe.pk}/todos/" if url == "panel" else url
    counted = []
    for _ in range(2):
        for n in range(1, 3):
            add = {"participant": lampe, "in_days": n + len(counted)}
            make_todo(ada, **add)
            make_todo(ada, **add | {"participant": make_participant(ada, "Rask Bro")})
            actions.finish_todo(ada, make_todo(ada, "Skrive", **add))
        client.get(url)
        with django_assert_max_num_queries(100) as captured:
            client.get(url)
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_working_days_after_skips_weekends_and_holidays():
    friday_before_may_17 = datetime.date(2027, 5, 14)  # the 17th is a Monday
    assert working_days_after(friday_before_may_17, 2) == datetime.date(2027, 5, 19)
