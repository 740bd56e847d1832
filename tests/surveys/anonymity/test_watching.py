"""The process that opens batches, as it runs day and night."""

import os
import signal
import subprocess
import sys
import threading
import time
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from surveys.intake.actions import answer
from surveys.models import Batch, Response
from tests.surveys.anonymity.waves import K, answers_of, close, invite_from_two_offices, make_wave

PATIENCE = 60


class Watch:
    """A running `manage.py release_batches --watch` on the database of the tests."""

    def __init__(self, keys):
        how = connection.settings_dict
        address = f"postgresql://{how['USER']}@{quote(how['HOST'], safe='')}/{how['NAME']}"
        self.said = ""
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "release_batches", "--watch"],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DATABASE_URL": address, "RELEASE_KEYS": str(keys)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.said += line

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        self.reader.join()
        self.process.stdout.close()
        return code


@pytest.fixture
def watch(no_partition_stays, release_keys):
    if connection.settings_dict["PASSWORD"] or connection.settings_dict["PORT"]:
        pytest.skip("only on a server of our own")
    watch = Watch(release_keys)
    yield watch
    if watch.process.poll() is None:
        watch.end()


@pytest.fixture
def server():
    """A session beside the database of the tests, which may shut that for a while."""
    how = connection.settings_dict
    with psycopg.connect(
        host=how["HOST"], user=how["USER"], dbname="postgres", autocommit=True
    ) as session:
        yield session
        session.execute(f'ALTER DATABASE "{how["NAME"]}" ALLOW_CONNECTIONS true')


def wait_for(holds, watch):
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert watch.process.poll() is None and time.monotonic() < deadline, watch.said
        time.sleep(0.1)


def shut(server):
    name = connection.settings_dict["NAME"]
    connection.close()
    server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    server.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name]
    )


def test_it_goes_on_when_the_database_was_gone_and_stops_when_told(watch, server):
    wait_for(Batch.objects.exists, watch)
    wave = make_wave()
    for number, token in enumerate(invite_from_two_offices(wave)):
        answer(wave, token, answers_of(number))
    shut(server)
    wait_for(lambda: "Waiting for the database" in watch.said, watch)
    server.execute(f'ALTER DATABASE "{connection.settings_dict["NAME"]}" ALLOW_CONNECTIONS true')

    close(wave)
    wait_for(lambda: Response.objects.count() == K, watch)
    assert watch.end() == 0
    assert "opened, 6 answers" in watch.said
    # It says so once, and nothing of what was answered.
    assert watch.said.count("Waiting") == 1 and "way-" not in watch.said
