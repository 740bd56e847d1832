"""Mails to those who log in. They say how much waits and where, never about whom."""

from functools import lru_cache

from django.db import connection, models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.kinds import in_words
from notifications.letters import letter
from notifications.models import Notification

ANYBODY = -1  # stands for the user in the SQL


class Kind(models.TextChoices):
    AT_ONCE = "at_once"
    DIGEST = "digest"


def write(mail):
    """The Letter of a staff mail as things are now, or None when nothing waits any more."""
    return WRITERS[mail.kind](mail)


def _at_once(mail):
    told = Notification.objects.filter(pk=mail.about).first()
    if told is None or told.settled_at or not mail.user.is_active:
        return None
    return letter(mail.user.email, _("New task in hybridnav"), "at_once", {"path": told.url})


def waiting_for(user_id, today):
    """(office, its name, kind, how many) of what waits for her."""
    sql, params = _counting(today)
    with connection.cursor() as cursor:
        cursor.execute(sql, [user_id if each == ANYBODY else each for each in params])
        return cursor.fetchall()


@lru_cache(maxsize=1)
def _counting(today):
    """What the page counts, put into SQL once a day.

    For thousands of digests the ORM needs longer to write it anew than PostgreSQL to answer.
    """
    told = Notification.objects.told_to(ANYBODY, today).open().counted()
    return told.query.sql_with_params()


def _digest(mail):
    """How much of each kind waits, as on the page it leads to; a part for each office of hers."""
    if not mail.user.is_active or mail.user.digest == mail.user.Digest.NEVER:
        return None
    offices = {}
    for _office, name, kind, number in waiting_for(mail.user_id, timezone.localdate()):
        offices.setdefault(name, {})[kind] = number
    if not offices:
        return None
    parts = [(name, in_words(kinds)) for name, kinds in offices.items()]
    context = {"parts": parts, "path": reverse("notifications:notification_list")}
    return letter(mail.user.email, _("What waits for you in hybridnav"), "digest", context)


WRITERS = {Kind.AT_ONCE: _at_once, Kind.DIGEST: _digest}
