"""2,000 mails through the product, beside a bare loop with a connection for each message."""

import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from benchmarks.compare import Result
from benchmarks.servers import ROOT

TARGET = 1.5


def measure(database):
    """The Result of sending, on a database with the demo in it."""
    with mail_server() as port:
        database.environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
        return Result("send 2,000 mails", TARGET, **database.ask("benchmarks.mails"))


@contextmanager
def mail_server():
    """The one of `make test-faults`, in a process of its own; yields its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        mode, record = Path(folder) / "mode", Path(folder) / "record"
        mode.write_text("ok")
        command = [sys.executable, "-m", "tests.faults.sink", str(port), mode, record]
        process = subprocess.Popen(command, cwd=ROOT)
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait()


def wait_for(port):
    for _each in range(600):
        with socket.socket() as connection:
            if connection.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("The mail server did not start.")
