"""People at the web server: each request over a connection of its own, and none is forgotten."""

import http.client
import random
import threading
import time
from dataclasses import dataclass
from statistics import median
from uuid import uuid4

from django.urls import reverse

from benchmarks.cases import HTMX, form, session_of, signed_in
from benchmarks.visitor import CSRF, FORM

TIMEOUT = 60


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    text: str
    seconds: float
    at: float  # when it was there, by time.monotonic()


def ask(port, method, path, body=None, headers=None, session=""):
    """The Answer. Raises OSError or HTTPException when the connection breaks."""
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
        "Content-Type": FORM,
        "Accept-Language": "nb-NO",
    } | (headers or {})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    begun = time.perf_counter()
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
    finally:
        connection.close()
    took = time.perf_counter() - begun
    return Answer(answer.status, dict(answer.headers), text, took, time.monotonic())


class Visitor:
    """Somebody signed in. Broken connections are an Answer too: status 0."""

    def __init__(self, port, membership):
        self.port, self.session = port, session_of(signed_in(membership))

    def ask(self, method, path, body=None, headers=None):
        try:
            return ask(self.port, method, path, body, headers, self.session)
        except (OSError, http.client.HTTPException) as error:
            return Answer(0, {}, repr(error), 0, time.monotonic())

    def open_bench(self):
        return self.ask("GET", reverse("caseload:workbench"))

    def log_contact(self, participant, submission=None, **fields):
        """As in the row of the bench. The same `submission` is the same form sent again."""
        path = reverse("mentors:contact_create", args=[participant.pk])
        fields = {
            "submission": submission or uuid4(),
            "how": "phone",
            "people": "mentor",
            "needs": "nobody",
            "when": "today",
            "next": "2",
        } | fields
        return self.ask("POST", path, form(**fields), HTMX)


class Crowd:
    """Threads that open the bench and log contacts until told to stop.

    With `patient`, a contact that was not acknowledged is sent again, the same form, until it is.
    Without `looks` they only log.
    """

    def __init__(self, visitors, people, *, at_once=4, pause=0.02, patient=True, looks=True):
        self.visitors, self.people = visitors, people
        self.pause, self.patient, self.looks = pause, patient, looks
        self.acknowledged, self.answers, self.resent = [], [], 0
        self.going = threading.Event()
        self.threads = [threading.Thread(target=self.work, args=[n]) for n in range(at_once)]

    def __enter__(self):
        self.going.set()
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self.going.clear()
        for thread in self.threads:
            thread.join()

    def work(self, number):
        dice = random.Random(number)
        visitor = self.visitors[number % len(self.visitors)]
        while self.going.is_set():
            if self.looks:
                self.answers.append(visitor.open_bench())
            self.log(visitor, dice.choice(self.people))
            time.sleep(self.pause)

    def log(self, visitor, participant):
        submission = uuid4()
        # Nobody gives up within two minutes: what hangs longer is seen as not acknowledged.
        deadline = time.monotonic() + 120
        while True:
            answer = visitor.log_contact(participant, submission)
            self.answers.append(answer)
            if answer.status == 200:
                self.acknowledged.append(submission)
                return
            if not self.patient or time.monotonic() > deadline:
                return
            self.resent += 1
            time.sleep(0.2)

    @property
    def failed(self):
        """Answers that are no page: a broken connection, a 5xx."""
        return [answer for answer in self.answers if answer.status == 0 or answer.status >= 500]

    @property
    def median_ms(self):
        return median_ms(self.answers)


def median_ms(answers):
    return 1000 * median(answer.seconds for answer in answers)


def side_by_side(plain, broken, ask_once, times):
    """(answers, answers) of `ask_once()` in turn under both context managers, ten at a time."""
    answers = [], []
    for _each in range(max(1, times // 10)):
        for condition, into in zip([plain, broken], answers, strict=True):
            with condition():
                into.extend(ask_once() for _ask in range(10))
    return answers
