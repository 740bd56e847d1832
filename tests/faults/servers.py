"""The two servers of the data folder, stopped and started under everybody's feet."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress

import psutil

from hybridnav import embedded
from hybridnav.celery import app


class Server:
    """Started by hybridnav/embedded.py, as `make run` does."""

    def __init__(self, name, starts):
        self.name, self.starts = name, starts

    @property
    def folder(self):
        return embedded.data_dir() / self.name

    def start(self):
        env = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "REDIS_URL")
        }
        code = f"from hybridnav import embedded; print(embedded.{self.starts}())"
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command, cwd=embedded.BASE_DIR, env=env, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout.strip()

    def process(self):
        """The one that was started; those it started itself end with it."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.name().startswith(embedded.SERVER_NAMES) and (
                    process.cwd() == str(self.folder)
                ):
                    found.append(process)
        pids = {process.pid for process in found}
        return next(process for process in found if process.ppid() not in pids)

    def stop(self, how=signal.SIGTERM):
        process = self.process()
        process.send_signal(how)
        embedded.wait_or_kill([process], 30)

    @contextmanager
    def hanging(self):
        """Takes connections and says nothing."""
        process = self.process()
        process.suspend()
        try:
            yield
        finally:
            process.resume()


POSTGRES = Server("postgres", "database_url")
REDIS = Server("redis", "redis_url")
# What pg_ctl calls these ways to stop.
FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT


def forget_what_redis_knows():
    with app.connection_for_write() as connection:
        connection.default_channel.client.flushall()
