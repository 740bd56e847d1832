"""Apart from reflection/tasks.py: actions ring for this one, and the tasks there call actions."""

from celery import shared_task

from notifications import delivery
from reflection.calendars.mails import write


@shared_task
def deliver_meeting_mail(mail_id):
    delivery.deliver(mail_id, write)
