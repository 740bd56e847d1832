"""Links hold against scanners, double clicks, guessing and whoever reads the logs."""

import logging
import secrets
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client, RequestFactory
from gunicorn.config import Config

from hybridnav.gunicorn import WebServerLogger
from hybridnav.logs import NoTokens, without_tokens
from mentors.calls.actions import link_for
from mentors.models import Call
from notifications import guesses
from notifications.models import Link, Mail, Notification
from tests.factories import make_call, make_relation


@pytest.fixture
def relation(ada, lampe):
    return make_relation(ada, lampe)


@pytest.fixture
def link(relation):
    return link_for(relation)


@pytest.fixture
def come(link):
    """A new browser that has come by the link."""

    def come():
        client = Client()
        client.page = client.get(f"/m/{link.token}/")["Location"]
        return client

    return come


@pytest.fixture(autouse=True)
def nobody_has_guessed(db):
    cache.clear()
    yield
    cache.clear()


def test_looking_never_spends_it(link, come):
    client = come()
    for _ in range(100):
        for method in ["get", "head", "options"]:
            for address in [f"/m/{link.token}/", client.page, f"{client.page}thanks/"]:
                getattr(client, method)(address)
    assert not Call.objects.exists()
    assert Link.objects.values("spent_at", "revoked_at").get() == {
        "spent_at": None,
        "revoked_at": None,
    }
    assert client.get(client.page).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_fifty_sendings_of_one_form_at_once_are_one_call(come):
    client = come()
    form = {
        "chosen": "worried",
        "submission": client.get(client.page).context["form"]["submission"].value(),
    }

    def send(_number):
        sender = Client()
        sender.cookies = client.cookies
        try:
            return sender.post(client.page, form).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as many:
        statuses = list(many.map(send, range(50)))
    assert statuses == [302] * 50
    assert Call.objects.count() == Notification.objects.count() == Mail.objects.count() == 1


def test_a_mentor_may_send_several_but_not_without_end(relation, come):
    client = come()

    def send():
        sent = {"chosen": "call_me", "submission": uuid.uuid4()}
        return client.post(client.page, sent).status_code

    assert [send() for _ in range(8)] == [302] * 6 + [429] * 2
    assert Call.objects.count() == 6


def test_the_limit_of_one_mentor_is_nobody_elses(ada, bo, relation):
    for _ in range(6):
        make_call(relation)
    vott = bo.user.participants.get()
    assert make_call(make_relation(bo, vott))


def test_ten_thousand_guesses_find_nothing_and_most_ask_no_database_for_a_link(
    link, client, django_assert_num_queries
):
    statuses = [client.get(f"/m/{secrets.token_urlsafe(32)}/").status_code for _ in range(35)]
    assert statuses == [404] * guesses.MOST + [429] * 5
    # From here on each costs one look into the cache: the rest need not be tried one by one.
    with django_assert_num_queries(1):
        answer = client.get(f"/m/{secrets.token_urlsafe(32)}/")
    assert answer.status_code == 429
    assert answer["Referrer-Policy"] == "no-referrer"


def test_too_many_guesses_look_alike_whether_the_link_is_right_or_not(link, client):
    for _ in range(guesses.MOST):
        client.get("/m/wrong/")
    right, wrong = client.get(f"/m/{link.token}/"), client.get("/m/wrong/")
    assert right.status_code == wrong.status_code == 429
    assert not right.cookies.get(f"link-{link.pk}")


def test_somebody_elsewhere_is_not_kept_out(link, client):
    for _ in range(guesses.MOST):
        client.get("/m/wrong/")
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.get(f"/m/{link.token}/").status_code == 303


def test_the_address_of_who_guesses_is_not_kept(client):
    client.get("/m/wrong/", REMOTE_ADDR="192.0.2.7")
    assert "192.0.2.7" not in guesses._key(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7"))


def test_no_log_says_a_token(link, come, every_log, caplog):
    client = come()
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = client.cookies
    form = {"chosen": "call_me", "submission": uuid.uuid4()}
    client.post(client.page, form)
    strict.post(client.page, form)
    for address in [
        f"/m/{link.token}/",
        f"/m/{link.token}",
        f"/m/{link.token}x/",
        f"/x/{link.token}/",
    ]:
        for method in ["get", "head", "options", "post", "put"]:
            getattr(strict, method)(address)
    Link.objects.revoke()
    strict.get(f"/m/{link.token}/")
    strict.get(f"/m/{link.token}/%00")
    assert "Not Found: /m/" in every_log.getvalue()
    assert link.token not in every_log.getvalue()
    assert link.token not in caplog.text


def test_a_traceback_says_no_token_either(link):
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "At %s", (f"/m/{link.token}/",), None)
    NoTokens().filter(record)
    assert record.getMessage() == "At /m/…/"
    assert without_tokens(f"KeyError: '{link.token}'") == "KeyError: '…'"
    assert without_tokens(f"/calls/{link.pk}/") == f"/calls/{link.pk}/"


class Answer:
    def __init__(self, status, **headers):
        self.status, self.headers, self.sent = status, list(headers.items()), 0


def test_the_web_servers_log_says_no_address_of_a_link_page(link, capsys):
    config = Config()
    config.set("accesslog", "-")
    config.set("access_log_format", "%(m)s %(U)s %(r)s %(q)s %(f)s %(s)s")
    logger = WebServerLogger(config)
    page = f"/mentor/{link.pk}/"

    def line(path, answer):
        environ = {
            "REQUEST_METHOD": "GET",
            "RAW_URI": path,
            "PATH_INFO": path,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "QUERY_STRING": "",
            "HTTP_REFERER": path,
        }
        request = type("Request", (), {"headers": []})
        took = type("Took", (), {"seconds": 0, "microseconds": 5})
        logger.access(answer, request, environ, took)
        return capsys.readouterr().out

    private = {"Referrer-Policy": "no-referrer"}
    assert line(page, Answer("200 OK", **private)) == "GET - - - - 200\n"
    assert link.token not in line(f"/m/{link.token}", Answer("301 Moved"))
    assert "/bench/" in line("/bench/", Answer("200 OK"))
    assert line("/news/", Answer("304 Not Modified")) == ""
