from reflection.agenda.models import AgendaItem
from reflection.groups.models import Group, GroupMember
from reflection.meetings.models import Invitee, Meeting
from reflection.notes.models import (
    HandedNote,
    Note,
    NoteSection,
    NoteSectionVersion,
    NoteWriter,
    SideBySide,
)

__all__ = [
    "AgendaItem",
    "Group",
    "GroupMember",
    "HandedNote",
    "Invitee",
    "Meeting",
    "Note",
    "NoteSection",
    "NoteSectionVersion",
    "NoteWriter",
    "SideBySide",
]
