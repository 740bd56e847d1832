from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.plan import access, actions
from caseload.plan.forms import CloseGoalForm, DropStepForm, GoalForm, HindranceForm, StepForm
from caseload.views.pages import follow_up_has_ended, form_page


@require_GET
def plan(request: MemberRequest, participant_id):
    """Goals with their steps, and what disturbs outside work."""
    participant = caseload_access.participant_or_404(request, participant_id, shown="plan.open")
    goals = participant.goals.prefetch_related("steps")
    may_change = caseload_access.can_change(request.membership, participant)
    context = {
        "participant": participant,
        "can_change": may_change,
        "can_edit": may_change and participant.is_active,
        "goals": goals.open(),
        "closed_goals": goals.closed(),
        "hindrances": participant.hindrances.all(),
    }
    return render(request, "caseload/plan.html", context)


@require_http_methods(["GET", "POST"])
def goal_create(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    if ended := follow_up_has_ended(request, participant, "caseload:plan"):
        return ended
    form = GoalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        goal = actions.add_goal(request.membership, participant, **form.written())
        messages.success(request, _("The goal is in the plan."))
        return redirect(goal)
    return _form_page(request, participant, form, _("New goal"))


@require_http_methods(["GET", "POST"])
def goal_edit(request: MemberRequest, goal_id):
    goal = access.own_goal_or_404(request, goal_id)
    if ended := follow_up_has_ended(request, goal.participant, "caseload:plan"):
        return ended
    form = GoalForm(
        request.POST if request.method == "POST" else None,
        instance=goal,
        auto_id=f"goal-{goal.pk}-%s",
    )
    if form.is_valid() and form.saved_by(partial(actions.edit_goal, request.membership, goal)):
        messages.success(request, _("Saved."))
        return redirect(goal)
    return _form_page(request, goal.participant, form, _("Change the goal"))


@require_http_methods(["GET", "POST"])
def goal_close(request: MemberRequest, goal_id):
    goal = access.own_goal_or_404(request, goal_id)
    if ended := follow_up_has_ended(request, goal.participant, "caseload:plan"):
        return ended
    form = CloseGoalForm(
        request.POST if request.method == "POST" else None, auto_id=f"close-{goal.pk}-%s"
    )
    if form.is_valid():
        actions.close_goal(request.membership, goal, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(goal)
    return _form_page(request, goal.participant, form, _("Close the goal"))


@require_POST
def goal_reopen(request: MemberRequest, goal_id):
    goal = access.own_goal_or_404(request, goal_id)
    if ended := follow_up_has_ended(request, goal.participant, "caseload:plan"):
        return ended
    actions.reopen_goal(request.membership, goal)
    messages.success(request, _("The goal is open again."))
    return redirect(goal)


@require_http_methods(["GET", "POST"])
def step_create(request: MemberRequest, goal_id):
    goal = access.own_goal_or_404(request, goal_id)
    if closed := _is_closed(request, goal):
        return closed
    form = StepForm(
        request.POST if request.method == "POST" else None, auto_id=f"step-of-{goal.pk}-%s"
    )
    if form.is_valid():
        actions.add_step(request.membership, goal, **form.written())
        messages.success(request, _("The step is in the plan."))
        return redirect(goal)
    return _form_page(request, goal.participant, form, _("New step"))


@require_http_methods(["GET", "POST"])
def step_edit(request: MemberRequest, step_id):
    step = access.own_step_or_404(request, step_id)
    if closed := _is_closed(request, step.goal):
        return closed
    form = StepForm(
        request.POST if request.method == "POST" else None,
        instance=step,
        auto_id=f"step-{step.pk}-%s",
    )
    if form.is_valid() and form.saved_by(partial(actions.edit_step, request.membership, step)):
        messages.success(request, _("Saved."))
        return redirect(step.goal)
    return _form_page(request, step.goal.participant, form, _("Change the step"))


@require_http_methods(["GET", "POST"])
def step_drop(request: MemberRequest, step_id):
    step = access.own_step_or_404(request, step_id)
    if closed := _is_closed(request, step.goal):
        return closed
    form = DropStepForm(
        request.POST if request.method == "POST" else None, auto_id=f"drop-{step.pk}-%s"
    )
    if form.is_valid():
        actions.drop_step(request.membership, step, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(step.goal)
    return _form_page(request, step.goal.participant, form, _("Drop the step"))


@require_POST
def step_done(request: MemberRequest, step_id):
    """Done, by one click; a second click on an old page changes nothing."""
    step = access.own_step_or_404(request, step_id)
    if closed := _is_closed(request, step.goal):
        return closed
    if step.is_open:
        actions.finish_step(request.membership, step)
    messages.success(request, _("The step is done."))
    return redirect(step.goal)


@require_POST
def step_reopen(request: MemberRequest, step_id):
    step = access.own_step_or_404(request, step_id)
    if closed := _is_closed(request, step.goal):
        return closed
    actions.reopen_step(request.membership, step)
    messages.success(request, _("The step is open again."))
    return redirect(step.goal)


@require_http_methods(["GET", "POST"])
def hindrance_create(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    if ended := follow_up_has_ended(request, participant, "caseload:plan"):
        return ended
    form = HindranceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.add_hindrance(request.membership, participant, **form.written())
        messages.success(request, _("Saved. It stands in the plan only."))
        return redirect("caseload:plan", participant.pk)
    return _form_page(request, participant, form, _("What disturbs outside work"))


@require_http_methods(["GET", "POST"])
def hindrance_edit(request: MemberRequest, hindrance_id):
    hindrance = access.own_hindrance_or_404(request, hindrance_id)
    participant = hindrance.participant
    if ended := follow_up_has_ended(request, participant, "caseload:plan"):
        return ended
    form = HindranceForm(
        request.POST if request.method == "POST" else None,
        instance=hindrance,
        auto_id=f"hindrance-{hindrance.pk}-%s",
    )
    edit = partial(actions.edit_hindrance, request.membership, hindrance)
    if form.is_valid() and form.saved_by(edit):
        messages.success(request, _("Saved."))
        return redirect("caseload:plan", participant.pk)
    return _form_page(request, participant, form, _("What disturbs outside work"))


@require_POST
def hindrance_settle(request: MemberRequest, hindrance_id):
    hindrance = access.own_hindrance_or_404(request, hindrance_id)
    if ended := follow_up_has_ended(request, hindrance.participant, "caseload:plan"):
        return ended
    actions.settle_hindrance(request.membership, hindrance)
    messages.success(request, _("Saved."))
    return redirect("caseload:plan", hindrance.participant_id)


@require_POST
def hindrance_remove(request: MemberRequest, hindrance_id):
    """Taking away is possible at all times, also when the follow-up has ended."""
    hindrance = access.own_hindrance_or_404(request, hindrance_id)
    actions.remove_hindrance(request.membership, hindrance)
    messages.success(request, _("It is deleted."))
    return redirect("caseload:plan", hindrance.participant_id)


def _form_page(request, participant, form, title):
    if request.htmx:
        form.take_focus()
    return form_page(request, participant, form, title, template="caseload/plan_form.html")


def _is_closed(request, goal):
    """A redirect that says so, to who would change its steps; None while the goal is open."""
    if ended := follow_up_has_ended(request, goal.participant, "caseload:plan"):
        return ended
    if goal.is_open:
        return None
    messages.info(request, _("This goal is closed. Open it again first."))
    return redirect(goal)
