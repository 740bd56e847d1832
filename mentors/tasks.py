from celery import shared_task

from mentors.calls import waiting
from mentors.imports import jobs
from mentors.imports.models import CaseloadImport


@shared_task
def check_import(import_id):
    jobs.check(import_id)


@shared_task
def write_import(import_id):
    jobs.write(import_id)


STEPS = {
    CaseloadImport.State.CHECKING: check_import,
    CaseloadImport.State.WRITING: write_import,
}


@shared_task
def sweep_imports():
    """Takes up what was asked for while the queue was down, or what a killed worker left."""
    for import_id, state in jobs.waiting():
        STEPS[state](str(import_id))


@shared_task
def forget_old_imports():
    jobs.forget_old_files()


@shared_task
def ask_about_open_calls():
    waiting.ask_about_open_calls()


@shared_task
def end_what_is_over():
    waiting.end_what_is_over()
