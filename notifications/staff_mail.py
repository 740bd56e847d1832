"""Mails to those who log in. They say how much waits and where, never about whom."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.kinds import in_words
from notifications.letters import letter
from notifications.models import Notification


class Kind(models.TextChoices):
    AT_ONCE = "at_once"
    DIGEST = "digest"


def write(mail):
    """The Letter of a staff mail as things are now, or None when nothing waits any more."""
    return WRITERS[mail.kind](mail)


def _at_once(mail):
    told = Notification.objects.open().filter(pk=mail.about).first()
    if told is None or not mail.user.is_active:
        return None
    return letter(mail.user.email, _("New task in hybridnav"), "at_once", {"path": told.url})


def _digest(mail):
    """How much of each kind waits, as on the page it leads to; a part for each office of hers."""
    if not mail.user.is_active or mail.user.digest == mail.user.Digest.NEVER:
        return None
    told = Notification.objects.told_to(mail.user_id, timezone.localdate()).open().counted()
    offices = {}
    for group in told:
        office = offices.setdefault(group["office__name"], {})
        office[group["kind"]] = group["n"]
    if not offices:
        return None
    parts = [(name, in_words(kinds)) for name, kinds in offices.items()]
    context = {"parts": parts, "path": reverse("notifications:notification_list")}
    return letter(mail.user.email, _("What waits for you in hybridnav"), "digest", context)


WRITERS = {Kind.AT_ONCE: _at_once, Kind.DIGEST: _digest}
