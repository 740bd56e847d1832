"""Joint notes of the demo: one being written, and two that all agreed to and researchers read."""

import datetime
import json

from reflection.demo import note_texts as texts
from reflection.demo.rows import NYNORSK_AT, at, new_id
from reflection.groups.models import Group
from reflection.notes.handing import content_of
from reflection.notes.headings import headings_in, period_of
from reflection.notes.models import (
    HandedNote,
    Note,
    NoteSection,
    NoteSectionVersion,
    NoteWriter,
    SideBySide,
)

DAY = datetime.timedelta(days=1)
HALF_A_YEAR = 183


def write_notes(dice, told, today):
    """Creates them where the group begins the demo, and at the office that writes nynorsk."""
    groups = [g for g in told.groups if g.office and g.kind == Group.Kind.REFLECTION]
    first = groups[0]
    _being_written(dice, first, told.leading(first), today)
    before = today - HALF_A_YEAR * DAY
    _agreed(dice, first, told.leading(first), before, "nb")
    for group in groups:
        if group.office.name == NYNORSK_AT:
            _agreed(dice, group, told.leading(group), before + 9 * DAY, "nn")


def _being_written(dice, group, writers, today):
    """Each section in the texts of several, and one paragraph that two changed at the same time."""
    note = _note(dice, group, writers, today - 16 * DAY, "nb", today)
    sections = _sections(dice, note)
    versions = []
    for turn, (section, drafts) in enumerate(zip(sections, texts.BEING_WRITTEN, strict=True)):
        day = today - (14 - 2 * turn) * DAY
        versions += _write(dice, section, drafts, writers, turn, day)
    pair = sections[texts.SIDE_BY_SIDE_IN]
    earlier, later = texts.SIDE_BY_SIDE
    note.version = len(versions)
    people = [NoteWriter(note=note, user=user) for user in writers]
    # One had agreed before the last change, so that the page shows both.
    people[-1].agreed_version = note.version - 1
    people[-1].agreed_at = versions[-1].at - DAY
    _save(note, sections, versions, people)
    SideBySide.objects.create(
        id=new_id(dice),
        section=pair,
        earlier=earlier,
        earlier_by=writers[0],
        later=later,
        later_by=writers[1 % len(writers)],
        at=pair.last_at,
    )


def _agreed(dice, group, writers, day, language):
    note = _note(dice, group, writers, day - 20 * DAY, language, day)
    sections = _sections(dice, note)
    versions = []
    for turn, (section, text) in enumerate(zip(sections, texts.AGREED[language], strict=True)):
        versions += _write(dice, section, [text], writers, turn, day - (18 - turn) * DAY)
    note.version, note.state, note.agreed_at = len(versions), Note.State.AGREED, at(day, 14)
    people = [
        NoteWriter(note=note, user=user, agreed_version=note.version, agreed_at=note.agreed_at)
        for user in writers
    ]
    _save(note, sections, versions, people)
    HandedNote.objects.create(
        id=new_id(dice),
        note=note,
        office=note.office,
        title=note.title,
        language=language,
        content=json.dumps(content_of(note)),
        handed_by=writers[0],
        handed_at=at(day + 6 * DAY, 10),
    )


def _note(dice, group, writers, began_on, language, day):
    return Note(
        id=new_id(dice),
        office=group.office,
        title=period_of(day, language),
        language=language,
        started_by=writers[0],
        started_at=at(began_on, 9),
    )


def _sections(dice, note):
    return [
        NoteSection(id=new_id(dice), note=note, position=position, heading=heading)
        for position, heading in enumerate(headings_in(note.language), start=1)
    ]


def _write(dice, section, drafts, writers, turn, day):
    """The versions that these drafts are, each by another writer and a day later."""
    versions = [
        NoteSectionVersion(
            id=new_id(dice),
            section=section,
            number=number,
            text=text,
            by=writers[(turn + number - 1) % len(writers)],
            at=at(day + (number - 1) * DAY, 9 + turn, dice.randint(0, 59)),
        )
        for number, text in enumerate(drafts, start=1)
    ]
    if versions:
        last = versions[-1]
        section.text, section.version = last.text, last.number
        section.last_by, section.last_at = last.by, last.at
    return versions


def _save(note, sections, versions, people):
    note.save(force_insert=True)
    NoteSection.objects.bulk_create(sections)
    NoteSectionVersion.objects.bulk_create(versions)
    NoteWriter.objects.bulk_create(people)
