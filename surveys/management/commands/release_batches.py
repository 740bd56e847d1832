import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, connection

from surveys.intake.models import Batch
from surveys.intake.release import work

SECONDS_BETWEEN = 2
SAID = {
    Batch.State.RELEASED: "opened, {number} answers, {wrong} left out as they were none",
    Batch.State.DESTROYED: "destroyed unread, too few answers",
    Batch.State.SEALED: "cannot be opened: its key is gone",
}


class Command(BaseCommand):
    help = (
        "Open the batches of answers that are due, destroy their keys, and make new ones ahead. "
        "Only one of these may run, and only it may read RELEASE_KEYS. With --watch it goes on "
        "until it is stopped, whatever becomes of the database."
    )
    # A watch that waits for its database must start without it.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--watch", action="store_true", help="go on until SIGTERM or Ctrl-C")

    def handle(self, *, watch, **options):
        self.told = set()
        if not watch:
            try:
                self.tell(work())
            except (DatabaseError, InterfaceError) as error:
                raise CommandError(f"The database does not let us: {kind(error)}") from None
            return
        stopping = threading.Event()
        for number in [signal.SIGINT, signal.SIGTERM]:
            signal.signal(number, lambda *_: stopping.set())
        while not stopping.is_set():
            self.work_on()
            stopping.wait(SECONDS_BETWEEN)

    def work_on(self):
        try:
            self.tell(work())
            self.told.discard("waits")
        except (DatabaseError, InterfaceError) as error:
            # The message could quote a row.
            self.tell_once("waits", f"Waiting for the database: {kind(error)}")
            connection.close()

    def tell(self, batches):
        for opened in batches:
            words = SAID[opened.state].format(number=opened.number, wrong=opened.wrong)
            self.tell_once(opened, f"Batch {opened.batch}: {words}")

    def tell_once(self, what, line):
        if what not in self.told:
            self.told.add(what)
            self.stdout.write(line)
            self.stdout.flush()


def kind(error):
    return type(error.__cause__ or error).__name__
