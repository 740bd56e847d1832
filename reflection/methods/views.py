from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from reflection.access import refuse_who_does_not_reflect
from reflection.methods import access, actions
from reflection.methods.forms import MethodForm, ResetForm, name_of
from reflection.methods.offered import LANGUAGES, SHIPPED, method_in, methods_for


@require_GET
def method_list(request: MemberRequest):
    """What a group can take up, and what the office has put away."""
    refuse_who_does_not_reflect(request.membership)
    methods = methods_for(request.membership.office_id, also_hidden=True)
    context = {
        "methods": [method for method in methods if not method.is_hidden],
        "hidden": [method for method in methods if method.is_hidden],
        "can_change": access.can_change(request.membership),
    }
    return render(request, "reflection/method_list.html", context)


@require_GET
def method_detail(request: MemberRequest, method_code):
    """One method, to be followed in a meeting."""
    method = access.method_or_404(request, method_code)
    context = {"method": method, "can_change": access.can_change(request.membership)}
    return render(request, "reflection/method_detail.html", context)


@require_http_methods(["GET", "POST"])
def method_create(request: MemberRequest):
    """A method of the office's own."""
    access.refuse_who_has_no_office(request.membership)
    form = MethodForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        method = actions.create_method(request.membership, **form.written())
        messages.success(request, _("The method is saved for the whole office."))
        return redirect("reflection:method_detail", method.code)
    status = 422 if form.is_bound else 200
    return render(request, "reflection/method_create.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def method_edit(request: MemberRequest, method_code):
    """The office's own version, in all languages."""
    row = access.office_method_or_404(request, method_code)
    form = MethodForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid() and form.saved_by(partial(actions.change_method, request.membership, row)):
        messages.success(request, _("The method is saved for the whole office."))
        return redirect("reflection:method_detail", row.code)
    context = {"form": form, "code": row.code, "can_reset": _differs(row)}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/method_edit.html", context, status=status)


def _differs(row):
    return row.code in SHIPPED and row.content != SHIPPED[row.code]


@require_http_methods(["GET", "POST"])
def method_reset(request: MemberRequest, method_code):
    """The office's version beside the shipped one in each language, and the way back to it."""
    row = access.office_method_or_404(request, method_code)
    if not _differs(row):
        messages.info(request, _("The office uses this method as it is."))
        return redirect("reflection:method_detail", row.code)
    form = ResetForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid() and form.saved_by(partial(actions.reset_method, request.membership, row)):
        messages.success(request, _("The shipped method is used again."))
        return redirect("reflection:method_detail", row.code)
    context = {"form": form, "code": row.code, "pairs": _pairs(row)}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/method_reset.html", context, status=status)


def _pairs(row):
    """(language, ours, shipped) of each language in which the office has changed something."""
    for language in LANGUAGES:
        ours = method_in(language, row.code, row.content)
        shipped = method_in(language, row.code, SHIPPED[row.code])
        if ours != replace(shipped, is_changed=True):
            yield name_of(language), ours, shipped


@require_POST
def method_hide(request: MemberRequest, method_code):
    """Take it out of what is offered at the office, or back into it."""
    row = access.office_method_or_404(request, method_code)
    is_hidden = "show" not in request.POST
    actions.hide_method(request.membership, row, is_hidden=is_hidden)
    said = (
        _("The method is hidden at your office.") if is_hidden else _("The method is shown again.")
    )
    messages.success(request, said)
    return redirect("reflection:method_list")
