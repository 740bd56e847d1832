"""Nobody learns that, when or what somebody answered: no log, page, session or second try tells."""

import os
import re
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import quote, urlencode, urlsplit

import pytest
from celery.signals import before_task_publish
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Membership
from benchmarks.visitor import CSRF, FORM
from surveys.invitations.models import Invitation
from surveys.waves.models import Wave
from tests.addresses import our_url_names
from tests.factories import make_member
from tests.permissions import BY_LINK_POST, EXPECTED_POST
from tests.surveys.respondents import Respondent, answers_to, fields, invite, make_open_wave


@pytest.fixture(autouse=True)
def nobody_has_guessed(db):
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def wave(db):
    return make_open_wave()


class Browser:
    """Asks over HTTP, each request over a connection of its own."""

    def __init__(self, port):
        self.port, self.cookies = port, {"csrftoken": CSRF}

    def ask(self, method, path, form=None):
        """(status, where it leads to, page)"""
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": FORM, "X-CSRFToken": CSRF}
        try:
            self.connection.request(method, path, form and urlencode(form, doseq=True), headers)
            answer = self.connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _equals, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.headers["Location"], answer.read().decode()
        finally:
            self.connection.close()


# A token is spent once


@pytest.mark.django_db(transaction=True)
def test_fifty_sendings_at_once_by_one_link_are_one_answer_and_looking_is_none(live_server):
    wave = make_open_wave()
    token = invite(wave)
    port = urlsplit(live_server.url).port
    browser = Browser(port)
    _status, page, _text = browser.ask("GET", f"/surveys/a/{token}/")
    for number in range(50):
        browser.ask(["GET", "HEAD"][number % 2], [page, f"/surveys/a/{token}/"][number // 25])
    assert not Invitation.objects.get().is_spent

    def send(number):
        sender = Browser(port)
        sender.cookies |= browser.cookies
        return sender.ask("POST", page, fields(wave, "review", "send", people=str(number)))[:2]

    with ThreadPoolExecutor(50) as many:
        answers = list(many.map(send, range(50)))
    thanks = [answer for answer in answers if answer == (303, reverse("surveys:answer_thanks"))]
    assert len(thanks) == len(answers_to(wave)) == 1
    assert {status for status, _where in answers} <= {303, 404, 429}


# No page changes


CHANGES_BY_ITSELF = re.compile(
    r'[A-Za-z0-9]{64}|data-made="\d+"|\b\d\d?[.:]\d\d\b|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}'
)


@pytest.fixture
def nina(ada):
    """The local contact of Nav Fjordby, who hands out codes."""
    return make_member("Nina", office=ada.office, role=Membership.Role.LOCAL_CONTACT)


CAST = "ada lars nina mia kari fia pia olav tor".split()


@pytest.mark.parametrize("who", [*CAST, None])
def test_no_page_of_any_role_tells_that_one_more_has_answered(
    url_for,
    log_in,
    who,
    request,
    ada,
    wave,
):
    """What differs each time one looks, such as a list of who read what, tells nothing of it.

    Each page is asked for once. Only one about surveys, or one that reads a table to which the
    answer is written, can tell of it: those are compared.
    """
    client = log_in(request.getfixturevalue(who)) if who else Client()
    wave.offices.create(office=ada.office, sent=6)
    tokens = [invite(wave, office=ada.office) for _ in range(6)]
    for token in tokens[2:]:
        assert Respondent(wave, token).send().status_code == 303
    written = tables_used("written", Respondent(wave, tokens[1]).send)
    assert "surveys_invitation" in written
    last = Respondent(wave, tokens[0])
    addresses = {name: about(wave, url_for(name)) for name in PAGES}
    could_tell = [
        name
        for name, address in addresses.items()
        if name.startswith("surveys:")
        or written & tables_used("read", lambda address=address: client.get(address))
    ]

    def look():
        return {name: page_of(client.get(addresses[name])) for name in could_tell}

    look()
    before = look()
    assert last.send().status_code == 303
    after = look()
    changed = {name for name in could_tell if before[name] != after[name]}
    once_more = {name: page_of(client.get(addresses[name])) for name in changed}
    assert not {name for name in changed if once_more[name] == after[name]}


COUNTED = {
    "read": "coalesce(seq_scan, 0) + coalesce(idx_scan, 0)",
    "written": "n_tup_ins + n_tup_upd + n_tup_del",
}


def tables_used(how, do):
    """Names of tables that are read or written by this, in functions and triggers as well."""

    def count():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT relname, {COUNTED[how]} FROM pg_stat_xact_user_tables")
            return dict(cursor.fetchall())

    before = count()
    do()
    return {table for table, number in count().items() if number > before.get(table, 0)}


def test_reading_and_writing_a_table_is_seen(wave):
    token = invite(wave)
    assert "surveys_invitation" in tables_used("read", Invitation.objects.first)
    assert "surveys_invitation" not in tables_used("read", Wave.objects.first)
    assert tables_used("written", Respondent(wave, token).send) >= {
        "surveys_invitation",
        wave.batches.get().partition,
    }


# A spreadsheet holds the second in which it was made.
SPREADSHEET = "surveys:instrument_file"
PAGES = sorted({*our_url_names()} - {*EXPECTED_POST, *BY_LINK_POST, "set_language", SPREADSHEET})


def about(wave, address):
    """The same page of this wave."""
    for other in Wave.objects.exclude(pk=wave.pk):
        address = address.replace(str(other.pk), str(wave.pk))
    return address


def page_of(answer):
    content = b"" if answer.streaming else answer.content
    return answer.status_code, CHANGES_BY_ITSELF.sub("", content.decode("latin1"))


# No log, session or mail

MARK = "ZZMARK" + uuid.uuid4().hex


def answer_the_whole_way(ask, wave, token):
    """With what is wrong on it, and once too often. `ask` is as Browser.ask."""
    ask("GET", f"/surveys/a/{token}", None)
    _status, page, _text = ask("GET", f"/surveys/a/{token}/", None)
    for step, go, more in [
        ("intro", "next", {}),
        ("2", "next", {"people": MARK}),
        ("2", "next", {}),
        ("review", "send", {"people": MARK}),
        ("review", "send", {}),
        ("review", "send", {}),
    ]:
        answers = {"people": "50", "why": MARK} | more
        ask("POST", page, fields(wave, step, go, **answers))
    ask("GET", f"/surveys/a/{token}/", None)
    ask("POST", "/surveys/code/", {"code": MARK})
    ask("PUT", f"/surveys/a/{token}/", {"x": MARK})


@contextmanager
def web_server(output):
    """gunicorn as in production on the test's database; everything it says goes to a file."""
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@{quote(database['HOST'], safe='')}/{database['NAME']}"
    command = [sys.executable, "-m", "gunicorn", "hybridnav.wsgi", "--log-level", "info"]
    command += ["--config", "python:hybridnav.gunicorn", "--bind", "127.0.0.1:0"]
    command += [
        "--access-logfile",
        "-",
        "--access-logformat",
        "%(r)s %(m)s %(U)s %(q)s %(f)s %(s)s",
    ]
    with open(output, "w") as file:
        process = subprocess.Popen(
            command, env=os.environ | {"DATABASE_URL": url}, stdout=file, stderr=subprocess.STDOUT
        )
    try:
        for _ in range(600):
            if found := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", output.read_text()):
                yield int(found[1])
                return
            assert process.poll() is None, output.read_text()
            time.sleep(0.1)
    finally:
        process.terminate()
        process.wait(30)


@pytest.mark.django_db(transaction=True)
def test_no_log_session_mail_or_audit_line_holds_a_token_or_an_answer(tmp_path):
    wave, token = make_open_wave(), MARK + "token"
    invite(wave, token)
    output, database_log = tmp_path / "gunicorn.log", settings.DATA_DIR / "postgres/server.log"
    with connection.cursor() as cursor:
        cursor.execute(
            f"ALTER DATABASE {connection.settings_dict['NAME']} SET log_min_duration_statement = 0"
        )
    already = database_log.stat().st_size
    published = []
    before_task_publish.connect(lambda **kwargs: published.append(kwargs), weak=False)
    with web_server(output) as port:
        answer_the_whole_way(Browser(port).ask, wave, token)
    assert len(answers_to(wave)) == 1, output.read_text()
    with open(database_log, errors="replace") as file:
        file.seek(already)
        of_database = file.read()
    said = output.read_text()
    assert "POST" in said and "UPDATE" in of_database
    for log in [said, of_database]:
        assert MARK.lower() not in log.lower()
    assert "/surveys/" not in said
    assert (published, mail.outbox) == ([], [])
    assert not Session.objects.exists()
    assert not AuditEntry.objects.exists()


def test_django_says_nothing_of_who_answers_unless_the_program_fails(wave, every_log):
    client = Client(raise_request_exception=False)

    def ask(method, path, form):
        answer = getattr(client, method.lower())(path, form)
        return answer.status_code, answer.headers.get("Location"), ""

    token = MARK + "token"
    invite(wave, token)
    answer_the_whole_way(ask, wave, token)
    assert len(answers_to(wave)) == 1
    said = every_log.getvalue()
    assert "Unprocessable" not in said and "surveys/a" not in said
    # SQL at DEBUG, which no installation writes, names the hash and the sealed answer alone.
    assert MARK not in said
