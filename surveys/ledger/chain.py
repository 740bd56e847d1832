"""The chain of the ledger: whoever changes or takes away an entry breaks it.

It is made with a key that is not in the database, so whoever may write there cannot mend it.
"""

import json

from accounts.encryption import keyed_hash
from surveys.ledger.models import LedgerEntry
from surveys.releases.models import Release

FIRST = "0" * 64
OUT = (Release.State.BUILT, Release.State.FORGOTTEN)


def link(before, entry):
    """What stands as `chain` of an entry; `before` is that of the entry before, FIRST of none."""
    said = {
        "number": entry.number,
        "release": str(entry.release_id),
        "at": entry.at.isoformat(),
        "facts": entry.facts,
        "content": entry.content,
    }
    return keyed_hash(before + json.dumps(said, sort_keys=True, separators=(",", ":")))


def is_as_written(entry):
    """Whether one entry is, beside the one before it; False where that is missing."""
    if entry.number == 1:
        return entry.chain == link(FIRST, entry)
    before = LedgerEntry.objects.filter(number=entry.number - 1).values_list("chain", flat=True)
    return any(entry.chain == link(each, entry) for each in before)


def broken():
    """[number] of entries that are not as they were written or are missing; [] when all is well.

    What comes after a change holds on to what was there before it, so only the change is named.
    Of what was taken away at the end, the releases that went out know.
    """
    changed, missing, last = [], [], 0
    before = {FIRST}
    for entry in LedgerEntry.objects.order_by("number").iterator():
        missing += range(last + 1, entry.number)
        chains = {link(each, entry) for each in before}
        # The one before is not there to compare with.
        if entry.chain not in chains and entry.number == last + 1:
            changed.append(entry.number)
        before, last = {entry.chain, *chains}, entry.number
    without = Release.objects.filter(state__in=OUT, entry=None).count()
    missing += range(last + 1, last + 1 + without - len(missing))
    return sorted(changed + missing)
