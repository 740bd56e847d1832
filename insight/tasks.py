from celery import shared_task
from django.utils import timezone

from insight.counts import refreshing
from insight.county.counting import count_what_is_over


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
