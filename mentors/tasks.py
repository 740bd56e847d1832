from celery import shared_task
from django.utils import timezone

from mentors.calls import waiting
from mentors.checkins.actions import post_check_ins
from mentors.closing.actions import post_closing_forms
from mentors.imports import jobs
from mentors.imports.models import CaseloadImport
from mentors.letters.actions import follow_moved_contacts, tell_who_is_new
from mentors.letters.kinds import Kind
from mentors.mails import write
from notifications import delivery


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
def sweep_mentor_mails():
    """Sends what was left: not rung for, or put off because the mail server did not take it."""
    delivery.deliver_waiting(Kind.values, write)


@shared_task
def tell_mentors_who_is_new():
    tell_who_is_new(timezone.now())


@shared_task
def move_invitations():
    follow_moved_contacts(timezone.localdate())


@shared_task
def ask_mentors():
    """Check-ins and closing forms, on working days."""
    post_check_ins(timezone.now())
    post_closing_forms(timezone.now())


@shared_task
def ask_about_open_calls():
    waiting.ask_about_open_calls()


@shared_task
def end_what_is_over():
    waiting.end_what_is_over()
