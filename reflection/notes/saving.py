"""Saving a section while others write in it too: nobody's text goes over another's."""

from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reflection.notes.merging import merge
from reflection.notes.models import Note, NoteSection, NoteSectionVersion, SideBySide


class NoteIsAgreed(Exception):
    """All have agreed to it and nobody has opened it again. Nothing was written."""


class Began(NamedTuple):
    """From which text somebody began: a version, or what she had typed when that was saved.

    Written "12" or "12t".
    """

    number: int
    as_typed: bool = False

    def __str__(self):
        return f"{self.number}t" if self.as_typed else str(self.number)


class Saved(NamedTuple):
    """What stands now, and how to go on: from its text (`began`), or on what was typed since."""

    section: NoteSection
    began: Began
    typed_on: Began
    both: bool


@transaction.atomic
def save_section(membership, section, *, text, began, tab=None, turn=0):
    """Save `text`, with what others saved since `began` merged into it. Returns Saved.

    `tab` is the open page it comes from and `turn` its how manieth save: what is sent again, or
    comes later than what was typed after it, takes nothing back. Raises NoteIsAgreed.
    Who wrote what is kept with each version, so no line of the audit log says it again.
    """
    lock_to_write(section.note_id)
    section = NoteSection.objects.get(pk=section.pk)
    before = tab and section.versions.filter(tab=tab).order_by("-turn").first()
    if before and before.turn >= turn:
        return Saved(section, Began(section.version), began, both=False)
    merged = merge(_base(section, began, before), section.text, text)
    if merged.text == section.text:
        return Saved(section, Began(section.version), began, both=False)
    for earlier, later in merged.both:
        _note_side_by_side(section, began, earlier, later, membership.user_id)
    typed = text if merged.text != text else None
    write_version(membership, section, text=merged.text, typed=typed, tab=tab, turn=turn)
    typed_on = Began(section.version, as_typed=True)
    return Saved(section, Began(section.version), typed_on, both=bool(merged.both))


def lock_to_write(note_id):
    """The Note, held until the transaction ends: one saves after the other. Raises NoteIsAgreed."""
    note = Note.objects.select_for_update(no_key=True, of=("self",)).get(pk=note_id)
    if note.is_agreed:
        raise NoteIsAgreed
    return note


def write_version(membership, section, *, text, typed=None, tab=None, turn=0):
    """A new version of a section whose note is held. All that was agreed to is an older one now."""
    version = NoteSectionVersion.objects.create(
        section=section,
        number=section.version + 1,
        text=text,
        typed=typed,
        tab=tab,
        turn=turn,
        by_id=membership.user_id,
    )
    section.text, section.version = text, version.number
    section.last_by, section.last_at = membership.user, version.at
    section.save(update_fields=["text", "version", "last_by", "last_at"])
    Note.objects.filter(pk=section.note_id).update(version=F("version") + 1)
    return version


def _base(section, began, before):
    # Her last save arrived and its answer did not: she goes on from what she had typed then.
    if before and before.number > began.number:
        return before.as_typed
    version = section.versions.filter(number=began.number).first()
    # Unknown or none: then everything counts as added, and nothing is lost.
    if version is None:
        return ""
    return version.as_typed if began.as_typed else version.text


def _note_side_by_side(section, began, earlier, later, user_id):
    """One for two people who go on typing in one paragraph, with what they have come to."""
    since = section.versions.filter(number__gt=began.number).order_by("number")
    first = earlier.split("\n")[0]
    wrote = next((each.by_id for each in since if first in each.text.split("\n")), user_id)
    SideBySide.objects.update_or_create(
        section=section,
        earlier_by_id=wrote,
        later_by_id=user_id,
        tidied_at=None,
        defaults={"earlier": earlier, "later": later, "at": timezone.now()},
    )
