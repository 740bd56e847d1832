"""What stands on the page on which several write, and what of it has changed since."""

from django.db.models import Count, Max, Q
from django.template.loader import render_to_string

from reflection.notes.forms import SectionForm
from reflection.notes.models import Note, SideBySide
from reflection.notes.saving import Began


def sections_to_write(note):
    """The sections, each with `form` and `to_tidy`: the texts that stand side by side in it."""
    to_tidy = {}
    for each in SideBySide.objects.to_tidy().filter(section__note=note):
        to_tidy.setdefault(each.section_id, []).append(each)
    sections = list(note.sections.for_list())
    for section in sections:
        section.form = SectionForm(section=section)
        section.to_tidy = to_tidy.get(section.pk, [])
    return sections


def agreement_of(note, request):
    """Context of _note_agreement.html: who writes, and who agrees to the note as it is."""
    writers = list(note.writers.for_list())
    for writer in writers:
        # The note that is shown, not one that was read a moment later.
        writer.note = note
    mine = next((each for each in writers if each.user_id == request.user.pk), None)
    return {"note": note, "writers": writers, "i_agree": bool(mine and mine.agrees)}


def mark_of(request, note_id):
    """An ETag: another one as soon as anything on the page is another. None for who may not ask."""
    hers = Note.objects.written_by(request.membership).filter(pk=note_id)
    note = hers.aggregate(
        newest=Max("version"),
        agreed=Count("pk", filter=Q(state=Note.State.AGREED)),
        writing=Count("writers"),
        agreeing_at=Max("writers__agreed_at"),
    )
    if note["newest"] is None:
        return None
    side_by_side = SideBySide.objects.filter(section__note=note_id).aggregate(
        open=Count("pk", filter=Q(tidied_at=None)), newest=Max("at")
    )
    parts = [*note.values(), *side_by_side.values()]
    return '"{}"'.format("-".join(_short(part) for part in parts))


def _short(part):
    return f"{part.timestamp():.6f}" if hasattr(part, "timestamp") else str(part)


def news_of(note, request):
    """JSON of all that may have changed on an open page, with the version it is of."""
    sections = sections_to_write(note)
    return {
        "locked": note.is_agreed,
        "headings": [[str(section.pk), section.heading] for section in sections],
        "agreement": render_to_string(
            "reflection/_note_agreement.html", agreement_of(note, request), request
        ),
        "sections": {
            str(section.pk): {
                "text": section.text,
                "began": str(Began(section.version)),
                "state": state_of(section, request),
            }
            for section in sections
        },
    }


def state_of(section, request):
    """Who wrote last in a section, and what stands side by side in it, as HTML."""
    return render_to_string("reflection/_note_section_state.html", {"section": section}, request)
