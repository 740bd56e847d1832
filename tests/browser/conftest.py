"""A real Chromium against a live server. Every page is watched: see Complaints.

Texts are asked for by their English msgid with `nb(…)`, so a better Norwegian word breaks no test.
"""

import os
import re
import shutil
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.test import Client
from django.utils.translation import gettext, override
from playwright.sync_api import expect, sync_playwright

from caseload.rhythm import Rhythm
from tests.factories import make_closer, make_participant, make_placement

HERE = Path(__file__).parent
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# Two tests share a core, and the machine may have other work.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        message = f"No Chromium on this machine: none of {', '.join(NAMES)} is on the path."
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    # Playwright's event loop runs in this thread until the end; Django would refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Complaints(list):
    """What no page may do: write an error to the console, throw, break the CSP, leave the host."""

    # An invalid form is answered with 422, and Chromium tells the console of it.
    expected = re.compile("status of 422")

    def expect(self, pattern):
        self.expected = re.compile(f"{self.expected.pattern}|{pattern}")

    def watch(self, context, home):
        self.under_way = set()
        context.on("console", lambda message: message.type == "error" and self.add(message.text))
        context.on("weberror", lambda error: self.add(str(error.error)))
        context.on("request", lambda request: self.on_request(request, home))
        for event in ["requestfinished", "requestfailed"]:
            context.on(event, lambda request: self.under_way.discard(request))

    def add(self, text):
        if not self.expected.search(text):
            self.append(text)

    def on_request(self, request, home):
        self.under_way.add(request)
        if not request.url.startswith((home, "data:")):
            self.append(f"asks another host: {request.url}")


@pytest.fixture
def complaints():
    complaints = Complaints()
    yield complaints
    assert not complaints


@pytest.fixture
def open_page(chromium, live_server, complaints, answering):
    """open_page(ada, phone=True) → a page in a browser of her own, signed in."""
    contexts = []

    def open_page(member=None, *, phone=False, size=None, **options):
        context = chromium.new_context(
            base_url=live_server.url,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            viewport=size or (PHONE if phone else DESKTOP),
            has_touch=phone,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        complaints.watch(context, live_server.url)
        if member:
            sign_in(context, member, live_server.url)
        return context.new_page()

    yield open_page
    for context in contexts:
        finish_requests(context, complaints)
        context.close()
    answering.wait_until_none()


def sign_in(context, member, url):
    client = Client()
    client.force_login(member.user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


class Answering:
    """What the live server is working on, also for a browser that no longer waits for it.

    The database is emptied after the test: a request that still holds a table would be in the way.
    """

    def __init__(self):
        self.threads = set()

    def started(self, sender, **_rest):
        # The tests' own client asks too, and does not always read an answer to its end.
        if issubclass(sender, WSGIHandler):
            self.threads.add(threading.current_thread())

    def finished(self, **_rest):
        self.threads.discard(threading.current_thread())

    def wait_until_none(self):
        latest = time.monotonic() + 30
        while any(thread.is_alive() for thread in self.threads.copy()):
            assert time.monotonic() < latest, "The live server is still answering."
            time.sleep(0.01)


@pytest.fixture(scope="session")
def answering():
    answering = Answering()
    request_started.connect(answering.started)
    request_finished.connect(answering.finished)
    yield answering
    request_started.disconnect(answering.started)
    request_finished.disconnect(answering.finished)


def finish_requests(context, complaints):
    """Scripts of the page may be asking still, and would complain of an answer cut short."""
    for _attempt in range(50):
        if not complaints.under_way or not context.pages:
            break
        context.pages[0].wait_for_timeout(20)


@pytest.fixture
def ada_page(open_page, ada):
    return open_page(ada)


@pytest.fixture
def ada_phone(open_page, ada):
    return open_page(ada, phone=True)


@pytest.fixture
def kopp(ada):
    """Rolig Kopp is followed closely, at a workplace with a mentor."""
    kopp = make_participant(ada, "Rolig Kopp", phase="in_job")
    make_placement(ada, kopp)
    make_closer(ada, kopp, rhythm=Rhythm.EVERY_SECOND_WEEK)
    return kopp


def nb(text, **values):
    """What a Norwegian reads for this msgid."""
    with override("nb"):
        return gettext(text) % values if values else gettext(text)
