from celery import shared_task
from django.utils import timezone

from insight.counts import refreshing
from insight.county.counting import count_what_is_over
from insight.oversight.finding import find
from insight.weekly.noting import note_week


@shared_task
def refresh_counts():
    """What is kept for the dashboards: offices not counted yet today, then what has changed."""
    today = timezone.localdate()
    refreshing.refresh_all(today)
    refreshing.refresh_stale(today)


@shared_task
def count_half_years():
    """What counties are told: half-years that are over and were not counted yet."""
    count_what_is_over(timezone.localdate())


@shared_task
def note_what_needs_a_decision():
    """To leaders, once a week; every hour it looks whether anything is left of it."""
    note_week(timezone.localdate())


@shared_task
def find_what_to_look_at():
    """In the audit log of the weeks that are over, for leaders and privacy coordinators."""
    find(timezone.localdate())
