from celery import shared_task
from django.utils import timezone

from surveys.waves import actions


@shared_task
def close_what_is_over():
    """Waves whose last day is over take no more answers, and what was answered is sealed."""
    actions.close_what_is_over(timezone.localdate())


@shared_task
def go_on_with_half_years():
    """Waves without a last day seal the answers of the half-year that is over."""
    actions.go_on_with_half_years(timezone.localdate())
