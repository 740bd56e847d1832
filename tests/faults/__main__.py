"""Makes a data folder of its own, runs the cases on it, and ends whatever they have started."""

import os
import shutil
import signal
import socket
import subprocess
import sys

from hybridnav import embedded
from tests.faults.programs import MARK, end_all
from tests.faults.servers import POSTGRES, REDIS

# Beside the data of `make run`, which may go on meanwhile.
FOLDER = embedded.BASE_DIR / ".data" / "faults"


def main():
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)
    # As in production and not as in other tests: what was acknowledged must be on the disk.
    os.environ.pop("HYBRIDNAV_THROWAWAY", None)
    os.environ["HYBRIDNAV_DATA"] = str(FOLDER)
    for number in [signal.SIGINT, signal.SIGTERM]:
        signal.signal(number, lambda *_: sys.exit(130))
    clear()
    try:
        prepare()
        code = "import django; django.setup(); from tests.faults.run import main; main()"
        sys.exit(subprocess.run([sys.executable, "-c", code], cwd=embedded.BASE_DIR).returncode)
    finally:
        end_all(FOLDER)
        embedded.stop()


def clear():
    end_all(FOLDER)
    embedded.stop()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, mode=0o700)


def prepare():
    # With addresses given, no program that is started again starts a server that was stopped.
    os.environ |= {
        "DATABASE_URL": POSTGRES.start(),
        "REDIS_URL": REDIS.start(),
        "EMAIL_PORT": str(free_port()),
        "DJANGO_SETTINGS_MODULE": "hybridnav.settings",
        MARK: str(FOLDER),
    }
    for command in [["migrate", "--verbosity=0"], ["createcachetable"], ["collect_if_changed"]]:
        subprocess.run([sys.executable, "manage.py", *command], cwd=embedded.BASE_DIR, check=True)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


if __name__ == "__main__":
    main()
