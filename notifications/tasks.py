from celery import shared_task

from notifications import delivery, staff_mail


@shared_task
def deliver_staff_mail(mail_id):
    delivery.deliver(mail_id, staff_mail.write)


@shared_task
def sweep_staff_mails():
    """Sends what was left: not rung for, or put off because the mail server did not take it."""
    delivery.deliver_waiting(staff_mail.Kind.values, staff_mail.write)
