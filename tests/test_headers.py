"""What each answer tells the browser: pages, parts, files, redirects, links and every error."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from accounts.middleware import CurrentMembership
from notifications import guesses
from tests.permissions import BY_LINK, BY_LINK_POST, EXPECTED, EXPECTED_POST, OPEN_TO_EVERYBODY

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
BUT_FOR_PARTS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HSTS = "max-age=31536000; includeSubDomains; preload"


def what_is_wrong(response, *, part=False, private=False, link=False):
    """What the headers of this answer lack, as words."""
    headers = response.headers
    wanted = ALWAYS if part else ALWAYS | BUT_FOR_PARTS
    wrong = [name for name, value in wanted.items() if headers.get(name) != value]
    if headers.get("X-Frame-Options") not in ("DENY", "SAMEORIGIN"):
        wrong.append("X-Frame-Options")
    if headers.get("Referrer-Policy") not in ["no-referrer", *([] if link else ["same-origin"])]:
        wrong.append("Referrer-Policy")
    policy = headers.get("Content-Security-Policy", "")
    if not part and not ("default-src 'none'" in policy and "frame-ancestors" in policy):
        wrong.append("Content-Security-Policy")
    if "unsafe" in policy and "sandbox" not in policy:
        wrong.append("unsafe")
    if private and "no-store" not in headers.get("Cache-Control", ""):
        wrong.append("no-store")
    for cookie in response.cookies.values():
        if cookie.value and (not cookie["httponly"] or cookie["samesite"] != "Lax"):
            wrong.append(f"cookie {cookie.key}")
    return wrong


def all_wrong(names, ask, **expected):
    found = {name: what_is_wrong(ask(name), **expected) for name in names}
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("who", ["ada", "fia"])
def test_every_page_says_all_of_it_and_is_stored_nowhere(log_in, url_for, who, request):
    """Those who between them see every page; the others get the same by their refusals."""
    ada = log_in(request.getfixturevalue(who))
    assert all_wrong(EXPECTED, lambda name: ada.get(url_for(name)), private=True) == {}


def test_a_part_comes_under_the_policy_of_its_page(log_in, ada, url_for):
    ada, htmx = log_in(ada), {"HX-Request": "true"}
    ask = lambda name: ada.get(url_for(name), headers=htmx)  # noqa: E731
    assert all_wrong(EXPECTED, ask, part=True, private=True) == {}


def test_what_answers_a_form_as_well(log_in, ada, url_for):
    ada = log_in(ada)
    names = [*EXPECTED, *EXPECTED_POST]
    assert all_wrong(names, lambda name: ada.post(url_for(name)), private=True) == {}


def test_without_sign_in_too(client, url_for):
    names = [*EXPECTED, *EXPECTED_POST, *OPEN_TO_EVERYBODY]
    assert all_wrong(names, lambda name: client.get(url_for(name))) == {}


@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_a_link_page_says_nothing_to_other_sites_and_is_stored_nowhere(client, url_for, method):
    names = sorted(BY_LINK | BY_LINK_POST)
    ask = lambda name: getattr(client, method)(url_for(name))  # noqa: E731
    assert all_wrong(names, ask, private=True, link=True) == {}


def test_a_static_file(client, db, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "picture.svg").write_text("<svg/>")
    answer = client.get("/static/picture.svg")
    assert answer.status_code == 200
    assert what_is_wrong(answer) == []
    assert b"".join(answer) == b"<svg/>"
    answer.close()


class TestErrors:
    @pytest.mark.parametrize(
        "status, ask",
        [
            (400, {"path": "/help/?q=%00"}),
            (400, {"path": "/help/", "headers": {"Host": "elsewhere.example"}}),
            (404, {"path": "/no-such-page/"}),
            (405, {"path": "/help/", "method": "options"}),
            (403, {"path": "/sign-in/login/", "method": "post"}),
        ],
    )
    def test_of_the_request(self, db, status, ask):
        client = Client(raise_request_exception=False, enforce_csrf_checks=True)
        answer = getattr(client, ask.pop("method", "get"))(**ask)
        assert answer.status_code == status
        assert what_is_wrong(answer) == []

    def test_of_a_form_with_nothing_in_it(self, log_in, ada):
        answer = log_in(ada).post("/participants/new/")
        assert answer.status_code == 422
        assert what_is_wrong(answer, private=True) == []

    def test_of_too_many_guesses(self, client, db):
        for _ in range(guesses.MOST):
            client.get(f"/m/{'x' * 43}/")
        answer = client.get(f"/m/{'x' * 43}/")
        assert answer.status_code == 429
        assert what_is_wrong(answer, private=True, link=True) == []

    @pytest.mark.parametrize(
        "error, status", [(ValueError, 500), (OperationalError, 503), (BadRequest, 400)]
    )
    def test_of_ours(self, log_in, ada, monkeypatch, error, status):
        client = log_in(ada)
        client.raise_request_exception = False

        def fails(*args):
            raise error("planted")

        monkeypatch.setattr(CurrentMembership, "process_view", fails)
        answer = client.get("/bench/")
        assert answer.status_code == status
        assert what_is_wrong(answer, private=True) == []


class TestInProduction:
    @pytest.fixture(autouse=True)
    def production(self, settings, db):
        settings.SECURE_SSL_REDIRECT = True
        settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
        settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True

    @pytest.mark.parametrize("path", ["/help/", "/no-such-page/"])
    def test_a_browser_is_told_to_come_by_https_only(self, client, path):
        assert client.get(path, secure=True)["Strict-Transport-Security"] == HSTS

    def test_who_comes_without_is_sent_on(self, client):
        answer = client.get("/help/")
        assert answer["Location"] == "https://testserver/help/"
        assert "Permissions-Policy" in answer


class TestSecurityTxt:
    path = "/.well-known/security.txt"

    @time_machine.travel("2026-11-25 12:00 +0100", tick=False)
    def test_says_whom_to_tell_of_a_hole(self, client, settings):
        settings.SECURITY_CONTACT = "mailto:hull@hybridnav.example"
        settings.SITE_URL = "https://hybridnav.example"
        answer = client.get(self.path)
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.content.decode().splitlines() == [
            "Contact: mailto:hull@hybridnav.example",
            "Expires: 2027-02-23T11:00:00Z",
            "Preferred-Languages: nb, nn, en",
            "Canonical: https://hybridnav.example/.well-known/security.txt",
        ]

    def test_is_never_out_of_date(self, client, settings):
        settings.SECURITY_CONTACT = "https://hybridnav.example/hull"
        line = client.get(self.path).content.decode().splitlines()[1]
        expires = datetime.fromisoformat(line.removeprefix("Expires: "))
        assert timedelta(0) < expires - timezone.now() < timedelta(days=365)

    def test_is_absent_where_nobody_is_named(self, client):
        assert client.get(self.path).status_code == 404


@pytest.mark.parametrize("path", ["/help/", "/sign-in/login/", "/bench/"])
def test_pages_lead_to_the_accessibility_statement(log_in, ada, path):
    client = log_in(ada) if path == "/bench/" else Client()
    assert 'href="/accessibility/"' in client.get(path).content.decode()


@pytest.mark.parametrize("header", [*ALWAYS, *BUT_FOR_PARTS, "Content-Security-Policy"])
def test_a_header_that_was_taken_away_is_missed(client, db, header):
    answer = client.get("/help/")
    del answer.headers[header]
    assert what_is_wrong(answer) == [header]
