"""Apart from surveys/tasks.py: actions ring for this one, and tasks by the clock call actions."""

from celery import shared_task

from notifications import delivery
from surveys.by_mail.mails import write


@shared_task
def deliver_survey_mail(mail_id):
    delivery.deliver(mail_id, write)
