"""What happened with one person: contacts and changes together, newest first."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

PAGE_SIZE = 10  # what fits a look; the rest is one click away


@dataclass
class Entry:
    """One line: either `contact` or `change` is set."""

    on: date
    at: datetime
    contact: object = None
    change: object = None


def timeline_page(participant, page=1):
    """What `_timeline.html` takes: participant, entries, page, older (the page after, or None).

    Each source is read only as far as the page reaches, then both are merged: nobody pages far
    back, and a common table of events would be one more thing to keep true.
    """
    reach = page * PAGE_SIZE + 1
    contacts = participant.contacts.standing().for_timeline()[:reach]
    changes = participant.changes.for_timeline()[:reach]
    entries = [Entry(contact.on, contact.logged_at, contact=contact) for contact in contacts]
    entries += [
        Entry(timezone.localdate(change.at), change.at, change=change) for change in changes
    ]
    entries.sort(key=lambda entry: (entry.on, entry.at), reverse=True)
    start, end = (page - 1) * PAGE_SIZE, page * PAGE_SIZE
    return {
        "participant": participant,
        "entries": entries[start:end],
        "page": page,
        "older": page + 1 if len(entries) > end else None,
    }
