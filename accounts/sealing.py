"""The audit log in a chain that shows every change, also one by whoever owns the database.

Lines are sealed together once a minute rather than one by one: else whoever writes a line would
wait for everybody else who is writing one. What was changed within that minute is not seen, nor
that the newest seals were taken away together with their lines: so each is also said in the log of
the worker, which leaves the machine.
"""

import hashlib
import json
import logging
import textwrap

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Max

from accounts.models import AuditEntry, AuditSeal

FIELDS = [field.attname for field in AuditEntry._meta.concrete_fields]
READ_AT_ONCE = 5000
logger = logging.getLogger("hybridnav.audit")


def seal():
    """Seal every line written since. Returns the new AuditSeal, None where there was none.

    None too while somebody is writing: nobody waits for us, we come again.
    """
    last = _last_line_that_is_certain()
    return _seal_up_to(last) if last else None


@transaction.atomic
def _last_line_that_is_certain():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('audit log'))")
        [is_ours] = cursor.fetchone()
    return AuditEntry.objects.aggregate(last=Max("pk"))["last"] if is_ours else None


@transaction.atomic
def _seal_up_to(last):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('audit seals'))")
    before = AuditSeal.objects.last()
    first = before.last + 1 if before else 1
    if last < first:
        return None
    chain, lines = _chained(before.chain if before else "", first, last)
    number = before.number + 1 if before else 1
    made = AuditSeal.objects.create(number=number, first=first, last=last, lines=lines, chain=chain)
    # In groups: what is as long as a token is taken out of every log.
    groups = " ".join(textwrap.wrap(chain, 16))
    logger.info("audit log sealed: %d, lines %d to %d, %s", number, first, last, groups)
    return made


def first_broken():
    """(number of the first seal that is not what it was, how many seals there are)

    None instead of a number where all are whole. A seal that is missing breaks the next.
    """
    chain, first, number = "", 1, 0
    for made in AuditSeal.objects.iterator():
        number += 1
        chain, lines = _chained(chain, first, made.last)
        found = number, first, lines, chain
        if (made.number, made.first, made.lines, made.chain) != found:
            return number, number
        first = made.last + 1
    return None, number


def _chained(chain, first, last):
    """(SHA-256 over the chain before and these lines, how many lines)"""
    digest, lines = hashlib.sha256(chain.encode()), 0
    entries = AuditEntry.objects.filter(pk__gte=first, pk__lte=last).order_by("pk")
    for values in entries.values(*FIELDS).iterator(READ_AT_ONCE):
        digest.update(json.dumps(values, cls=MicrosecondEncoder, sort_keys=True).encode())
        lines += 1
    return digest.hexdigest(), lines


class MicrosecondEncoder(DjangoJSONEncoder):
    """Times to the microsecond: Django's own rounds them."""

    def default(self, value):
        return value.isoformat() if hasattr(value, "isoformat") else super().default(value)
