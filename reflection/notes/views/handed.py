"""Handing a note to the researchers in two steps, taking it back, and what researchers read."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from reflection.notes import access, handing
from reflection.notes.forms import VersionForm
from reflection.notes.models import HandedNote
from reflection.notes.views.notes import pdf_answer

PAGE_SIZE = 20


@require_http_methods(["GET", "POST"])
def note_hand_over(request: MemberRequest, note_id):
    """First the note as researchers will read it, then the yes to exactly that."""
    note = access.note_to_hand_or_404(request, note_id)
    if not note.is_agreed:
        messages.info(request, _("A note can be handed over when all have agreed to it."))
        return redirect(note)
    form = VersionForm(request.POST if request.method == "POST" else None)
    named = handing.named_in_note(request.membership, note)
    if form.is_valid() and not named:
        try:
            handing.hand_over(request.membership, note, **form.cleaned_data)
            messages.success(request, _("The researchers can read the note now."))
        except handing.NotAsReviewed:
            messages.info(request, _("Something was changed meanwhile. Read it once more."))
        return redirect("reflection:note_read", note.pk)
    context = {"note": note, "content": handing.content_of(note), "named": named}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/note_hand_over.html", context, status=status)


@require_POST
def note_take_back(request: MemberRequest, note_id):
    note = access.note_to_hand_or_404(request, note_id)
    if handing.take_back(request.membership, note):
        messages.success(request, _("The researchers can no longer read it."))
    return redirect(note)


@require_GET
def handed_list(request: MemberRequest):
    access.refuse_who_is_no_researcher(request.membership)
    handed = HandedNote.objects.visible_to(request.membership).for_list().defer("content")
    context = {"page": Paginator(handed, PAGE_SIZE).get_page(request.GET.get("page"))}
    return render(request, "reflection/handed_list.html", context)


@require_GET
def handed_detail(request: MemberRequest, handed_id):
    handed = access.handed_or_404(request, handed_id)
    context = {"handed": handed, "content": json.loads(handed.content)}
    return render(request, "reflection/handed_detail.html", context)


@require_GET
def handed_pdf(request: MemberRequest, handed_id):
    handed = access.handed_or_404(request, handed_id)
    return pdf_answer(handed, json.loads(handed.content), handed.handed_at)
