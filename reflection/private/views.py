from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from reflection.access import refuse_who_does_not_reflect
from reflection.kept import keeping
from reflection.private import access, actions, export
from reflection.private.forms import PrivateEntryForm
from reflection.private.models import PrivateEntry

PAGE_SIZE = 20


@require_GET
def private_list(request: MemberRequest):
    """What she has written, by month, the newest first."""
    refuse_who_does_not_reflect(request.membership)
    entries = PrivateEntry.objects.visible_to(request.membership)
    context = {"page": Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page"))}
    return render(request, "reflection/private_list.html", context)


@require_http_methods(["GET", "POST"])
def private_create(request: MemberRequest):
    refuse_who_does_not_reflect(request.membership)
    entry = PrivateEntry(user=request.user)
    form = PrivateEntryForm(request.POST if request.method == "POST" else None, instance=entry)
    if form.is_valid():
        actions.write_entry(request.membership, **form.written())
        return _saved(request)
    return _form(request, form, _("Write for yourself"))


@require_http_methods(["GET", "POST"])
@keeping("text")
def private_edit(request: MemberRequest, entry_id):
    entry = access.private_entry_or_404(request, entry_id)
    form = PrivateEntryForm(request.POST if request.method == "POST" else None, instance=entry)
    save = partial(actions.change_entry, request.membership, entry)
    if form.is_valid() and form.saved_by(save):
        return _saved(request)
    return _form(request, form, _("Change what you wrote"))


@require_http_methods(["GET", "POST"])
def private_delete(request: MemberRequest, entry_id):
    """Asked once, and then it is gone."""
    entry = access.private_entry_or_404(request, entry_id)
    if request.method == "POST":
        actions.delete_entry(request.membership, entry)
        messages.success(request, _("It is deleted."))
        return redirect("reflection:private_list")
    return render(request, "reflection/private_delete.html", {"entry": entry})


@require_http_methods(["GET", "POST"])
def private_delete_all(request: MemberRequest):
    refuse_who_does_not_reflect(request.membership)
    if request.method == "POST":
        actions.delete_all_entries(request.membership)
        messages.success(request, _("Everything is deleted."))
        return redirect("reflection:private_list")
    return render(request, "reflection/private_delete_all.html")


@require_POST
def private_prompt(request: MemberRequest):
    refuse_who_does_not_reflect(request.membership)
    actions.want_prompt(request.membership, request.POST.get("wanted") == "yes")
    messages.success(request, _("Saved."))
    return redirect("reflection:private_list")


@require_GET
def private_text(request: MemberRequest):
    return _file(request, export.as_text, "text/plain", "txt")


@require_GET
def private_json(request: MemberRequest):
    return _file(request, export.as_json, "application/json", "json")


def _file(request, written_as, content_type, ending):
    refuse_who_does_not_reflect(request.membership)
    entries = PrivateEntry.objects.visible_to(request.membership).order_by("written_at", "pk")
    # The name says nothing to whoever looks over her shoulder at a folder of downloads.
    disposition = f'attachment; filename="hybridnav.{ending}"'
    return HttpResponse(
        written_as(entries),
        content_type=f"{content_type}; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )


def _saved(request):
    messages.success(request, _("Saved."))
    return redirect("reflection:private_list")


def _form(request, form, title):
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title}
    return render(request, "reflection/private_form.html", context, status=status)
