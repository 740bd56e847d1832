"""Handing an agreed note to the researchers: a frozen copy that names nobody. Taking it back."""

import json

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry
from caseload.naming import named_in, names_known_to
from reflection.notes.models import HandedNote, Note
from reflection.people import people_around

READ = "handed_note.open"


class NotAsReviewed(Exception):
    """It was opened again or changed after it was reviewed. Nothing was handed over."""


def named_in_note(membership, note):
    """The word of the note that names a participant she knows of or a colleague; "" where none.

    Of participants she cannot see she learns nothing.
    """
    names = [
        *names_known_to(membership, also_ended=True),
        *_colleagues(note).values_list("name", flat=True),
    ]
    texts = [f"{section.heading}\n{section.text}" for section in note.sections.all()]
    return named_in("\n".join([note.title, *texts]), names)


def _colleagues(note):
    return people_around(office_id=note.office_id, county_id=note.office.county_id)


def content_of(note):
    """[{"heading", "text"}] of the sections in which something stands."""
    return [
        {"heading": section.heading, "text": section.text}
        for section in note.sections.all()
        if section.text.strip()
    ]


@transaction.atomic
def hand_over(membership, note, *, version):
    """The HandedNote of this version of an agreed note. Raises NotAsReviewed."""
    note = Note.objects.select_for_update(no_key=True, of=("self",)).get(pk=note.pk)
    if not note.is_agreed or note.version != version:
        raise NotAsReviewed
    if standing := note.handed.standing().first():
        return standing
    handed = HandedNote.objects.create(
        note=note,
        office_id=note.office_id,
        title=note.title,
        language=note.language,
        content=json.dumps(content_of(note)),
        handed_by_id=membership.user_id,
    )
    audit.record(membership, "note.hand_over", handed)
    return handed


@transaction.atomic
def take_back(membership, note):
    """Researchers read it no longer, and its text is gone from the copy. False where none stood."""
    taken = note.handed.standing().update(
        content="", taken_back_by=membership.user, taken_back_at=timezone.now()
    )
    if taken:
        audit.record(membership, "note.take_back", note)
    return bool(taken)


def was_read(handed):
    """Whether a researcher has opened it. The office is not told which."""
    return AuditEntry.objects.filter(action=READ, subject_id=str(handed.pk)).exists()
