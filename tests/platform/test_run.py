"""`manage.py run`: everything in one terminal."""

import os
import re
import signal
import smtplib
import socket
import threading
import time
import urllib.request

import psutil
import pytest

PATIENCE = 60
ALWAYS = ["beat", "gunicorn", "release_batches", "worker"]


class Run:
    """A running `manage.py run` and what it has said so far."""

    def __init__(self, machine, **environment):
        self.machine = machine
        self.said = ""
        self.process = machine.start("manage.py", "run", DEMO="", **environment)
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.said += line

    def wait_for(self, pattern):
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self.said)):
            assert time.monotonic() < deadline, f"never said {pattern}:\n{self.said}"
            time.sleep(0.05)
        return found

    def address(self):
        return self.wait_for(r"ready: (http://127\.0\.0\.1:\d+/)")[1]

    def children(self):
        found = psutil.Process(self.process.pid).children()
        return {
            next(name for name in [*ALWAYS, "mailbox"] if name in process.cmdline()): process
            for process in found
        }

    def end(self, how=signal.SIGINT):
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def close(self):
        if self.process.poll() is None:
            self.end(signal.SIGKILL)
        for process in self.machine.processes():
            process.kill()
        self.reader.join()
        self.process.stdout.close()


@pytest.fixture
def run():
    started = []

    def run(machine, **environment):
        started.append(Run(machine, **environment))
        return started[-1]

    yield run
    for each in started:
        each.close()


@pytest.fixture
def busy_port():
    """A port that another program listens on."""
    for port in range(20000 + os.getpid() % 5000, 32000):
        with socket.socket() as listener:
            try:
                listener.bind(("127.0.0.1", port))
                listener.listen()
            except OSError:
                continue
            yield port
            return


SEND = """
import django, time
django.setup()
from hybridnav.celery import app
app.send_task("celery.accumulate", [1])
for _ in range(50):
    done = next(iter((app.control.inspect(timeout=1).stats() or {"": {"total": {}}}).values()))
    if done["total"].get("celery.accumulate"):
        print("done")
        break
"""


IS_ALL_WELL = """
import django, time
django.setup()
from django.utils import timezone
from notifications.operations.condition import condition
for _ in range(60):
    found = condition(timezone.now())
    # What is done once an hour has not been done yet.
    swept = [task.last_at for task in found.tasks if task.is_sweep]
    if found.worker_answers and all(swept):
        print("well")
        break
    time.sleep(1)
"""


def send_mail(running):
    """As web and worker do: to where they were told, with a link that begins as they were told."""
    told = running.children()["mailbox"].environ()
    with smtplib.SMTP(told["EMAIL_HOST"], int(told["EMAIL_PORT"]), timeout=PATIENCE) as server:
        text = f"Subject: Hei\r\n\r\n{told['SITE_URL']}/x/"
        server.sendmail("a@demo.example", ["b@demo.example"], text)


# Connections of the worker last no longer than what it does.
LOGINS = """
import sys, time, urllib.error, urllib.request
import django
django.setup()
from django.db import connection
seen, address, asked = set(), sys.argv[1] + "feed/calendar.ics?key=none", 0
with connection.cursor() as cursor:
    while len(seen) < 3 and time.process_time() < 30:
        if not asked:
            try:
                urllib.request.urlopen(address)
            except urllib.error.HTTPError as refused:
                asked = refused.code
        cursor.execute(
            "SELECT usename FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            " AND usename IS NOT NULL"  # being let in
        )
        seen |= {name for (name,) in cursor.fetchall()}
        time.sleep(0.005)
print(*sorted(seen))
"""


def test_starts_everything_and_stops_everything(machine, run, busy_port):
    running = run(machine, PORT=str(busy_port))
    address = running.address()

    assert f"Port {busy_port} is busy, taking" in running.said
    assert not address.endswith(f":{busy_port}/")
    with urllib.request.urlopen(address) as page:
        assert page.status == 200
    running.wait_for(r"(?m)^web     \| GET / ")
    assert "?" not in "".join(re.findall(r"(?m)^web     \| GET .*", running.said))
    assert sorted(running.children()) == sorted([*ALWAYS, "mailbox"])
    said = machine.run("-c", SEND, DJANGO_SETTINGS_MODULE="hybridnav.settings")
    assert said.splitlines()[-1] == "done"
    said = machine.run("-c", IS_ALL_WELL, DJANGO_SETTINGS_MODULE="hybridnav.settings")
    assert said.splitlines()[-1] == "well"

    # Nobody works as the owner, who may read answers.
    logins = machine.run("-c", LOGINS, address, DJANGO_SETTINGS_MODULE="hybridnav.settings")
    assert logins.splitlines()[-1] == "hybridnav_release hybridnav_web hybridnav_worker"

    # Mails stay on this machine, and their links lead to it.
    send_mail(running)
    mailbox = machine.data / "mailbox"
    assert mailbox.stat().st_mode & 0o077 == 0
    assert f"{address}x/" in next(mailbox.glob("*.eml")).read_text()
    running.children()["mailbox"].kill()
    running.wait_for(r"mail +\| ended with exit code -9; starting it again")
    send_mail(running)
    assert len(list(mailbox.glob("*.eml"))) == 2

    second = run(machine, PORT=str(busy_port))
    second.wait_for("already runs")
    assert second.process.wait(PATIENCE) != 0

    running.children()["worker"].kill()
    running.wait_for(r"worker +\| ended with exit code -9; starting it again")

    assert running.end(signal.SIGINT) == 0
    assert machine.processes() == []
    assert "Traceback" not in running.said
    assert "\x1b" not in running.said, "colours belong on a terminal only"


def test_a_killed_run_does_not_hinder_the_next(machine, run, busy_port):
    killed = run(machine, PORT=str(busy_port))
    killed.address()
    orphans = killed.children()
    killed.end(signal.SIGKILL)
    assert all(orphan.is_running() for orphan in orphans.values())

    # Where mails have a server of their own, none is started.
    following = run(machine, PORT=str(busy_port), EMAIL_HOST="127.0.0.1", EMAIL_PORT="1")
    with urllib.request.urlopen(following.address()) as page:
        assert page.status == 200
    for orphan in orphans.values():
        assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE
    assert sorted(following.children()) == ALWAYS
    assert following.end(signal.SIGTERM) == 0
    assert machine.processes() == []
