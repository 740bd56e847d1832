"""Joint notes: the list, beginning one, writing it, reading it and putting it on paper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from reflection.notes import access, actions
from reflection.notes.forms import ArrangeForm, NoteForm, ReopenForm, WritersForm
from reflection.notes.handing import content_of, was_read
from reflection.notes.headings import period_of
from reflection.notes.models import Note
from reflection.notes.page import agreement_of, sections_to_write
from reflection.notes.pdf import pdf_of
from reflection.notes.saving import NoteIsAgreed
from reflection.people import people_around

PAGE_SIZE = 20
AGREED = gettext_lazy("All have agreed to the note meanwhile. Open it again to change it.")


def people_of(membership):
    return people_around(office_id=membership.office_id, county_id=membership.in_county)


@require_GET
def note_list(request: MemberRequest):
    """Those she writes, and those her office has agreed on."""
    access.refuse_who_writes_no_notes(request.membership)
    notes = Note.objects.visible_to(request.membership).for_list()
    context = {"page": Paginator(notes, PAGE_SIZE).get_page(request.GET.get("page"))}
    return render(request, "reflection/note_list.html", context)


@require_http_methods(["GET", "POST"])
def note_create(request: MemberRequest):
    access.refuse_who_writes_no_notes(request.membership)
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        people=people_of(request.membership).exclude(pk=request.user.pk),
        initial={"title": period_of(timezone.localdate(), request.user.language)},
    )
    if form.is_valid():
        return redirect(actions.begin_note(request.membership, **form.cleaned_data))
    status = 422 if form.is_bound else 200
    return render(request, "reflection/note_create.html", {"form": form}, status=status)


@require_GET
def note_detail(request: MemberRequest, note_id):
    """The page on which a note is written. When it is agreed, or for who only reads: that page."""
    note = access.note_or_404(request, note_id)
    if note.is_agreed or not note.is_hers:
        return redirect("reflection:note_read", note.pk)
    context = {"note": note, "sections": sections_to_write(note), **agreement_of(note, request)}
    return render(request, "reflection/note_detail.html", context)


@require_GET
def note_read(request: MemberRequest, note_id):
    """The whole note to read and to print."""
    note = access.note_or_404(request, note_id)
    handed = note.handed.standing().first()
    context = {
        "note": note,
        "content": content_of(note),
        "handed": handed,
        "was_read": handed and was_read(handed),
        "can_hand_over": access.can_hand_over(request.membership, note),
    }
    return render(request, "reflection/note_read.html", context)


@require_GET
def note_pdf(request: MemberRequest, note_id):
    note = access.note_or_404(request, note_id)
    return pdf_answer(note, content_of(note), note.agreed_at)


def pdf_answer(note, content, day):
    """Of a Note or a HandedNote, in the language it is written in. `day`: None while unfinished."""
    with override(note.language):
        about = [str(note.office), _("Joint note of the office")]
        if day is None:
            about.append(_("not agreed yet"))
        pdf = pdf_of(
            title=note.title, about=" · ".join(about), language=note.language, content=content
        )
    headers = {"Content-Disposition": 'inline; filename="note.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
def note_writers(request: MemberRequest, note_id):
    note = access.own_note_or_404(request, note_id)
    writing = note.writers.values("user")
    form = WritersForm(
        request.POST if request.method == "POST" else None,
        people=people_of(request.membership),
        initial={"writers": [each["user"] for each in writing]},
    )
    if form.is_valid():
        return _done(request, note, actions.choose_writers, **form.cleaned_data)
    return _note_form(request, note, form, _("Who writes"))


@require_http_methods(["GET", "POST"])
def note_arrange(request: MemberRequest, note_id):
    note = access.own_note_or_404(request, note_id)
    form = ArrangeForm(
        request.POST if request.method == "POST" else None, sections=list(note.sections.all())
    )
    if form.is_valid():
        added = form.cleaned_data.get("added", "")
        return _done(request, note, actions.arrange_sections, headings=form.headings, added=added)
    hint = _("Where nothing is written, a section without heading goes away.")
    return _note_form(request, note, form, _("Headings and their order"), hint)


@require_http_methods(["GET", "POST"])
def note_reopen(request: MemberRequest, note_id):
    note = access.own_note_or_404(request, note_id)
    if not note.is_agreed:
        return redirect(note)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _done(request, note, actions.reopen, **form.cleaned_data)
    return _note_form(request, note, form, _("Open the note again"))


def _done(request, note, action, **fields):
    try:
        action(request.membership, note, **fields)
    except NoteIsAgreed:
        messages.info(request, AGREED)
    return redirect(note)


def _note_form(request, note, form, title, hint=""):
    context = {"note": note, "form": form, "title": title, "hint": hint}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/note_form.html", context, status=status)
