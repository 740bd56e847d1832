"""The operator sees how it goes without seeing anybody, and tries again what did not arrive."""

import datetime
import time
import uuid

import pytest
import time_machine
from celery import current_app
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import AuditEntry, User
from hybridnav.celery import app
from mentors import tasks as mentor_tasks
from notifications import delivery, staff_mail
from notifications.actions import tell_at_once, told
from notifications.models import Heartbeat, Mail, Notification
from notifications.operations import clock

PAGE = "/notifications/operations/"
Kind, State = Notification.Kind, Mail.State
SWEEP = "notifications.tasks.sweep_staff_mails"


def ago(**time):
    return timezone.now() - datetime.timedelta(**time)


def make_mail(member, state=State.WAITING, **fields):
    """To this member: something new waits. With `state`, how it went."""
    about = uuid.uuid4()
    tell_at_once([told(member.user_id, member.office_id, Kind.CALL, about, "/somewhere/")])
    mail = Mail.objects.get(about=Notification.objects.get(about=about).pk)
    ended = {} if state == State.WAITING else {"ended_at": timezone.now()}
    Mail.objects.filter(pk=mail.pk).update(state=state, **ended | fields)
    return mail


@pytest.fixture
def page(log_in, olav):
    return lambda: log_in(olav).get(PAGE)


@pytest.fixture
def all_runs(db, monkeypatch):
    """A worker answers and every task was done just now."""
    monkeypatch.setattr(current_app.control, "ping", lambda **_how: [{"worker": {"ok": "pong"}}])
    for each in app.conf.beat_schedule.values():
        Heartbeat.objects.note(each["task"])


class TestThePage:
    def test_says_that_everything_goes_as_it_should(self, page, all_runs):
        assert page().context["condition"].all_well

    def test_tells_of_mails_that_wait_too_long(self, page, all_runs, ada):
        make_mail(ada, due_at=ago(minutes=3))
        assert page().context["condition"].all_well
        make_mail(ada, due_at=ago(minutes=30))
        found = page().context["condition"]
        assert (found.waiting, found.mail_is_late) == (2, True)

    def test_counts_what_was_sent(self, page, all_runs, ada):
        for hours in [0.5, 5, 30]:
            make_mail(ada, State.SENT, ended_at=ago(hours=hours))
        found = page().context["condition"]
        assert (found.sent_last_hour, found.sent_last_day) == (1, 2)

    def test_shows_a_failure_as_a_code_and_nobody(self, page, all_runs, ada):
        make_mail(ada, State.FAILED, trouble="550", attempts=1)
        text = page().text
        assert "550" in text
        assert "ada@" not in text
        assert "Ada" not in text
        assert not page().context["condition"].all_well

    def test_more_failures_cost_no_more_queries(
        self, log_in, olav, ada, all_runs, django_assert_max_num_queries
    ):
        client = log_in(olav)
        make_mail(ada, State.FAILED)
        client.get(PAGE)
        with django_assert_max_num_queries(20) as one:
            client.get(PAGE)
        for _each in range(3):
            make_mail(ada, State.FAILED)
        with django_assert_max_num_queries(len(one)):
            client.get(PAGE)

    def test_says_when_no_worker_answers(self, page):
        found = page().context["condition"]
        assert (found.redis_answers, found.worker_answers, found.all_well) == (True, False, False)

    def test_says_when_redis_does_not_and_comes_all_the_same(self, redis_away, page):
        began = time.monotonic()
        found = page().context["condition"]
        assert (found.redis_answers, found.all_well) == (False, False)
        assert time.monotonic() - began < 2

    def test_is_where_the_operators_day_begins(self, log_in, olav):
        assert log_in(olav).get("/").url == PAGE


class TestTheClock:
    def test_that_stands_still_is_noticed(self, all_runs, page):
        with time_machine.travel(timezone.now() + datetime.timedelta(minutes=4), tick=False):
            assert not page().context["condition"].clock_runs

    def test_that_runs_but_for_one_task_is_told_apart(self, all_runs, page):
        Heartbeat.objects.filter(task=SWEEP).update(at=ago(hours=1))
        found = page().context["condition"]
        assert (found.clock_runs, found.some_task_is_missed, found.all_well) == (True, True, False)

    def test_that_has_just_begun_is_given_time_for_what_is_done_once_an_hour(self, all_runs, page):
        Heartbeat.objects.exclude(task__contains="sweep_").delete()
        assert page().context["condition"].all_well

    def test_has_patience_with_a_busy_worker(self, all_runs):
        with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1), tick=False):
            assert not any(task.is_missed for task in clock.tasks(timezone.now()))

    def test_knows_what_is_done_at_a_certain_minute(self, db):
        name = "mentors.tasks.forget_old_imports"  # ten past each hour
        with time_machine.travel("2026-03-04 10:11:00+01:00", tick=False):
            Heartbeat.objects.note(name)
        [task] = [each for each in tasks_at("2026-03-04 11:09:00+01:00") if each.name == name]
        assert not task.is_due
        [task] = [each for each in tasks_at("2026-03-04 11:11:00+01:00") if each.name == name]
        assert task.is_due
        [task] = [each for each in tasks_at("2026-03-04 11:20:00+01:00") if each.name == name]
        assert task.is_missed

    def test_hears_every_task_without_being_told(self, db):
        current_app.tasks[SWEEP].apply()
        assert Heartbeat.objects.get(task=SWEEP).at > ago(seconds=5)

    def test_hears_nothing_of_one_that_failed(self, db, monkeypatch):
        monkeypatch.setattr(delivery, "deliver_waiting", lambda *_: 1 / 0)
        current_app.tasks[SWEEP].apply()
        assert not Heartbeat.objects.exists()


def tasks_at(moment):
    with time_machine.travel(moment, tick=False):
        return clock.tasks(timezone.now())


class TestTryingAgain:
    def test_sends_what_failed(self, log_in, olav, ada, sink):
        mail = make_mail(ada, State.FAILED, trouble="550", attempts=3, expires_at=ago(hours=1))
        response = log_in(olav).post(f"{PAGE}mails/{mail.pk}/retry/")
        assert response.url == PAGE
        delivery.deliver_waiting(staff_mail.Kind.values, staff_mail.write)
        mail.refresh_from_db()
        assert (mail.state, mail.trouble, len(sink.mails)) == (State.SENT, "", 1)

    def test_sends_nothing_that_no_longer_holds(self, log_in, olav, ada, sink):
        mail = make_mail(ada, State.FAILED)
        Notification.objects.settle()
        log_in(olav).post(f"{PAGE}mails/{mail.pk}/retry/")
        delivery.deliver_waiting(staff_mail.Kind.values, staff_mail.write)
        mail.refresh_from_db()
        assert (mail.state, sink.mails) == (State.CANCELLED, [])

    def test_failing_once_more_is_told_once_more(self, log_in, olav, ada, bo, sink):
        sink.answer = "550 5.1.1 No such user"
        mail = make_mail(ada, on_behalf_of=bo.user, office=bo.office)
        failed = Notification.objects.visible_to(bo).filter(kind=Kind.MAIL_FAILED).open()
        delivery.deliver(str(mail.pk), staff_mail.write)
        assert failed.count() == 1
        log_in(olav).post(f"{PAGE}mails/{mail.pk}/retry/")
        assert failed.count() == 0
        delivery.deliver(str(mail.pk), staff_mail.write)
        assert failed.count() == 1

    def test_takes_all_at_once_and_what_was_put_off(self, log_in, olav, ada):
        for _each in range(2):
            make_mail(ada, State.FAILED)
        make_mail(ada, attempts=4, due_at=timezone.now() + datetime.timedelta(hours=5))
        make_mail(ada, State.SENT)
        log_in(olav).post(f"{PAGE}retry/")
        assert Mail.objects.waiting(timezone.now()).count() == 3

    def test_leaves_one_line_in_the_log(self, log_in, olav, ada):
        mail = make_mail(ada, State.FAILED)
        make_mail(ada, State.FAILED)
        log_in(olav).post(f"{PAGE}mails/{mail.pk}/retry/")
        log_in(olav).post(f"{PAGE}retry/")
        actions = AuditEntry.objects.filter(user=olav.user).values_list("action", flat=True)
        assert sorted(actions) == ["mail.retry", "mail.retry_all"]

    def test_a_second_click_changes_nothing(self, log_in, olav, ada):
        mail = make_mail(ada, State.FAILED)
        log_in(olav).post(f"{PAGE}mails/{mail.pk}/retry/")
        assert log_in(olav).post(f"{PAGE}mails/{mail.pk}/retry/").status_code == 404


class TestSweepByHand:
    @pytest.fixture(autouse=True)
    def no_digest(self, ada):
        """Or the hour at which the tests run would decide how many mails there are."""
        User.objects.filter(pk=ada.user_id).update(digest=User.Digest.NEVER)

    def test_does_what_is_due_without_beat_worker_or_redis(self, ada, sink, monkeypatch, capsys):
        app.conf.broker_write_url = "redis://127.0.0.1:1/0"
        make_mail(ada)
        call_command("sweep")
        assert len(sink.mails) == 1
        assert {each["task"] for each in app.conf.beat_schedule.values()} >= set(
            Heartbeat.objects.values_list("task", flat=True)
        )
        assert f"{SWEEP}: done" in capsys.readouterr().out

    def test_leaves_what_is_not_due_yet(self, db, all_runs, capsys):
        call_command("sweep")
        out = capsys.readouterr().out
        assert "sweep_staff_mails: done" in out
        assert "forget_old_imports" not in out

    def test_one_that_fails_holds_up_no_other(self, ada, sink, monkeypatch, capsys):
        make_mail(ada)
        monkeypatch.setattr(mentor_tasks.jobs, "waiting", lambda: 1 / 0)
        with pytest.raises(CommandError, match="sweep_imports"):
            call_command("sweep")
        assert len(sink.mails) == 1


@pytest.fixture(autouse=True)
def settings_of_celery_stay():
    eager, url = app.conf.task_always_eager, app.conf.broker_write_url
    yield
    app.conf.task_always_eager, app.conf.broker_write_url = eager, url
