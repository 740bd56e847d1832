"""`python -m benchmarks.respondents`: 1,000 people answer a survey in 10 minutes, 50 at a time.

RESPONDENTS=… and MINUTES=… for fewer and shorter. Each opens the link, agrees, answers two pages
and sends, as a browser does; beside it somebody fills in the floor's form. Fails when an answer was
lost, counted twice or refused. Prints how long sending took beside the floor.
"""

import os
import random
import sys
import threading
import time
import urllib.parse
from http.client import HTTPConnection
from statistics import median, quantiles

from benchmarks.servers import FLOOR, PRODUCT, Database
from benchmarks.visitor import CSRF, FORM, Visitor

RESPONDENTS = int(os.environ.get("RESPONDENTS", "1000"))
MINUTES = float(os.environ.get("MINUTES", "10"))
AT_ONCE = 50
TARGET = 4.0


class Respondent:
    """A browser: cookies, and a new connection for each page after the time it took to read."""

    def __init__(self, port, wave):
        self.port, self.wave, self.cookies = port, wave, {"csrftoken": CSRF}

    def ask(self, method, path, **form):
        """(status, where it leads to, milliseconds)"""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "X-CSRFToken": CSRF, "Content-Type": FORM}
        headers |= {"Accept-Encoding": "br", "Accept-Language": "nb-NO"}
        body = urllib.parse.urlencode(form, doseq=True) if form else None
        connection.connect()
        begun = time.perf_counter()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        took = (time.perf_counter() - begun) * 1000
        connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers["Location"], took

    def answer(self, token, pause):
        """Milliseconds that sending took. Raises RuntimeError when it was not received."""
        _status, page, _took = self.ask("GET", f"/surveys/a/{token}/")
        form = {"consent": self.wave["consent"], "script": "on"} | self.wave["answers"]
        steps = [("intro", "next"), ("1", "next"), ("2", "next"), ("review", "send")]
        self.ask("GET", page)
        for step, go in steps:
            time.sleep(pause())
            status, where, took = self.ask("POST", page, step=step, go=go, **form)
            if status >= 400:
                raise RuntimeError(f"{step} answers {status}")
        if (status, where) != (303, "/surveys/answer/thanks/"):
            raise RuntimeError(f"sending answers {status}")
        return took


class Room(threading.Thread):
    """One of fifty places: people come in one after the other."""

    def __init__(self, server, wave, tokens, seconds):
        super().__init__(daemon=True)
        self.server, self.wave, self.tokens = server, wave, tokens
        self.dice = random.Random(tokens[0])
        # Four times of reading for each who comes.
        self.each = seconds / len(tokens) / 5
        self.took, self.errors = [], []

    def pause(self):
        return self.dice.uniform(0.5, 1.5) * self.each

    def run(self):
        time.sleep(self.pause())
        for token in self.tokens:
            try:
                self.took.append(Respondent(self.server.port, self.wave).answer(token, self.pause))
            except (OSError, RuntimeError) as error:
                self.errors.append(repr(error))


class OnTheFloor(threading.Thread):
    """Fills in the floor's form as often as the surveys are sent, at the same time."""

    def __init__(self, server, work, until, every):
        super().__init__(daemon=True)
        self.visitor, self.form, self.until, self.every = (
            Visitor(server, work["floor_session"]),
            work["floor"],
            until,
            every,
        )
        self.took = []

    def run(self):
        while time.monotonic() < self.until:
            self.visitor.connect_anew()
            self.visitor.connection.connect()
            self.took.append(self.visitor.ask(self.form))
            time.sleep(self.every)


def main():
    database = Database("respondents")
    database.stop()
    database.prepare_servers()
    work = database.ask("benchmarks.respondents_invited", RESPONDENTS)
    seconds = MINUTES * 60
    with database.serving(PRODUCT) as product, database.serving(FLOOR) as floor:
        rooms = [
            Room(product, work, tokens, seconds)
            for number in range(AT_ONCE)
            if (tokens := work["tokens"][number::AT_ONCE])
        ]
        beside = OnTheFloor(floor, work, time.monotonic() + seconds, seconds / RESPONDENTS)
        for thread in [*rooms, beside]:
            thread.start()
        for thread in [*rooms, beside]:
            thread.join()
    kept = database.ask("benchmarks.respondents_kept", work["wave"])
    database.stop()
    sys.exit(show(rooms, beside, kept))


def show(rooms, beside, kept):
    """Prints all of it; True when something is wrong."""
    took = [each for room in rooms for each in room.took]
    errors = [error for room in rooms for error in room.errors]
    sent, of_floor = quantiles(took, n=20)[-1], quantiles(beside.took, n=20)[-1]
    print(f"\n{RESPONDENTS} respondents in {MINUTES:g} minutes, {AT_ONCE} at a time")
    print(f"acknowledged {len(took)}, sealed {kept['sealed']}, spent {kept['spent']}")
    print(f"lost {len(took) - kept['sealed']}, errors {len(errors)} {errors[:3]}")
    print(f"sending: median {median(took):.1f} ms, p95 {sent:.1f} ms")
    print(f"floor's form: median {median(beside.took):.1f} ms, p95 {of_floor:.1f} ms")
    print(f"p95 / p95: {sent / of_floor:.2f} (target {TARGET:g})")
    right = len(took) == kept["sealed"] == kept["spent"] == RESPONDENTS
    return not right or sent / of_floor > TARGET


if __name__ == "__main__":
    main()
