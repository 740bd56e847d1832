"""What is deleted because its time is over, a few rows at a time.

A rule goes by a time in the row itself, so after a restore from backup the next run deletes the
same again: no list of what was deleted is needed for it.
"""

from collections import namedtuple

from django.contrib.sessions.models import Session
from django.db import transaction

AT_ONCE = 500

# `over(now)` is the QuerySet of what goes. Nothing may hang on its rows: it would be counted too.
Rule = namedtuple("Rule", ["name", "over"])

OLD_SESSIONS = Rule("sessions", lambda now: Session.objects.filter(expire_date__lt=now))


def forget(rule, now, *, at_once=AT_ONCE):
    """Delete what is over, at most `at_once` rows in a transaction. Returns how many rows went."""
    gone = 0
    while True:
        with transaction.atomic():
            some = rule.over(now).select_for_update(skip_locked=True).order_by("pk")
            keys = list(some.values_list("pk", flat=True)[:at_once])
            gone += rule.over(now).filter(pk__in=keys).delete()[0]
        if len(keys) < at_once:
            return gone
