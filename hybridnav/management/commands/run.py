"""Everything in one terminal: servers, migrations, demo data, mail, web, worker and beat."""

import fcntl
import http.client
import os
import signal
import socket
import subprocess  # nosec B404 # starts our own programs, with lists of words and no shell
import sys
import threading
import time
from contextlib import closing, nullcontext, suppress

import psutil
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from tqdm import tqdm

from hybridnav import embedded

COLOURS = {"mail": 33, "web": 36, "worker": 32, "beat": 35, "release": 34}
# As whom each logs in to the database, see hybridnav/roles.py. Preparing is the owner's.
DATABASE_ROLES = {"web": "web", "worker": "worker", "beat": "worker", "release": "release"}
# Children carry the data folder in their environment: that is how the next run finds them when
# this one was killed and could not stop them.
MARK = "HYBRIDNAV_RUN"
SECONDS_TO_STOP = 10
STARTS_PER_MINUTE = 4


class Command(BaseCommand):
    help = "Start hybridnav on this machine. Ctrl-C stops it; the data stays."
    requires_system_checks = []

    def handle(self, **options):
        stopping = threading.Event()
        for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
            signal.signal(number, lambda *_: stopping.set())
        with open(embedded.data_dir() / "run.lock", "a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CommandError("hybridnav already runs on this data folder.") from None
            end(left_over())
            children = {}
            try:
                prepare(stopping)
                with free_port() as web, mail_port() as mail:
                    tell_children(web, mail)
                    commands = the_commands(web, mail)
                    if not stopping.is_set():
                        children = {name: Child(name, *how) for name, how in commands.items()}
                        if wait_until_it_answers(web.getsockname()[1], stopping):
                            say(welcome(web.getsockname()[1]))
                    watch(children, stopping)
            finally:
                say("Stopping. The data stays.")
                end(left_over())
                connections.close_all()
                embedded.stop()


def prepare(stopping):
    steps = {
        "migrations": lambda: call_command("migrate", verbosity=0),
        "cache table": lambda: call_command("createcachetable", verbosity=0),
        "static files": lambda: call_command("collect_if_changed"),
        "demo data": demo_once,
        # Last: the demo's batches have tables of their own, for the release process.
        "database roles": lambda: call_command("grant_roles", verbosity=0),
    }
    # Each step may draw a bar of its own; this one says which step it is that takes so long.
    with tqdm(steps.items(), delay=2, disable=None, bar_format="{desc}: {n}/{total}") as bar:
        for name, step in bar:
            if stopping.is_set():
                return
            bar.set_description(f"Preparing {name}")
            step()
    # Prepared as the owner of the database; nobody goes on as that.
    connections.close_all()


def demo_once():
    if settings.DEMO and "demo" in get_commands() and not get_user_model().objects.exists():
        call_command("demo")


def free_port():
    """A listening socket on the wanted port, or on the next that is free. gunicorn inherits it."""
    wanted = int(os.environ.get("PORT") or 8000)
    for port in range(wanted, wanted + 50):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        if port != wanted:
            say(f"Port {wanted} is busy, taking {port}.")
        return listener
    raise CommandError(f"No free port from {wanted} to {wanted + 49}. PORT=… chooses another.")


def mail_port():
    """A listening socket for the demo's mail server; None where mails go to a server of theirs."""
    if os.environ.get("EMAIL_HOST"):
        return nullcontext()
    return socket.create_server(("127.0.0.1", 0))


def tell_children(web, mail):
    """Which address links in mails begin with, and where mails go."""
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{web.getsockname()[1]}")
    if mail:
        os.environ["EMAIL_HOST"], port = mail.getsockname()
        os.environ["EMAIL_PORT"] = str(port)
        os.environ["DEMO_MAILBOX"] = "1"


def the_commands(web, mail):
    python = [sys.executable, "-m"]
    # Root on a machine of one's own has heard it before.
    quiet = ["-W", "ignore:You're running the worker with superuser privileges"]
    celery = [sys.executable, *quiet, "-m", "celery", "--app", "hybridnav", "--no-color", "--quiet"]
    # The path only: what a person searched for has no place in a log.
    access = ["--access-logfile", "-", "--access-logformat", "%(m)s %(U)s %(s)s %(M)s ms"]
    commands = {
        "web": (
            [*python, "gunicorn", "hybridnav.wsgi", "--config", "python:hybridnav.gunicorn"]
            + ["--bind", f"fd://{web.fileno()}", "--log-level", "warning", *access],
            [web.fileno()],
        ),
        "worker": (
            [*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"],
        ),
        "beat": ([*celery, "beat"],),
        "release": ([sys.executable, "manage.py", "release_batches", "--watch"],),
    }
    if mail:
        mailbox = [sys.executable, "manage.py", "mailbox", "--fd", str(mail.fileno())]
        commands["mail"] = (mailbox, [mail.fileno()])
    return commands


class Child:
    """A process whose lines come out with its name in front."""

    def __init__(self, name, command, pass_fds=()):
        self.name, self.command, self.pass_fds = name, command, pass_fds
        self.starts = []
        self.start()

    def start(self):
        self.starts = [at for at in self.starts if at > time.monotonic() - 60] + [time.monotonic()]
        self.process = subprocess.Popen(  # nosec B603
            self.command,
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                MARK: str(embedded.data_dir()),
                "DATABASE_ROLE": DATABASE_ROLES.get(self.name, ""),
                "PYTHONUNBUFFERED": "1",
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=self.pass_fds,
            # Ctrl-C is for us: we stop the children in our own order.
            start_new_session=True,
        )
        threading.Thread(target=self.repeat, args=[self.process.stdout], daemon=True).start()

    def repeat(self, stdout):
        with stdout:
            for line in stdout:
                if text := line.decode(errors="replace").rstrip():
                    say(text, self.name)


def wait_until_it_answers(port, stopping):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not stopping.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        with suppress(OSError, http.client.HTTPException), closing(connection):
            connection.request("HEAD", "/")
            connection.getresponse()
            return True
        time.sleep(0.1)
    return False


def watch(children, stopping):
    while children and not stopping.wait(0.2):
        for child in children.values():
            code = child.process.poll()
            if code is None:
                continue
            if len(child.starts) == STARTS_PER_MINUTE:
                raise CommandError(f"{child.name} keeps ending (exit code {code}); giving up.")
            say(f"ended with exit code {code}; starting it again.", child.name)
            child.start()


def left_over():
    """Every process that a run on this data folder started, except the embedded servers."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == str(embedded.data_dir()) and not (
                process.pid == os.getpid() or process.name().startswith(embedded.SERVER_NAMES)
            ):
                found.append(process)
    return found


def end(processes):
    """Ask the parents to stop, which stop their own children, and wait."""
    pids = {process.pid for process in processes}
    for process in processes:
        with suppress(psutil.Error):
            if process.ppid() not in pids:
                process.terminate()
    embedded.wait_or_kill(processes, SECONDS_TO_STOP)


def welcome(port):
    lines = ["", f"hybridnav is ready: http://127.0.0.1:{port}/", ""]
    if settings.DEMO:
        lines += [
            "One click on the sign-in page is enough:",
            "  ada@demo.example   advisor            lars@demo.example  leader",
            "  bo@demo.example    her colleague      mia@demo.example   employer liaison",
            "  kari@demo.example  county contact     fia@demo.example   researcher",
            "  pia@demo.example   privacy            olav@demo.example  operator",
            "  nina@demo.example  local contact",
            "  tor@demo.example and liv@demo.example: advisor and leader at another office",
            "",
            *mail_lines(port),
        ]
    return "\n".join([*lines, "Ctrl-C stops everything and keeps the data.", ""])


def mail_lines(port):
    if os.environ.get("DEMO_MAILBOX") != "1":
        return []
    return [f"What is mailed: http://127.0.0.1:{port}/notifications/mailbox/", ""]


def say(text, name=None):
    """Whole lines, whoever speaks; a terminal that has gone must not keep us from stopping."""
    if name:
        prefix = f"{name:<7} | "
        if sys.stdout.isatty():
            prefix = f"\x1b[{COLOURS[name]}m{prefix}\x1b[0m"
        text = prefix + text
    with suppress(OSError):
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
