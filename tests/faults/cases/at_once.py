"""Each task three times at the same moment: its effects are there once."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

from django.apps import apps
from django.db import connection
from django.utils import timezone

from caseload.models import Participant
from mentors import tasks as mentor_tasks
from mentors.imports.actions import bring
from mentors.imports.models import CaseloadImport
from mentors.imports.reading import read
from notifications.models import Mail
from notifications.tasks import deliver_staff_mail
from tests.faults import size
from tests.faults.findings import Finding
from tests.faults.people import every_task_of_the_clock, mails_at_once

AT_ONCE = 3
State = CaseloadImport.State


def measure(stage):
    # Here the tasks are called by the case itself, all at the same moment.
    for program in [stage.beat, stage.worker]:
        program.stop()
    mails = mails_at_once(stage.cast.ada, size.ROUNDS)
    for mail in mails:
        three_times_at_once(lambda mail=mail: deliver_staff_mail(mail))
    yield _each_once(stage, mails, "deliver_staff_mail")
    yield _imported_once(stage)
    for name, task in every_task_of_the_clock().items():
        yield _swept_once(stage, name, task)
    for program in [stage.worker, stage.beat]:
        program.start()


def three_times_at_once(work):
    start = threading.Barrier(AT_ONCE)

    def run():
        try:
            start.wait(30)
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for future in [pool.submit(run) for _each in range(AT_ONCE)]:
            future.result()


def _each_once(stage, mails, name):
    taken = stage.sink.times_taken()
    times = [taken.get(mail, 0) for mail in mails]
    return Finding(
        f"{name} three times at once",
        "each mail once",
        f"{times.count(1)} of {len(mails)} once, {sum(n > 1 for n in times)} more often",
        ok=times.count(1) == len(mails),
    )


def _imported_once(stage):
    """A file given to the worker, checked and written by three at the same time."""
    content = b"Navn\nTidlig Trikk\n"
    brought = bring(stage.cast.ada, content=content, sheet=read(content), file_name="a.csv")
    brought.ask_for(State.CHECKING)
    three_times_at_once(lambda: mentor_tasks.check_import(str(brought.pk)))
    brought.refresh_from_db()
    brought.ask_for(State.WRITING, mode=CaseloadImport.Mode.ALL)
    three_times_at_once(lambda: mentor_tasks.write_import(str(brought.pk)))
    people = Participant.objects.filter(name="Tidlig Trikk").count()
    return Finding(
        "check_import and write_import three times at once",
        "the person is there once",
        f"{people} time",
        ok=people == 1,
    )


def _swept_once(stage, name, task):
    """Work is left for it, three do it at once; then once more, which must change nothing."""
    mails = mails_at_once(stage.cast.ada, size.ROUNDS)
    _leave_an_import(stage)
    three_times_at_once(task)
    after_three = _rows()
    task()
    after_four = _rows()
    changed = {table for table, rows in after_four.items() if rows != after_three[table]}
    taken = stage.sink.times_taken()
    twice = [mail for mail in mails if taken.get(mail, 0) > 1]
    waits = Mail.objects.filter(pk__in=mails, state=Mail.State.WAITING).count()
    # A mail that waits when the sweep is through was skipped for good only if nobody sends it.
    left = waits if name.endswith("sweep_staff_mails") else 0
    return Finding(
        f"{name.rpartition('.')[2]} three times at once",
        "its effects once: no mail twice, no row more when it runs again",
        f"{len(twice)} twice, {left} left, rows changed in {sorted(changed) or 'no table'}",
        ok=not twice and not left and not changed,
    )


def _leave_an_import(stage):
    content = b"Navn\nSein Buss\n"
    brought = bring(stage.cast.ada, content=content, sheet=read(content), file_name="a.csv")
    a_while_ago = timezone.now() - datetime.timedelta(minutes=5)
    brought.ask_for(State.CHECKING)
    CaseloadImport.objects.filter(pk=brought.pk).update(asked_at=a_while_ago)


def _rows():
    """{table: rows}, and the mails of each state."""
    rows = {model._meta.db_table: model.objects.count() for model in apps.get_models()}
    for state in Mail.State.values:
        rows[f"mails {state}"] = Mail.objects.filter(state=state).count()
    return rows
