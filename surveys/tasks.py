from celery import shared_task
from django.utils import timezone

from mentors.letters.kinds import SurveyKind
from notifications import delivery
from surveys.by_mail.actions import ask_by_mail, forget_whom_we_asked
from surveys.by_mail.due import is_time_to_write
from surveys.by_mail.mails import write
from surveys.ledger.telling import tell_of_a_broken_ledger
from surveys.releases import work
from surveys.waves import actions


@shared_task
def close_what_is_over():
    """Waves whose last day is over take no more answers, and what was answered is sealed."""
    actions.close_what_is_over(timezone.localdate())


@shared_task
def go_on_with_half_years():
    """Waves without a last day seal the answers of the half-year that is over."""
    actions.go_on_with_half_years(timezone.localdate())


@shared_task
def ask_employers_and_mentors():
    """Links to surveys a week after a placement has ended, and one reminder; on working days."""
    ask_by_mail(timezone.now())


@shared_task
def sweep_survey_mails():
    """Sends what was left, on working days: not rung for, or put off by the mail server."""
    if is_time_to_write(timezone.now()):
        delivery.deliver_waiting(SurveyKind.values, write)


@shared_task
def forget_who_was_asked():
    """What links invitations of closed waves to people."""
    forget_whom_we_asked(timezone.localdate())


@shared_task
def try_release(release_id):
    """What a request for a release costs. Rung for by name: see surveys/releases/actions.py."""
    work.try_out(release_id)


@shared_task
def build_release(release_id):
    """The files of what was approved, and its entry in the ledger."""
    work.build(release_id)


@shared_task
def sweep_releases():
    """Releases that wait for a worker and were not rung for."""
    work.sweep()


@shared_task
def forget_release_files():
    """Files of releases whose time is over."""
    work.forget_files(timezone.localdate())


@shared_task
def verify_ledger():
    """Privacy coordinators are told when an entry is not as it was written."""
    tell_of_a_broken_ledger()
