"""Whose feed it is: a signed-in person's own, or that of whoever knows the secret."""

import time

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from caseload.models import CalendarFeed

FULL_ANSWERS_AN_HOUR = 60


def own_feed(membership):
    """Her feed or None; PermissionDenied for who follows nobody up."""
    if not membership.follows_up:
        raise PermissionDenied
    return CalendarFeed.objects.visible_to(membership).first()


def feed_of(secret):
    """Unknown, renewed, stopped, or of somebody who works there no more: None."""
    return CalendarFeed.objects.opened_by(secret, timezone.localdate()).first()


def comes_too_often(feed):
    """Whether this program asks for the whole calendar again and again, as if it kept nothing."""
    hour = int(time.time()) // 3600
    key = f"calendar-feed-{feed.pk}-{hour}"
    answers = cache.get(key, 0)
    cache.set(key, answers + 1, 3600)
    return answers >= FULL_ANSWERS_AN_HOUR
