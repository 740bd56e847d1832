"""A mail goes out once and says what is so when it goes; when it cannot go, somebody is told."""

import datetime
import socket
import threading
import time
import uuid

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from notifications import delivery, staff_mail
from notifications.actions import settle, tell_at_once, told
from notifications.models import Mail, Notification

Kind, State = Notification.Kind, Mail.State
SOMETHING = uuid.UUID("7c8a1c9e-5b51-4f0a-9df9-9d1e9b0f7a11")


@pytest.fixture
def mail(ada):
    """To Ada: something new waits for her."""
    tell_at_once([told(ada.user_id, ada.office_id, Kind.CALL, SOMETHING, "/somewhere/")])
    return Mail.objects.get()


def deliver(mail):
    return delivery.deliver(str(mail.pk), staff_mail.write)


def test_says_that_something_waits_and_neither_what_nor_about_whom(mail, sink):
    deliver(mail)
    [sent] = sink.mails
    assert sent["Subject"] == "Ny oppgave i hybridnav"
    assert sent["To"] == "ada@nav.example"
    text = sent.get_body(["plain"]).get_content()
    assert "http://127.0.0.1:8000/somewhere/" in text
    assert "<a href=" in sent.get_body(["html"]).get_content()


def test_goes_out_once_however_often_it_is_asked_for(mail, sink):
    deliver(mail)
    deliver(mail)
    assert len(sink.mails) == 1
    mail.refresh_from_db()
    assert mail.state == State.SENT


def test_is_not_sent_when_it_was_seen_to_meanwhile(mail, sink):
    settle(SOMETHING, kinds=[Kind.CALL])
    deliver(mail)
    mail.refresh_from_db()
    assert (sink.mails, mail.state) == ([], State.CANCELLED)


def test_is_in_the_receivers_language(ada, sink):
    ada.user.language = "nn"
    ada.user.save()
    tell_at_once([told(ada.user_id, ada.office_id, Kind.CALL, SOMETHING, "/somewhere/")])
    deliver(Mail.objects.get())
    assert sink.mails[0]["Subject"] == "Ny oppgåve i hybridnav"


def test_who_wants_none_at_once_gets_none(ada, sink):
    ada.user.calls_by_mail = False
    ada.user.save()
    tell_at_once([told(ada.user_id, ada.office_id, Kind.CALL, SOMETHING, "/somewhere/")])
    assert not Mail.objects.exists()
    assert Notification.objects.unseen().count() == 1


def test_telling_the_same_twice_is_once(ada):
    for _each in range(2):
        tell_at_once([told(ada.user_id, ada.office_id, Kind.CALL, SOMETHING, "/somewhere/")])
    assert (Notification.objects.count(), Mail.objects.count()) == (1, 1)


class TestWhatTheServerDoesNotTake:
    def test_for_now_is_tried_again_later_under_the_same_id(self, mail, sink):
        sink.answer = "451 4.3.0 Try later"
        deliver(mail)
        mail.refresh_from_db()
        assert (mail.state, mail.trouble) == (State.WAITING, "451")
        assert not Mail.objects.waiting(timezone.now()).exists()
        sink.answer = "250 OK"
        with time_machine.travel(mail.due_at, tick=False):
            deliver(mail)
        assert sink.mails[0]["Message-ID"] == f"<{mail.pk}@hybridnav.example>"

    def test_pauses_grow_to_a_day(self, mail, sink):
        sink.answer = "451 4.3.0 Try later"
        Mail.objects.update(expires_at=timezone.now() + datetime.timedelta(days=30))
        pauses = []
        for _each in range(13):
            now = timezone.now()
            with time_machine.travel(mail.due_at, tick=False):
                deliver(mail)
                now = timezone.now()
            mail.refresh_from_db()
            pauses.append(mail.due_at - now)
        assert pauses[0] == datetime.timedelta(minutes=1)
        assert pauses[1] == datetime.timedelta(minutes=2)
        assert pauses[-1] == datetime.timedelta(hours=24)

    def test_for_good_is_told_to_whom_it_was_sent_for(self, mail, bo, sink):
        Mail.objects.update(on_behalf_of=bo.user, office=bo.office)
        sink.answer = "550 5.1.1 No such user"
        deliver(mail)
        mail.refresh_from_db()
        assert (mail.state, mail.trouble) == (State.FAILED, "550")
        failed = Notification.objects.visible_to(bo).get()
        assert failed.kind == Kind.MAIL_FAILED

    def test_too_late_is_dropped(self, mail, sink):
        with time_machine.travel(mail.expires_at, tick=False):
            deliver(mail)
        mail.refresh_from_db()
        assert (sink.mails, mail.state) == ([], State.DROPPED)


def test_a_server_that_is_away_costs_no_mail_its_turn(mail, sink, caplog):
    sink.stop()
    deliver(mail)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.WAITING, 0)
    assert "mail server does not answer" in caplog.text


def test_the_sweep_sends_what_nobody_rang_for(mail, sink):
    assert delivery.deliver_waiting(staff_mail.Kind.values, staff_mail.write) == 1
    assert len(sink.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_send_it_once(mail, sink):
    def work():
        deliver(mail)
        connection.close()

    workers = [threading.Thread(target=work) for _each in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(sink.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_who_cancels_does_not_wait_for_a_server_that_never_says_hello(mail, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 5
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        worker = threading.Thread(target=lambda: (deliver(mail), connection.close()))
        worker.start()
        talking, _address = silent.accept()
        began = time.monotonic()
        Mail.objects.about(mail.about).cancel()
        assert time.monotonic() - began < 2
        talking.close()
        worker.join()
    mail.refresh_from_db()
    assert mail.state == State.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_once_cancelled_nothing_is_sent(mail, sink):
    """In a transaction that has not ended yet: the worker leaves the locked row alone."""
    with transaction.atomic():
        Mail.objects.about(mail.about).cancel()
        worker = threading.Thread(target=lambda: (deliver(mail), connection.close()))
        worker.start()
        worker.join()
    deliver(mail)
    assert sink.mails == []
