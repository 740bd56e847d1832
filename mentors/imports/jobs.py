"""What a worker does with an import: check it, write it, ring again, forget its file.

The row says what was asked for and who is at it; the queue only hurries. So each function here may
be called several times, at once or too late, and does its work once.
"""

import logging
import time
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone

from mentors.imports.models import CaseloadImport
from mentors.imports.plan import make_plan
from mentors.imports.problems import FileProblem
from mentors.imports.reading import read
from mentors.imports.write import import_caseload

logger = logging.getLogger("hybridnav")
State = CaseloadImport.State


class TakenOver(Exception):
    """Another worker has the step, because this one was silent too long. Nothing was written."""


def check(import_id):
    """Read the file and say what an import of it would do. Nothing is written."""
    with _taken(import_id, State.CHECKING) as job:
        if job is None:
            return
        membership, sheet = _opened(job)
        plan = make_plan(
            membership, sheet, job.mapping, today=timezone.localdate(), told=_Told(job)
        )
        job.finish(State.CHECKED, result=plan.as_json())


def write(import_id):
    """Import the file as the person chose: all of it, or the valid rows."""
    with _taken(import_id, State.WRITING) as job:
        if job is None:
            return
        membership, sheet = _opened(job)
        valid_rows = job.mode == CaseloadImport.Mode.VALID
        with transaction.atomic():
            plan, written = import_caseload(
                membership, sheet, job.mapping, valid_rows=valid_rows, told=_Told(job)
            )
            result = {"result": plan.as_json()}
            if written:
                result |= {"content": "", "has_file": False}
            # Between check and import somebody may have changed what the rows meet.
            if not job.finish(State.DONE if written else State.CHECKED, **result):
                raise TakenOver


def waiting():
    """[(id, state)] of what was asked for and nobody is doing."""
    return list(CaseloadImport.objects.waiting(timezone.now()).values_list("pk", "state"))


def forget_old_files():
    """After a day a file of people's data is deleted here, imported or not. Returns how many."""
    old = CaseloadImport.objects.with_old_files(timezone.now())
    return old.update(content="", has_file=False)


@contextmanager
def _taken(import_id, state):
    """The import if this worker may do its step, else None. Failures end up on her page."""
    job = CaseloadImport.objects.filter(pk=import_id).first()
    if job is None or not job.take(state):
        yield None
        return
    try:
        yield job
    except TakenOver:
        pass
    except FileProblem as problem:
        _fail(job, problem)
    except Exception as error:
        # The text of a database error may quote a row: only its kind goes to the log.
        logger.error("Import %s stopped: %s", job.pk, type(error).__name__)
        _fail(job, FileProblem("unexpected"))


def _fail(job, problem):
    job.finish(State.FAILED, result={"problems": [problem.problem.as_list()], "notices": []})


def _opened(job):
    membership = job.membership
    if membership is None:
        raise FileProblem("no_longer_here")
    if not job.has_file:
        raise FileProblem("file_forgotten")
    return membership, read(job.file)


class _Told:
    """Writes how far it has come, twice a second, past the transaction of the import itself."""

    def __init__(self, job):
        self.job, self.at = job, 0

    def __call__(self, done, of):
        if time.monotonic() - self.at < 0.5:
            return
        self.at = time.monotonic()
        beside = connection.copy()
        try:
            with beside.cursor() as cursor:
                cursor.execute(
                    "UPDATE mentors_caseloadimport"
                    " SET progress = %s, progress_of = %s, alive_at = now()"
                    " WHERE id = %s AND claim = %s",
                    [done, of, self.job.pk, self.job.claim],
                )
        finally:
            beside.close()
