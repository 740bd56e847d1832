from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import trigger_client_event

from accounts.http import MemberRequest
from caseload.todos.forms import DropForm, FinishForm
from reflection.agreed import access, actions
from reflection.agreed.forms import AgreedForm, CarryForm
from reflection.agreed.owners import owners_of
from reflection.meetings.access import invited_meeting_or_404


@require_http_methods(["GET", "POST"])
def agreed_create(request: MemberRequest, meeting_id):
    meeting = invited_meeting_or_404(request, meeting_id)
    form = _form(AgreedForm, request, owners=owners_of(meeting))
    if form.is_valid():
        action = actions.agree(request.membership, meeting, **form.written())
        message = _("Saved. It stands on the bench of whoever is responsible.")
        return _row(request, action, message, is_new=True)
    return _asked(request, form, meeting, _("Something we have agreed on"), _("Save"))


@require_GET
def agreed_detail(request: MemberRequest, agreed_id):
    """One action. With htmx its row: "cancel" in the form that took its place."""
    action = access.agreed_or_404(request, agreed_id)
    if request.htmx:
        return _row(request, action)
    return render(request, "reflection/agreed_detail.html", {"action": action})


@require_http_methods(["GET", "POST"])
def agreed_edit(request: MemberRequest, agreed_id):
    action = access.agreed_to_change_or_404(request, agreed_id)
    if not action.is_open:
        return _row(request, action, ended_before())
    initial = {"what": action.what, "owner": action.owner.pk, "due_on": action.due_on}
    owners = owners_of(action.meeting)
    form = _form(AgreedForm, request, action, instance=action, owners=owners, initial=initial)
    save = partial(actions.edit_agreed, request.membership, action)
    if form.is_valid() and form.saved_by(save):
        return _row(request, action, _("Saved."))
    return _asked(request, form, action.meeting, _("Change what we agreed"), _("Save"), action)


@require_http_methods(["GET", "POST"])
def agreed_finish(request: MemberRequest, agreed_id):
    action = access.agreed_to_change_or_404(request, agreed_id)
    form = _form(FinishForm, request, action)
    if form.is_valid():
        done = actions.finish_agreed(request.membership, action, **form.cleaned_data)
        return _row(request, action, _("Done.") if done else ended_before())
    return _asked(request, form, action.meeting, action.what, _("It is done"), action)


@require_http_methods(["GET", "POST"])
def agreed_carry(request: MemberRequest, agreed_id):
    """It gets more time, and perhaps somebody else."""
    action = access.agreed_to_change_or_404(request, agreed_id)
    initial = {"owner": action.owner.pk}
    form = _form(CarryForm, request, action, owners=owners_of(action.meeting), initial=initial)
    if form.is_valid():
        carried = actions.carry_on(request.membership, action, **form.cleaned_data)
        return _row(request, action, _("Saved.") if carried else ended_before())
    return _asked(request, form, action.meeting, action.what, _("Carry on"), action)


@require_http_methods(["GET", "POST"])
def agreed_drop(request: MemberRequest, agreed_id):
    action = access.agreed_to_change_or_404(request, agreed_id)
    form = _form(DropForm, request, action)
    if form.is_valid():
        dropped = actions.drop_agreed(request.membership, action, **form.cleaned_data)
        message = _("It is off the list. The reason is kept.")
        return _row(request, action, message if dropped else ended_before())
    return _asked(request, form, action.meeting, action.what, _("No longer needed"), action)


def ended_before():
    return _("This was closed already.")


def _form(form_class, request, action=None, **fields):
    """Small in a row, where several may stand open at once: each has ids of its own."""
    data = request.POST if request.method == "POST" else None
    if request.htmx:
        fields |= {"size": "small", "auto_id": f"agreed-{_of_row(action)}-%s"}
    return form_class(data, **fields)


def _of_row(action):
    return action.pk if action else "new"


def _asked(request, form, meeting, title, submit, action=None):
    """The form: in its row, or on a page that leads back to the meeting it was opened from."""
    back = access.meeting_asked_for(request, action) if action else meeting
    context = {
        "form": form,
        "meeting": back,
        "action": action,
        "title": title,
        "submit": submit,
        "of_row": _of_row(action),
    }
    template = "_agreed_form_row.html" if request.htmx else "agreed_form.html"
    status = 422 if form.is_bound else 200
    return render(request, f"reflection/{template}", context, status=status)


def _row(request, action, message="", *, is_new=False):
    """The row as it is now; without htmx the page it stands on, with the message."""
    meeting = access.meeting_asked_for(request, action)
    if not request.htmx:
        messages.success(request, message)
        return redirect(meeting)
    action = access.agreed_or_404(request, action.pk)
    context = {"action": action, "meeting": meeting, "is_new": is_new}
    row = render(request, "reflection/_agreed_row.html", context)
    return trigger_client_event(row, "hn:focus", f"#agreed-{action.pk} a", after="settle")
