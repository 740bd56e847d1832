"""Everything that runs in production, here: what `make run` starts, and a mail server."""

import json
import os
import socket
import sys
from pathlib import Path

from django.conf import settings

from hybridnav.management.commands.run import the_commands
from tests.faults.programs import Program, wait_until
from tests.faults.web import ask


class Stage:
    def __init__(self, folder):
        self.logs = folder / "logs"
        self.logs.mkdir()
        # Kept open here, as systemd keeps it: a web server that is started anew finds it open.
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.listener.getsockname()[1]
        commands = the_commands(self.listener, mail=None)
        self.web, self.worker, self.beat = (
            Program(name, command, self.logs, *pass_fds)
            for name, (command, *pass_fds) in commands.items()
        )
        self.sink = Sink(folder, self.logs)

    def start(self):
        for program in [self.sink, self.web, self.worker, self.beat]:
            program.start()
        if wait_until(self.answers, 60) is None:
            raise SystemExit(f"The web server does not answer: see {self.web.log}")

    def answers(self):
        return ask(self.port, "GET", "/help/").status == 200

    def texts_of_all_logs(self):
        """{file name: its text} of every program and both servers."""
        own = settings.DATA_DIR
        logs = [*self.logs.glob("*.log"), own / "postgres" / "server.log"]
        logs.append(own / "redis" / "server.log")
        return {f"{log.parent.name}/{log.name}": log.read_text(errors="replace") for log in logs}


class Sink(Program):
    """The mail server, and what it wrote down."""

    def __init__(self, folder, logs):
        self.mode_file, self.record = folder / "sink-mode", folder / "sink-record"
        command = ["-m", "tests.faults.sink", os.environ["EMAIL_PORT"], self.mode_file, self.record]
        super().__init__("sink", [sys.executable, *map(str, command)], logs)
        self.does("ok")

    def start(self):
        super().start()
        if wait_until(self.listens, 30, every=0.05) is None:
            raise SystemExit(f"The mail server did not start: see {self.log}")
        return self

    def listens(self):
        with socket.socket() as connection:
            return connection.connect_ex(("127.0.0.1", int(os.environ["EMAIL_PORT"]))) == 0

    def does(self, mode):
        made = Path(f"{self.mode_file}.new")
        made.write_text(mode)
        made.rename(self.mode_file)

    def read(self):
        """[(monotonic ns, id of the Mail, whether it was taken)] as they came."""
        if not self.record.exists():
            return []
        lines = [json.loads(line) for line in self.record.read_text().splitlines()]
        return [
            (at, message_id.strip("<>").split("@")[0], taken) for at, message_id, taken in lines
        ]

    def times_taken(self):
        """{id of the Mail: how often}."""
        times = {}
        for _at, mail_id, is_taken in self.read():
            times[mail_id] = times.get(mail_id, 0) + is_taken
        return times
