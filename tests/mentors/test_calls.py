"""A mentor asks to be called: it stands on the advisor's bench until what was done is said."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caseload.actions import arrange_stand_in, end_follow_up, let_follow, reassign
from caseload.models import Participant
from mentors.calls import actions, waiting
from mentors.calls.models import after_working_days
from mentors.models import Call, MentorRelation
from notifications.models import Link, Mail, Notification
from tests.factories import make_call, make_relation

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def relation(ada, lampe):
    return make_relation(ada, lampe)


@pytest.fixture
def call(relation):
    return make_call(relation, words="Per virker sliten.", preferred_time="etter kl. 14")


def told(member, kind="call"):
    return Notification.objects.open().filter(user=member.user, kind=kind)


def text_of(response):
    return response.content.decode()


def on_the_bench(client):
    return text_of(client.get("/bench/waiting/", headers={"HX-Request": "true"}))


def ask_colleagues(call):
    waiting.ask_colleagues(call.pk, call.colleagues_due_at)


def ask_everybody(call):
    ask_colleagues(call)
    waiting.ask_leaders(call.pk, call.leader_due_at)


# The alert


def test_stands_on_the_bench_of_the_advisor_and_of_nobody_else(ada, bo, lars, call, log_in):
    assert "Solveig Hansen" in on_the_bench(log_in(ada))
    for other in [bo, lars]:
        assert "Solveig Hansen" not in on_the_bench(log_in(other))


def test_is_told_at_once_and_by_mail_that_names_nobody(ada, call):
    assert told(ada).get().url == f"/calls/{call.pk}/"
    assert Mail.objects.get().user == ada.user


def test_goes_to_the_stand_in_as_well_while_the_advisor_is_away(ada, bo, relation, log_in):
    arrange_stand_in(ada, stand_in=bo.user, until_on=timezone.localdate())
    call = make_call(relation)
    assert told(ada).exists() and told(bo).exists()
    assert "Solveig Hansen" in on_the_bench(log_in(bo))
    assert log_in(bo).get(f"/calls/{call.pk}/").status_code == 200


def test_that_all_is_well_needs_no_answer(ada, relation, log_in):
    call = make_call(relation, "all_well")
    assert not call.is_open
    assert not Notification.objects.exists()
    assert "Solveig Hansen" not in on_the_bench(log_in(ada))
    assert log_in(ada).get(f"/calls/{call.pk}/").status_code == 200


@pytest.mark.parametrize("chosen", ["call_me", "not_at_work"])
def test_not_at_work_is_a_call_for_help_like_any_other(ada, relation, log_in, chosen):
    make_call(relation, chosen)
    shown = on_the_bench(log_in(ada))
    assert "ber deg ringe" in shown
    assert "jobb i dag" not in shown


def test_the_page_shows_words_and_time_and_writes_the_read_log(ada, call, log_in):
    text = text_of(log_in(ada).get(f"/calls/{call.pk}/"))
    for said in ["Per virker sliten.", "etter kl. 14", "Fjordbygg", "Blid Lampe"]:
        assert said in text
    assert ada.user.audit_entries.filter(action="call.open").count() == 1


def test_a_follower_of_the_candidate_may_open_it(ada, bo, lampe, call, log_in):
    assert log_in(bo).get(f"/calls/{call.pk}/").status_code == 404
    let_follow(ada, lampe, colleague=bo.user)
    assert log_in(bo).get(f"/calls/{call.pk}/").status_code == 200


# Saying what was done


def test_saying_what_was_done_closes_it_for_everybody(ada, bo, call, log_in):
    arrange_stand_in(ada, stand_in=bo.user, until_on=timezone.localdate())
    answer = log_in(ada).post(f"/calls/{call.pk}/", {"how": "Ringte, vi møtes i morgen."})
    assert answer.status_code == 302
    call.refresh_from_db()
    assert (call.answered_by, call.answered_on) == (ada.user, timezone.localdate())
    assert call.answered_how == "Ringte, vi møtes i morgen."
    assert not Notification.objects.open().exists()
    assert "Solveig Hansen" not in on_the_bench(log_in(ada))


def test_says_something_or_it_stays_open(ada, call, log_in):
    assert log_in(ada).post(f"/calls/{call.pk}/", {"how": " "}).status_code == 422
    assert told(ada).exists()


def test_the_first_of_two_answers_stands(ada, call, log_in):
    actions.answer_call(ada, call, how="Ringte.")
    assert not actions.answer_call(ada, call, how="Noe annet.")
    log_in(ada).post(f"/calls/{call.pk}/", {"how": "Noe annet."})
    call.refresh_from_db()
    assert call.answered_how == "Ringte."


def test_the_log_of_the_candidate_says_when_the_mentor_was_heard(ada, lampe, call, log_in):
    page = text_of(log_in(ada).get(f"/participants/{lampe.pk}/"))
    assert f"/calls/{call.pk}/" in page


# When nobody answers


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-24 10:00", "2026-11-26 10:00"),  # Tuesday to Thursday
        ("2026-11-26 15:00", "2026-11-30 15:00"),  # Thursday to Monday
        ("2026-11-28 23:00", "2026-12-02 08:00"),  # Saturday: read on Monday
        ("2026-12-24 12:00", "2026-12-29 12:00"),  # Christmas
    ],
)
def test_two_working_days_are_counted_from_when_somebody_is_at_work(at, due):
    def local(text):
        return timezone.make_aware(datetime.datetime.fromisoformat(text))

    assert after_working_days(local(at), 2) == local(due)


def test_after_two_working_days_colleagues_are_asked_and_no_name_is_said(
    ada, bo, lars, call, log_in
):
    assert not Call.objects.colleagues_due(call.colleagues_due_at - HOUR).exists()
    assert Call.objects.colleagues_due(call.colleagues_due_at).exists()
    ask_colleagues(call)
    assert told(bo, "call_waits").exists()
    assert not told(ada, "call_waits").exists()
    assert not told(lars, "call_waits").exists()
    shown = on_the_bench(log_in(bo))
    assert "En som ber om å bli ringt, trenger noen" in shown
    page = text_of(log_in(bo).get(f"/calls/{call.pk}/"))
    assert "Solveig Hansen" in page and "Fjordbygg" in page
    for secret in ["Ada", "Blid Lampe", "Per virker sliten."]:
        assert secret not in shown + page


def test_one_working_day_later_the_leader_is_asked(lars, liv, call, log_in):
    now = call.leader_due_at
    assert after_working_days(call.colleagues_due_at, 1) == now
    waiting.ask_colleagues(call.pk, now - HOUR)
    waiting.ask_leaders(call.pk, now - HOUR)
    assert not told(lars, "call_waits").exists()
    assert log_in(lars).get(f"/calls/{call.pk}/").status_code == 404
    waiting.ask_leaders(call.pk, now)
    assert told(lars, "call_waits").exists()
    assert not told(liv, "call_waits").exists()
    assert log_in(lars).get(f"/calls/{call.pk}/").status_code == 200


def test_asking_twice_asks_once(bo, call):
    ask_colleagues(call)
    ask_colleagues(call)
    assert Notification.objects.filter(user=bo.user, kind="call_waits").count() == 1


def test_colleagues_of_another_office_are_not_asked(tor, liv, call, log_in):
    ask_everybody(call)
    for stranger in [tor, liv]:
        assert not told(stranger, "call_waits").exists()
        assert log_in(stranger).get(f"/calls/{call.pk}/").status_code == 404


def test_a_colleague_takes_it_reads_what_was_written_and_the_others_need_not(
    ada, bo, lena, call, log_in
):
    ask_colleagues(call)
    assert log_in(bo).post(f"/calls/{call.pk}/take/").status_code == 302
    page = text_of(log_in(bo).get(f"/calls/{call.pk}/"))
    assert "Per virker sliten." in page
    assert "Blid Lampe" not in page
    assert not told(lena, "call_waits").exists()
    assert log_in(lena).get(f"/calls/{call.pk}/").status_code == 404
    assert "Bo ringer" in on_the_bench(log_in(ada))
    log_in(bo).post(f"/calls/{call.pk}/", {"how": "Ringte."})
    call.refresh_from_db()
    assert call.answered_by == bo.user
    assert log_in(bo).get(f"/calls/{call.pk}/").status_code == 404


def test_the_leader_is_asked_when_whoever_took_it_says_nothing_for_a_working_day(bo, lars, call):
    ask_colleagues(call)
    actions.take_call(bo, call)
    call.refresh_from_db()
    a_working_day_later = after_working_days(timezone.now(), 1)
    assert a_working_day_later - HOUR < call.leader_due_at <= a_working_day_later
    waiting.ask_leaders(call.pk, call.leader_due_at)
    assert told(lars, "call_waits").exists()


def test_nobody_takes_what_somebody_else_has_taken(bo, lena, call, log_in):
    ask_colleagues(call)
    assert actions.take_call(bo, call)
    assert not actions.take_call(lena, call)


# When the candidate goes to somebody else


def test_an_open_call_follows_the_candidate_to_the_new_advisor(ada, bo, lampe, call, log_in):
    reassign(ada, [lampe], to=bo)
    waiting.end_what_is_over()
    call.refresh_from_db()
    assert call.relation == MentorRelation.objects.get(advisor=bo.user)
    assert told(bo).exists() and not told(ada).exists()
    assert "Solveig Hansen" in on_the_bench(log_in(bo))


def test_an_open_call_about_nobody_any_more_is_still_answered(ada, lampe, call, log_in):
    end_follow_up(ada, lampe, why="Flyttet")
    waiting.end_what_is_over()
    assert told(ada).exists()
    assert "Solveig Hansen" in on_the_bench(log_in(ada))


def test_the_clock_takes_back_the_link_of_a_candidate_who_came_to_be_protected(lampe, relation):
    link = actions.link_for(relation)
    waiting.end_what_is_over()
    assert Link.objects.usable(timezone.now()).filter(pk=link.pk).exists()
    Participant.objects.filter(pk=lampe.pk).update(protection="sealed")
    waiting.end_what_is_over()
    assert not Link.objects.usable(timezone.now()).filter(pk=link.pk).exists()


# What it costs


def test_the_bench_asks_one_question_however_many_calls_there_are(ada, relation, log_in):
    client = log_in(ada)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            on_the_bench(client)
        return len(captured)

    make_call(relation)
    one = queries()
    make_call(relation)
    make_call(relation)
    assert queries() == one


def test_whether_there_is_news_costs_three_short_questions_and_writes_nothing(
    ada, relation, log_in, django_assert_num_queries
):
    client = log_in(ada)
    before = Session.objects.values().get()
    first = client.get("/news/")
    assert (first.status_code, first.content) == (200, b"0")
    with django_assert_num_queries(3):
        nothing_new = client.get("/news/", headers={"If-None-Match": first["ETag"]})
    assert (nothing_new.status_code, nothing_new.content) == (304, b"")
    assert not nothing_new.cookies
    assert Session.objects.values().get() == before
    make_call(relation)
    news = client.get("/news/", headers={"If-None-Match": first["ETag"]})
    assert news.status_code == 200
    assert int(news.content) == int(Notification.objects.get().told_at.timestamp() * 1000)
