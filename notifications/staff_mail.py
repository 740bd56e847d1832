"""Mails to those who log in. They say how much waits and where, never about whom."""

from django.db import models
from django.utils.translation import gettext as _

from notifications.letters import letter
from notifications.models import Notification


class Kind(models.TextChoices):
    AT_ONCE = "at_once"


def write(mail):
    """The Letter of a staff mail as things are now, or None when nothing waits any more."""
    return WRITERS[mail.kind](mail)


def _at_once(mail):
    told = Notification.objects.filter(pk=mail.about).first()
    if told is None or told.settled_at or not mail.user.is_active:
        return None
    return letter(mail.user.email, _("New task in hybridnav"), "at_once", {"path": told.url})


WRITERS = {Kind.AT_ONCE: _at_once}
