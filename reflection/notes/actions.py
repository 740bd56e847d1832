"""A joint note from its beginning until all agree. What several write is in saving.py."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from accounts.models import Membership
from caseload.todos.actions import JUST_NOW
from reflection.notes.headings import headings_in
from reflection.notes.models import Note, NoteSection, NoteWriter, SideBySide
from reflection.notes.saving import lock_to_write, write_version


@transaction.atomic
def begin_note(membership, *, title, writers=()):
    """A note with the headings we ship, written by her and these users, in her language.

    A form sent twice is one note.
    """
    if sent := _sent_just_now(membership, title):
        return sent
    note = Note.objects.create(
        office_id=membership.office_id,
        title=title,
        language=membership.user.language,
        started_by_id=membership.user_id,
    )
    NoteSection.objects.bulk_create(
        NoteSection(note=note, position=position, heading=heading)
        for position, heading in enumerate(headings_in(note.language), start=1)
    )
    users = {membership.user_id, *(user.pk for user in writers)}
    NoteWriter.objects.bulk_create(NoteWriter(note=note, user_id=pk) for pk in users)
    audit.record(membership, "note.begin", note)
    return note


def _sent_just_now(membership, title):
    # The two sendings queue up here; the second then finds what the first has made.
    Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    hers = Note.objects.filter(started_by=membership.user_id, office=membership.office_id)
    return hers.filter(title=title, started_at__gte=timezone.now() - JUST_NOW).first()


@transaction.atomic
def choose_writers(membership, note, *, writers):
    """Exactly these users take part from now on. What somebody wrote stays. Raises NoteIsAgreed."""
    note = lock_to_write(note.pk)
    ids = {user.pk for user in writers}
    note.writers.exclude(user__in=ids).delete()
    NoteWriter.objects.bulk_create(
        [NoteWriter(note=note, user_id=pk) for pk in ids], ignore_conflicts=True
    )
    _lock_when_all_agree(note)
    audit.record(membership, "note.choose_writers", note)


@transaction.atomic
def arrange_sections(membership, note, *, headings, added=""):
    """Rename sections and put them in order. Raises NoteIsAgreed.

    `headings`: [(id of a section, its heading)] in the order wanted. One in which nothing was ever
    written goes when its heading is empty. `added` is the heading of one more.
    """
    note = lock_to_write(note.pk)
    sections = {section.pk: section for section in note.sections.all()}
    position = 0
    for position, (pk, heading) in enumerate(headings, start=1):
        section = sections.get(pk)
        if section is None:
            # Somebody else took it away meanwhile.
            continue
        if not heading and not section.version:
            section.delete()
            continue
        section.position, section.heading = position, heading or section.heading
        section.save(update_fields=["position", "heading"])
    if added:
        NoteSection.objects.create(note=note, position=position + 1, heading=added)
    # A heading is part of what people agree to.
    Note.objects.filter(pk=note.pk).update(version=F("version") + 1)
    audit.record(membership, "note.arrange", note)


@transaction.atomic
def bring_back(membership, version):
    """What stood in an earlier version stands again, as a new one. Raises NoteIsAgreed."""
    lock_to_write(version.section.note_id)
    section = NoteSection.objects.get(pk=version.section_id)
    if section.text != version.text:
        write_version(membership, section, text=version.text)
    audit.record(membership, "note.bring_back", section)
    return section


@transaction.atomic
def tidy(membership, side_by_side):
    """The two texts are tidied up, or both shall stand."""
    SideBySide.objects.filter(pk=side_by_side.pk, tidied_at=None).update(tidied_at=timezone.now())
    audit.record(membership, "note.tidy", side_by_side)


@transaction.atomic
def agree(membership, note, *, version):
    """She agrees to this version. False when it is no longer the newest. Raises NoteIsAgreed.

    When all agree, the note is locked until somebody opens it again.
    """
    note = lock_to_write(note.pk)
    if note.version != version or not note.version:
        return False
    hers = note.writers.filter(user=membership.user_id)
    hers.update(agreed_version=version, agreed_at=timezone.now())
    audit.record(membership, "note.agree", note)
    _lock_when_all_agree(note)
    return True


def _lock_when_all_agree(note):
    if note.version and note.writers.agreeing().count() == note.writers.count():
        now = timezone.now()
        Note.objects.filter(pk=note.pk).update(state=Note.State.AGREED, agreed_at=now)


@transaction.atomic
def reopen(membership, note, *, why):
    """Write on in a note that was agreed. Nobody agrees any longer. False when it was open."""
    opened = Note.objects.filter(pk=note.pk, state=Note.State.AGREED).update(
        state=Note.State.WRITING,
        agreed_at=None,
        reopened_by=membership.user,
        reopened_at=timezone.now(),
        reopened_why=why,
    )
    if opened:
        note.writers.update(agreed_version=None, agreed_at=None)
        audit.record(membership, "note.reopen", note)
    return bool(opened)
