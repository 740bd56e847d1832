"""Writing into the ledger, and reading what a new release has to be held against."""

from django.db import connection, transaction
from django.utils import timezone

from surveys.disclosure.shapes import Content
from surveys.ledger.chain import FIRST, link
from surveys.ledger.models import LedgerEntry

# Whoever appends holds it until the end of the transaction: two never get the same number.
LOCK = 0x6C656467


@transaction.atomic
def append(release, content, facts):
    """Enter a release as it goes out. `facts`: what a JSON object holds, with each file's SHA-256.

    The entry is of the same transaction as whatever else makes the release final.
    """
    hold_ledger()
    last = LedgerEntry.objects.order_by("-number").first()
    entry = LedgerEntry(
        number=last.number + 1 if last else 1,
        release=release,
        at=timezone.now(),
        facts=facts,
        content=content.to_json(),
    )
    entry.chain = link(last.chain if last else FIRST, entry)
    entry.save(force_insert=True)
    entry.refresh_from_db()  # a number that the database writes otherwise would break the chain
    if entry.chain != link(last.chain if last else FIRST, entry):
        raise ValueError("What comes back from the database is not what was entered")
    return entry


def hold_ledger():
    """Nobody else appends until this transaction ends: what was looked at is still all there is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def earlier_of(parts):
    """[(number, title, Content)] of everything that was ever said of these parts of waves.

    And of what was said together with that: two releases that overlap a third may tell something
    though they have nothing in common.
    """
    entries = LedgerEntry.objects.select_related("release")
    waiting = [(e.number, e.release.title, Content.from_json(e.content)) for e in entries]
    reached, found = {tuple(part) for part in parts}, []
    while overlapping := [each for each in waiting if _says_anything_of(reached, each[2])]:
        found += overlapping
        waiting = [each for each in waiting if each not in overlapping]
        reached = reached.union(*(content.parts for _number, _title, content in overlapping))
    return sorted(found, key=lambda each: each[0])


def _says_anything_of(parts, content):
    waves = {wave for wave, _number in parts}
    return bool(content.parts & parts) or any(wave in waves for wave, *_more in content.texts)
