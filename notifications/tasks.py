from celery import shared_task
from celery.signals import task_success
from django.utils import timezone

from accounts.forgetting import forget
from notifications import delivery, digests, links, staff_mail
from notifications.models import Heartbeat
from notifications.operations.clock import is_on_the_clock


@shared_task
def deliver_staff_mail(mail_id):
    delivery.deliver(mail_id, staff_mail.write)


@shared_task
def sweep_staff_mails():
    """Sends what was left: not rung for, or put off because the mail server did not take it."""
    delivery.deliver_waiting(staff_mail.Kind.values, staff_mail.write)


@shared_task
def post_digests():
    digests.post_digests(timezone.localtime())


@shared_task
def forget_old_digests():
    digests.forget_old_digests(timezone.now())


@shared_task
def forget_old_links():
    forget(links.OLD_LINKS, timezone.now())


@task_success.connect
def note_heartbeat(sender, **_signal):
    """Here for every task of the clock, so that none of them has to remember."""
    if is_on_the_clock(sender.name):
        Heartbeat.objects.note(sender.name)
