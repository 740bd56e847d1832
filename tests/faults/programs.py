"""Programs that are started, killed and stopped, each with a log of its own."""

import os
import subprocess
import time
from contextlib import suppress

import psutil

from hybridnav import embedded

# Whatever this run starts carries the data folder in its environment: so it is found and ended
# however the run ends.
MARK = "HYBRIDNAV_FAULTS"


class Program:
    def __init__(self, name, command, logs, pass_fds=(), env=None):
        self.name, self.command, self.pass_fds = name, command, pass_fds
        self.log, self.env = logs / f"{name}.log", os.environ | (env or {})
        self.process = None

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=embedded.BASE_DIR,
                env=self.env | {"PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=self.pass_fds,
                start_new_session=True,
            )
        return self

    def stop(self, seconds=60):
        """As an operator does: SIGTERM, and what is under way is finished."""
        self.process.terminate()
        self.process.wait(seconds)

    def kill(self):
        """As the kernel does when memory is short: kill -9."""
        self.process.kill()
        self.process.wait()

    def children(self):
        with suppress(psutil.NoSuchProcess):
            return psutil.Process(self.process.pid).children()
        return []


def end_all(folder):
    """Kill every program that a run on this data folder has started, but the two servers."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == str(folder) and not (
                process.pid == os.getpid() or process.name().startswith(embedded.SERVER_NAMES)
            ):
                process.kill()


def wait_until(holds, seconds, every=0.1):
    """How many seconds it took until `holds()`; None when it took longer than `seconds`."""
    begun = time.monotonic()
    while True:
        if holds():
            return time.monotonic() - begun
        if time.monotonic() - begun > seconds:
            return None
        time.sleep(every)
