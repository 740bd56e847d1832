"""Databases of the sizes that are compared, and web servers on them as in production."""

import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

import psutil

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".data"
# As large as Nav: see `manage.py seed --help`.
NATION = ["--participants=600000", "--offices=264", "--contacts=6000000", "--placements=100000"]


class Database:
    """A data folder with its own PostgreSQL. The demo's is made anew, the nation's is kept."""

    def __init__(self, name, size=()):
        self.folder, self.size = DATA / name, size
        self.environment = os.environ | {
            "HYBRIDNAV_DATA": str(self.folder),
            "HYBRIDNAV_THROWAWAY": "1",
            "DEMO": "1",
        }

    def prepare(self):
        ready = self.folder / "ready"
        if not (self.size and ready.exists()):
            self.stop()
            rmtree(self.folder, ignore_errors=True)
            self.manage("migrate", "--verbosity=0")
            self.manage("createcachetable", "--verbosity=0")
            self.manage("demo")
            if self.size:
                self.manage("seed", *self.size)
            ready.touch()
        self.prepare_servers()

    def prepare_servers(self):
        """Tables and files for the product and the floor, without anybody in them."""
        self.manage("migrate", "--verbosity=0")
        self.manage("createcachetable", "--verbosity=0")
        self.manage("collect_if_changed")
        floor = self.environment | {"DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings"}
        self.run("manage.py", "migrate", "--run-syncdb", "floor", "--verbosity=0", env=floor)

    def manage(self, *command):
        return self.run("manage.py", *command)

    def run(self, *command, env=None, **options):
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=env or self.environment, check=True, **options
        )

    def cases(self):
        """What to ask the product and the floor on this database: dicts of cases.Case."""
        return self.ask("benchmarks.cases")

    def ask(self, module, *arguments):
        """What main() of this module prints, run with the product's settings on this database."""
        code = f"import django; django.setup(); from {module} import main; main(*{arguments})"
        env = self.environment | {"DJANGO_SETTINGS_MODULE": "hybridnav.settings"}
        answer = self.run("-c", code, env=env, stdout=subprocess.PIPE, text=True)
        return json.loads(answer.stdout)

    @contextmanager
    def serving(self, application):
        """Two gunicorn workers of this WSGI application; yields the Server."""
        command = ["-m", "gunicorn", application, "--config", "python:hybridnav.gunicorn"]
        command += ["--bind", "127.0.0.1:0", "--log-level", "info"]
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield Server(process)
        finally:
            process.terminate()
            process.wait()
            process.stderr.close()

    def stop(self):
        if self.folder.exists():
            self.manage("stop_embedded")


class Server:
    def __init__(self, process):
        self.process = process
        for line in process.stderr:
            if listening := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", line):
                self.port = int(listening[1])
                return
        raise SystemExit("The web server did not start.")

    @property
    def memory(self):
        """Bytes that the workers hold for themselves."""
        workers = psutil.Process(self.process.pid).children()
        return [worker.memory_full_info().uss for worker in workers]


PRODUCT, FLOOR = "hybridnav.wsgi", "benchmarks.floor.wsgi"
