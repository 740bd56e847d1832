"""Apart from mentors/tasks.py: actions ring for this one, and tasks by the clock call actions."""

from celery import shared_task

from mentors.mails import write
from notifications import delivery


@shared_task
def deliver_mentor_mail(mail_id):
    delivery.deliver(mail_id, write)
