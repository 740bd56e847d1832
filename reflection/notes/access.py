"""Who may open a joint note. Writers write; the others of the office read what all agreed to."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts import audit
from accounts.models import Membership
from reflection.access import refuse_who_does_not_reflect
from reflection.notes.handing import READ
from reflection.notes.models import (
    HandedNote,
    Note,
    NoteSection,
    NoteSectionVersion,
    SideBySide,
)


def refuse_who_writes_no_notes(membership):
    """Notes are an office's: a county has none of its own."""
    refuse_who_does_not_reflect(membership)
    if membership.office_id is None:
        raise PermissionDenied


def note_or_404(request, note_id):
    """One note to read, with `is_hers`: whether she writes in it. The text is logged."""
    note = get_object_or_404(
        Note.objects.visible_to(request.membership).select_related("office"), pk=note_id
    )
    note.is_hers = Note.objects.written_by(request.membership).filter(pk=note_id).exists()
    if request.method == "GET":
        audit.record(request.membership, "note.open", note)
    return note


def own_note_or_404(request, note_id):
    """One note she writes in; PermissionDenied for who only reads it."""
    note = get_object_or_404(Note.objects.visible_to(request.membership), pk=note_id)
    if not Note.objects.written_by(request.membership).filter(pk=note_id).exists():
        raise PermissionDenied
    return note


def note_to_hand_or_404(request, note_id):
    """One note to hand to the researchers, or to take back."""
    notes = Note.objects.visible_to(request.membership).select_related("office")
    note = get_object_or_404(notes, pk=note_id)
    if not can_hand_over(request.membership, note):
        raise PermissionDenied
    return note


def can_hand_over(membership, note):
    """A leader of the office, or whoever began the note."""
    return membership.leads or note.started_by_id == membership.user_id


def own_section_or_404(request, section_id):
    sections = NoteSection.objects.written_by(request.membership)
    return get_object_or_404(sections.select_related("note"), pk=section_id)


def own_version_or_404(request, version_id):
    versions = NoteSectionVersion.objects.written_by(request.membership)
    return get_object_or_404(versions.select_related("section__note", "by"), pk=version_id)


def own_side_by_side_or_404(request, side_id):
    side_by_side = SideBySide.objects.written_by(request.membership)
    return get_object_or_404(side_by_side.select_related("section__note"), pk=side_id)


def refuse_who_is_no_researcher(membership):
    if membership.role != Membership.Role.RESEARCHER:
        raise PermissionDenied


def handed_or_404(request, handed_id):
    """One handed note, for a researcher: that it was read is logged."""
    handed = HandedNote.objects.visible_to(request.membership).select_related("office")
    found = get_object_or_404(handed, pk=handed_id)
    audit.record(request.membership, READ, found)
    return found
