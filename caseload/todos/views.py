from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.todos import access, actions
from caseload.todos.forms import DropForm, FinishForm, HandForm, TodoForm
from caseload.todos.models import Todo
from caseload.views.pages import follow_up_has_ended, form_page

MOST_SHOWN = 200
DONE_SHOWN = 20


@require_GET
def todo_list(request: MemberRequest):
    """What I have to do, and what I have done lately."""
    access.refuse_who_has_nothing_to_do(request.membership)
    todos = Todo.objects.visible_to(request.membership).for_list()
    done = todos.done_lately(timezone.localdate()).filter(owner=request.user)
    context = {
        "todos": todos.waiting_for(request.membership)[:MOST_SHOWN],
        "done": done.order_by("-done_on", "-pk")[:DONE_SHOWN],
    }
    return render(request, "caseload/todo_list.html", context)


@require_GET
def todo_panel(request: MemberRequest, participant_id):
    """What is to be done for one person: a panel of her page."""
    shown = None if request.htmx else "todos.open"
    participant = caseload_access.participant_or_404(request, participant_id, shown=shown)
    todos = participant.todos.for_list()
    context = {
        "participant": participant,
        "todos": todos.open()[:MOST_SHOWN],
        "done": todos.done_lately(timezone.localdate()).order_by("-done_on", "-pk")[:DONE_SHOWN],
        "can_change": caseload_access.can_change(request.membership, participant),
    }
    template = "_todo_panel.html" if request.htmx else "todo_panel.html"
    return render(request, f"caseload/{template}", context)


@require_http_methods(["GET", "POST"])
def todo_create(request: MemberRequest):
    """Something to do that is about nobody."""
    access.refuse_who_has_nothing_to_do(request.membership)
    form = TodoForm(
        request.POST if request.method == "POST" else None,
        owners=access.possible_owners(request.membership, None).filter(pk=request.user.pk),
    )
    if form.is_valid():
        actions.add_todo(request.membership, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("caseload:todo_list")
    return _todo_form(request, form, _("Add something to do"))


@require_http_methods(["GET", "POST"])
def participant_todo_create(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    if ended := follow_up_has_ended(request, participant):
        return ended
    owners = access.possible_owners(request.membership, participant)
    mine = request.user if request.user in owners else participant.advisor
    form = TodoForm(
        request.POST if request.method == "POST" else None,
        owners=owners,
        initial={"owner": mine},
    )
    if form.is_valid():
        todo = {"owner": mine} | form.cleaned_data
        actions.add_todo(request.membership, participant=participant, **todo)
        messages.success(request, _("Saved."))
        return redirect(participant)
    return form_page(request, participant, form, _("Something to do for the person"))


@require_http_methods(["GET", "POST"])
def todo_finish(request: MemberRequest, todo_id):
    """One thing to do, and the place to say that it is done."""
    todo = access.todo_or_404(request, todo_id)
    form = FinishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = todo.is_open and actions.finish_todo(request.membership, todo, **form.cleaned_data)
        return _leave(request, todo, done, _("Done."))
    return _todo_form(request, form, todo.text, todo, submit=_("It is done"))


@require_http_methods(["GET", "POST"])
def todo_drop(request: MemberRequest, todo_id):
    todo = access.todo_or_404(request, todo_id)
    form = DropForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        dropped = todo.is_open and actions.drop_todo(request.membership, todo, **form.cleaned_data)
        return _leave(request, todo, dropped, _("It is off the list. The reason is kept."))
    return _todo_form(request, form, _("No longer needed"), todo)


@require_http_methods(["GET", "POST"])
def todo_hand(request: MemberRequest, todo_id):
    todo = access.todo_or_404(request, todo_id)
    owners = access.possible_owners(request.membership, todo.participant)
    form = HandForm(
        request.POST if request.method == "POST" else None,
        owners=owners.exclude(pk=todo.owner_id),
        about_a_person=todo.participant is not None,
    )
    if form.is_valid():
        handed = todo.is_open and actions.hand_todo(request.membership, todo, **form.cleaned_data)
        return _leave(request, todo, handed, _("Saved."))
    return _todo_form(request, form, _("Hand it to somebody else"), todo)


def _leave(request, todo, written, message):
    """Back to where the rest is: the person's page for her things, else the own list."""
    if written:
        messages.success(request, message)
    else:
        messages.info(request, _("This was closed already."))
    return redirect(todo.participant or "caseload:todo_list")


def _todo_form(request, form, title, todo=None, *, submit=None):
    context = {"form": form, "todo": todo, "title": title, "submit": submit or _("Save")}
    status = 422 if form.is_bound else 200
    return render(request, "caseload/todo_form.html", context, status=status)
