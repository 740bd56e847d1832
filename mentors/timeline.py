"""What happened with one person: contacts and changes together, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.utils import timezone

PAGE_SIZE = 20


@dataclass
class Entry:
    """One line: either `contact` or `change` is set."""

    on: date
    at: datetime
    contact: object = None
    change: object = None


def timeline(participant, page=1):
    """(entries of that page, whether there are older ones).

    Each source is read only as far as the page reaches, then both are merged: nobody pages far
    back, and a common table of events would be one more thing to keep true.
    """
    reach = page * PAGE_SIZE + 1
    contacts = (
        participant.contacts.standing()
        .select_related("by", "need_met_by", "corrects")
        .order_by("-on", "-logged_at")[:reach]
    )
    changes = participant.changes.select_related("by").order_by("-at")[:reach]
    entries = [Entry(contact.on, contact.logged_at, contact=contact) for contact in contacts]
    entries += [
        Entry(timezone.localdate(change.at), change.at, change=change) for change in changes
    ]
    entries.sort(key=lambda entry: (entry.on, entry.at), reverse=True)
    start = (page - 1) * PAGE_SIZE
    return list(islice(entries, start, start + PAGE_SIZE)), len(entries) > start + PAGE_SIZE
