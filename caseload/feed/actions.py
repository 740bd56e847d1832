"""Making, renewing and stopping the secret address, and the one line a day that it was read."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from caseload.models import CalendarFeed


@transaction.atomic
def renew_feed(membership):
    """A new secret, to be shown now and never again. An earlier one stops working."""
    secret = CalendarFeed.new_secret()
    feed, _is_new = CalendarFeed.objects.update_or_create(
        membership=membership,
        defaults={
            "secret_hash": CalendarFeed.hash_of(secret),
            "made_at": timezone.now(),
            "read_on": None,
        },
    )
    audit.record(membership, "calendar_feed.renew", feed)
    return secret


@transaction.atomic
def stop_feed(membership):
    for feed in CalendarFeed.objects.filter(membership=membership):
        audit.record(membership, "calendar_feed.stop", feed)
        feed.delete()


def note_read(feed, today):
    """Calendar programs come all day long: what they read is one line a day."""
    if feed.read_on == today:
        return
    with transaction.atomic():
        not_yet = CalendarFeed.objects.filter(Q(read_on=None) | Q(read_on__lt=today), pk=feed.pk)
        if not_yet.update(read_on=today):
            audit.record(feed.membership, "calendar_feed.read", feed)
