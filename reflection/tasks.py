from celery import shared_task
from django.utils import timezone

from notifications import delivery
from reflection.calendars.mails import Kind, write
from reflection.meetings.planning import plan_all_ahead
from reflection.meetings.told import tell_all


@shared_task
def plan_meetings():
    """The meetings of the next 90 days, and who is told of those that are soon."""
    plan_all_ahead(timezone.now())
    tell_all(timezone.now())


@shared_task
def sweep_meeting_mails():
    """Sends what was left: not rung for, or put off because the mail server did not take it."""
    delivery.deliver_waiting(Kind.values, write)
