from celery import shared_task
from django.utils import timezone

from insight.counts import refreshing


@shared_task
def refresh_counts():
    """What is kept for the dashboards: offices not counted yet today, then what has changed."""
    today = timezone.localdate()
    refreshing.refresh_all(today)
    refreshing.refresh_stale(today)
