"""Where a meeting is: the item it is at, what comes before and after, for every screen."""

import hashlib
from functools import cached_property

from reflection.agenda.models import AgendaItem
from reflection.meetings.models import Meeting


class Board:
    """What every screen of one meeting shows."""

    def __init__(self, meeting):
        self.meeting = meeting
        self.items = list(meeting.items.for_list())

    @cached_property
    def current(self):
        """The first item until the meeting has begun."""
        at = (item for item in self.items if item.pk == self.meeting.current_id)
        return next(at, self.items[0])

    @property
    def place(self):
        return self.items.index(self.current)

    @property
    def number(self):
        return self.place + 1

    @property
    def previous(self):
        return self.items[self.place - 1] if self.place else None

    @property
    def next(self):
        return self.items[self.number] if self.number < len(self.items) else None

    @property
    def ends_on_learning(self):
        return self.current.kind == AgendaItem.Kind.LEARNING


def mark(meeting_id):
    """Changes whenever a screen should show something else than it does: for an ETag."""
    meeting = Meeting.objects.filter(pk=meeting_id).values_list("state", "current", "version")
    items = AgendaItem.objects.filter(meeting=meeting_id).values_list(
        "pk", "version", "minutes", "used_seconds", "running_since"
    )
    state = repr((list(meeting), list(items)))
    return hashlib.sha256(state.encode()).hexdigest()[:24]
