import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

PROJECT = Path(__file__).resolve().parents[2]


class Machine:
    """A data folder of its own, and commands run on it as a person would in a terminal."""

    def __init__(self, data):
        self.data = data

    def environment(self, **more):
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HYBRIDNAV_", "DJANGO_", "PYTEST_"))
            and name
            not in {
                *("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "DEMO", "PORT"),
                "DATABASE_ROLE",
                *("EMAIL_HOST", "EMAIL_PORT", "SITE_URL"),
            }
        }
        return kept | {"HYBRIDNAV_DATA": str(self.data), "HYBRIDNAV_THROWAWAY": "1"} | more

    def start(self, *arguments, **environment):
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments, fails=False, **environment):
        with self.start(*arguments, **environment) as process:
            output, _ = process.communicate(timeout=90)
        assert bool(process.returncode) == fails, output
        return output

    def attach(self, **environment):
        """What every command does first, without the rest of Django."""
        return self.run("-c", ATTACH, **environment).splitlines()[-1]

    def sql(self, statement, **environment):
        return self.run("-c", ASK, statement, **environment).splitlines()[-1]

    def stop(self):
        self.run("manage.py", "stop_embedded")

    def processes(self):
        """Whatever works in this data folder or was started for it."""
        found = []
        for process in psutil.process_iter():
            try:
                if Path(process.cwd()).is_relative_to(self.data) or process.environ().get(
                    "HYBRIDNAV_RUN"
                ) == str(self.data):
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def servers(self):
        """The two servers themselves, by name, without PostgreSQL's own children."""
        found = self.processes()
        pids = {process.pid for process in found}
        return {process.name()[:6]: process.pid for process in found if process.ppid() not in pids}


# Straight from its folder: the package would import Celery first, half a second each time.
ALONE = "import sys; sys.path.insert(0, 'hybridnav'); import embedded; "
ATTACH = ALONE + "print(embedded.database_url(), embedded.redis_url())"
SECRETS = ALONE + "print(embedded.secret('SECRET_KEY'), embedded.secret('FIELD_KEYS'))"
ASK = f"""
{ALONE}
import psycopg, dj_database_url
at = dj_database_url.parse(embedded.database_url())
login = {{"host": at["HOST"], "user": at["USER"], "dbname": at["NAME"]}}
with psycopg.connect(**login, autocommit=True) as connection:
    done = connection.execute(sys.argv[1])
    print(done.fetchone()[0] if done.description else "done")
"""


@pytest.fixture(scope="module")
def make_machine():
    folders = []

    def make_machine():
        # Not tmp_path: as root the servers' user must pass, and pytest keeps closing its folder.
        folders.append(Path(tempfile.mkdtemp(prefix="hybridnav-test-")))
        return Machine(folders[-1] / "data")

    yield make_machine
    for folder in folders:
        for process in Machine(folder).processes():
            process.kill()
        shutil.rmtree(folder)


@pytest.fixture
def machine(make_machine):
    machine = make_machine()
    yield machine
    for process in machine.processes():
        process.kill()
