from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload.editing import EditedMeanwhile
from reflection.agenda import access, actions
from reflection.agenda.forms import ItemForm, NotesForm, RemoveForm, ThemeForm
from reflection.agenda.models import AgendaItem
from reflection.kept import keeping, text_kept
from reflection.meetings.access import invited_meeting_or_404
from reflection.methods.offered import method_choices


@require_http_methods(["GET", "POST"])
@keeping("theme")
def meeting_theme(request: MemberRequest, meeting_id):
    """The common theme, and the question the meeting opens on."""
    meeting = invited_meeting_or_404(request, meeting_id)
    if not meeting.is_draft:
        return _prepared_no_longer(request, meeting, "theme")
    form = ThemeForm(
        request.POST if request.method == "POST" else None,
        instance=meeting,
        names=access.names_not_to_tell(request.membership, meeting),
    )
    change = partial(actions.change_theme, request.membership, meeting)
    if form.is_valid() and form.saved_by(change):
        messages.success(request, _("Saved."))
        return redirect(meeting)
    return _page(request, meeting, form, _("The common theme"))


@require_http_methods(["GET", "POST"])
def agenda_case_add(request: MemberRequest, meeting_id):
    return _add(request, meeting_id, AgendaItem.Kind.CASE, _("Add a case"))


@require_http_methods(["GET", "POST"])
def agenda_other_add(request: MemberRequest, meeting_id):
    return _add(request, meeting_id, AgendaItem.Kind.OTHER, _("Add something else"))


def _add(request, meeting_id, kind, title):
    meeting = invited_meeting_or_404(request, meeting_id)
    if not meeting.is_draft:
        return _prepared_no_longer(request, meeting, "title")
    form = _item_form(request, AgendaItem(meeting=meeting, kind=kind, presenter=request.user))
    if form.is_valid():
        actions.add_item(request.membership, meeting, kind=kind, **form.written())
        messages.success(request, _("It is on the agenda."))
        return redirect(f"{meeting.get_absolute_url()}#agenda-heading")
    return _page(request, meeting, form, title)


@require_http_methods(["GET", "POST"])
@keeping("title")
def agenda_item_edit(request: MemberRequest, agenda_item_id):
    item = access.item_or_404(request, agenda_item_id)
    if not item.meeting.is_draft:
        return _prepared_no_longer(request, item.meeting, "title")
    title = item.text
    form = _item_form(request, item)
    change = partial(actions.change_item, request.membership, item)
    if form.is_valid() and form.saved_by(change):
        messages.success(request, _("Saved."))
        return redirect(f"{item.meeting.get_absolute_url()}#item-{item.pk}")
    return _page(request, item.meeting, form, title)


def _item_form(request, item):
    can_bring = access.can_bring_to(request.membership, item.meeting)
    return ItemForm(
        request.POST if request.method == "POST" else None,
        instance=item,
        names=access.names_not_to_tell(request.membership, item.meeting),
        people=access.possible_cases(request.membership) if can_bring else None,
        methods=method_choices(request.membership),
        is_presenter=access.is_presenter(request.membership, item),
    )


@require_http_methods(["GET", "POST"])
@keeping("notes")
def agenda_item_notes(request: MemberRequest, agenda_item_id):
    """What is said to one item, from any device, before, while and after."""
    item = access.item_or_404(request, agenda_item_id)
    meeting = item.meeting
    form = NotesForm(request.POST if request.method == "POST" else None, instance=item)
    write = partial(actions.write_notes, request.membership, item)
    if form.is_valid() and form.saved_by(write):
        messages.success(request, _("Saved."))
        if meeting.is_under_way:
            return redirect("reflection:conduct", meeting.pk)
        return redirect(f"{meeting.get_absolute_url()}#item-{item.pk}")
    return _page(request, meeting, form, item.text)


@require_POST
def agenda_item_move(request: MemberRequest, agenda_item_id):
    item = access.item_or_404(request, agenda_item_id)
    if not item.meeting.is_draft:
        return _prepared_no_longer(request, item.meeting)
    actions.move_item(request.membership, item, up=request.POST.get("to") == "up")
    return redirect(f"{item.meeting.get_absolute_url()}#item-{item.pk}")


@require_http_methods(["GET", "POST"])
def agenda_item_remove(request: MemberRequest, agenda_item_id):
    """Asks first; what is written for the item goes only where somebody says so."""
    item = access.item_to_remove_or_404(request, agenda_item_id)
    if not item.meeting.is_draft:
        return _prepared_no_longer(request, item.meeting)
    form = RemoveForm(request.POST if request.method == "POST" else None, item=item)
    if form.is_valid():
        try:
            actions.remove_item(request.membership, item, **form.cleaned_data)
        except (EditedMeanwhile, actions.NotesWouldGo):
            messages.info(request, _("Somebody has changed it meanwhile. Look once more."))
            return redirect("reflection:agenda_item_remove", item.pk)
        messages.success(request, _("It is off the agenda."))
        return redirect(f"{item.meeting.get_absolute_url()}#agenda-heading")
    context = {"form": form, "item": item, "meeting": item.meeting}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/agenda_item_remove.html", context, status=status)


def _prepared_no_longer(request, meeting, *typed):
    if any(request.POST.get(name) for name in typed):
        return text_kept(request, *typed)
    messages.info(request, _("The meeting is over or cancelled, so its agenda stays as it is."))
    return redirect(meeting)


def _page(request, meeting, form, title):
    context = {"form": form, "meeting": meeting, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/agenda_form.html", context, status=status)
