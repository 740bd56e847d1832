"""Writing in a section of a joint note, its versions, and agreeing to the whole."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import etag, require_GET, require_POST

from accounts.http import MemberRequest
from reflection.kept import keeping
from reflection.notes import access, actions
from reflection.notes.differences import differences
from reflection.notes.forms import SectionForm, VersionForm
from reflection.notes.page import mark_of, news_of, state_of
from reflection.notes.saving import NoteIsAgreed, save_section
from reflection.notes.versions import resting
from reflection.notes.views.notes import AGREED


@require_GET
@etag(mark_of)
def note_news(request: MemberRequest, note_id):
    """What others have written since. Asking writes nothing and keeps no session alive."""
    note = access.own_note_or_404(request, note_id)
    return JsonResponse(news_of(note, request))


@require_POST
@keeping("text")
def note_section_save(request: MemberRequest, section_id):
    """Asked by the page's own script it answers in JSON, else with the page or the note again."""
    section = access.own_section_or_404(request, section_id)
    form = SectionForm(request.POST, section=section)
    by_script = request.get_preferred_type(["text/html", "application/json"]) != "text/html"
    if not form.is_valid():
        return _not_saved(request, section, form, by_script, 422)
    try:
        saved = save_section(request.membership, section, **form.cleaned_data)
    except NoteIsAgreed:
        form.add_error("text", AGREED)
        return _not_saved(request, section, form, by_script, 409)
    if by_script:
        return JsonResponse(_answer(request, saved))
    if saved.both:
        messages.info(request, _("Somebody else changed the same paragraph. Both texts stand."))
    else:
        messages.success(request, _("Saved."))
    return redirect(section.note)


def _answer(request, saved):
    saved.section.to_tidy = saved.section.side_by_side.to_tidy()
    return {
        "text": saved.section.text,
        "began": str(saved.began),
        "typed_on": str(saved.typed_on),
        "state": state_of(saved.section, request),
    }


def _not_saved(request, section, form, by_script, status):
    """What was typed stays with whoever typed it."""
    if by_script:
        errors = [error for errors in form.errors.values() for error in errors]
        return JsonResponse({"errors": errors}, status=status)
    context = {"section": section, "note": section.note, "form": form}
    return render(request, "reflection/note_section_save.html", context, status=status)


@require_GET
def note_versions(request: MemberRequest, section_id):
    """What stood in a section, each time somebody had paused."""
    section = access.own_section_or_404(request, section_id)
    context = {"section": section, "note": section.note, "versions": resting(section)}
    return render(request, "reflection/note_versions.html", context)


@require_GET
def note_version(request: MemberRequest, version_id):
    """One of them, beside what stands now."""
    version = access.own_version_or_404(request, version_id)
    context = {
        "version": version,
        "section": version.section,
        "note": version.section.note,
        "paragraphs": differences(version.text, version.section.text),
    }
    return render(request, "reflection/note_version.html", context)


@require_POST
def note_bring_back(request: MemberRequest, version_id):
    version = access.own_version_or_404(request, version_id)
    try:
        actions.bring_back(request.membership, version)
        messages.success(request, _("It stands again. What stood there is kept as a version."))
    except NoteIsAgreed:
        messages.info(request, AGREED)
    return redirect(version.section.note)


@require_POST
def note_tidy(request: MemberRequest, side_id):
    side_by_side = access.own_side_by_side_or_404(request, side_id)
    actions.tidy(request.membership, side_by_side)
    return redirect(side_by_side.section.note)


@require_POST
def note_agree(request: MemberRequest, note_id):
    note = access.own_note_or_404(request, note_id)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    try:
        if actions.agree(request.membership, note, version=version):
            messages.success(request, _("You agree to the note as it is now."))
        else:
            messages.info(request, _("Something was changed meanwhile. Read it once more."))
    except NoteIsAgreed:
        messages.info(request, _("All have agreed to the note already."))
    return redirect(note)
