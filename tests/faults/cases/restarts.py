"""Web and worker started anew under load, as an operator does for a new version."""

import signal
import time

from tests.faults.findings import Finding
from tests.faults.people import mails_at_once, waiting
from tests.faults.programs import wait_until
from tests.faults.web import Crowd, Visitor

RESTARTS = 3
BETWEEN = 40  # answers


def measure(stage):
    yield _web(stage, "SIGHUP to the web server", _hang_up)
    yield _web(stage, "SIGTERM to the web server, a new one on the same socket", _end_and_start)
    yield _worker(stage)


def _web(stage, fault, restart):
    visitors = [Visitor(stage.port, stage.cast.ada), Visitor(stage.port, stage.cast.bo)]
    with Crowd(visitors, stage.cast.people, patient=False) as crowd:
        for number in range(RESTARTS + 1):
            wait_until(lambda n=number: len(crowd.answers) > BETWEEN * (n + 1), 60, every=0.01)
            if number < RESTARTS:
                restart(stage)
    longest = max(answer.seconds for answer in crowd.answers)
    return Finding(
        f"{fault}, {RESTARTS} times under load",
        "0 failed requests",
        f"{len(crowd.failed)} of {len(crowd.answers)} failed, longest {longest:.1f} s",
        ok=not crowd.failed,
    )


def _hang_up(stage):
    old = {child.pid for child in stage.web.children()}
    stage.web.process.send_signal(signal.SIGHUP)
    wait_until(lambda: not old & {child.pid for child in stage.web.children()}, 60)


def _end_and_start(stage):
    stage.web.stop()
    stage.web.start()


def _worker(stage):
    mails = mails_at_once(stage.cast.ada, 200)
    for _each in range(RESTARTS):
        time.sleep(0.5)
        stage.worker.stop()
        stage.worker.start()
    took = wait_until(lambda: not waiting(mails), 90)
    taken = stage.sink.times_taken()
    once = sum(taken.get(mail) == 1 for mail in mails)
    return Finding(
        f"SIGTERM to the worker, {RESTARTS} times with {len(mails)} mails waiting",
        "each mail once",
        f"{once} of {len(mails)} once",
        ok=took is not None and once == len(mails),
    )
