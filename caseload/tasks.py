from celery import shared_task
from django.utils import timezone

from caseload.reminders.sweep import sweep_if_time


@shared_task
def remind():
    """Tells what is due. Every few minutes it looks whether it is time, also after a rest."""
    sweep_if_time(timezone.localtime())
