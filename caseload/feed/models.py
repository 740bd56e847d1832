"""The secret address under which a calendar program fetches the agreed contacts."""

import hashlib
import secrets
import uuid

from django.db import models
from django.utils import timezone

from accounts.models import Membership


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Her own, in the role she is in now."""
        return self.filter(membership=membership) if membership.follows_up else self.none()

    def opened_by(self, secret, today):
        """The one with this secret, while its owner works there: it says who may see what."""
        still_there = Membership.objects.active(today).filter(user__is_active=True)
        found = self.filter(secret_hash=CalendarFeed.hash_of(secret), membership__in=still_there)
        return found.select_related("membership__user")


class CalendarFeed(models.Model):
    """One for each membership. The secret is shown when it is made and lies nowhere: only its hash.

    Purpose: to know whose contacts a calendar program may fetch. Goes when it is stopped, or with
    the membership.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.OneToOneField(Membership, models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    # The last day a calendar program came, so that she sees whether it works.
    read_on = models.DateField(null=True)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self):
        return str(self.pk)

    @staticmethod
    def new_secret():
        """43 letters, 256 bits."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def hash_of(secret):
        return hashlib.sha256(secret.encode()).hexdigest()
