from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from reflection.onboarding import access, actions
from reflection.onboarding.forms import BuddyForm, EndForm, OfficeStepForm, StartForm, TickForm
from reflection.onboarding.known import known_of
from reflection.onboarding.models import OfficeStep, OnboardingPath
from reflection.people import not_to_be_named

MOST_SHOWN = 100
OVER_SHOWN = 10


@require_GET
def onboarding_list(request: MemberRequest):
    """Her own path and those she is buddy on; for a leader those under way."""
    access.refuse_who_has_no_path(request.membership)
    paths = OnboardingPath.objects.visible_to(request.membership).for_list()
    context = {
        "paths": paths.under_way()[:MOST_SHOWN],
        "over": paths.over()[:OVER_SHOWN],
    }
    return render(request, "reflection/onboarding_list.html", context)


@require_http_methods(["GET", "POST"])
def onboarding_start(request: MemberRequest):
    access.refuse_who_has_no_path(request.membership)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        instance=OnboardingPath(office_id=request.membership.office_id),
        membership=request.membership,
        newcomers=access.possible_newcomers(request.membership),
    )
    if form.is_valid():
        try:
            path = actions.start_path(request.membership, **form.cleaned_data)
        except actions.StartedAlready:
            messages.info(request, _("There is a path under way for her already."))
            return redirect("reflection:onboarding_list")
        messages.success(request, _("The path is started."))
        return redirect(path)
    status = 422 if form.is_bound else 200
    return render(request, "reflection/onboarding_start.html", {"form": form}, status=status)


@require_GET
def onboarding_detail(request: MemberRequest, path_id):
    """What is done and what is next. What is known of her she alone is offered."""
    path = access.path_or_404(request, path_id)
    steps = list(path.steps.for_list())
    offers = {}
    if path.newcomer_id == request.membership.user_id and not path.is_over:
        offers = known_of(path, steps)
    for step in steps:
        step.offer = offers.get(step.pk)
    context = {
        "path": path,
        "steps": steps,
        "can_tick": access.can_tick(request.membership, path),
    }
    return render(request, "reflection/onboarding_detail.html", context)


@require_http_methods(["GET", "POST"])
def onboarding_buddy(request: MemberRequest, path_id):
    path = access.path_or_404(request, path_id)
    if path.is_over:
        return _is_over(request, path)
    form = BuddyForm(
        request.POST if request.method == "POST" else None,
        instance=path,
        colleagues=request.membership.colleagues,
    )
    if form.is_valid():
        actions.choose_buddy(request.membership, path, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("reflection:onboarding_list")
    return _form_page(request, path, form, _("Choose a buddy"))


@require_http_methods(["GET", "POST"])
def onboarding_end(request: MemberRequest, path_id):
    path = access.path_or_404(request, path_id)
    if path.is_over:
        return _is_over(request, path)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.end_path(request.membership, path, **form.cleaned_data)
        messages.success(request, _("The path is ended."))
        return redirect("reflection:onboarding_list")
    return _form_page(request, path, form, _("End the path"))


@require_http_methods(["GET", "POST"])
def path_step(request: MemberRequest, path_step_id):
    """Tick a step: when it was, and with whom."""
    step = access.step_to_tick_or_404(request, path_step_id)
    if step.path.is_over:
        return _is_over(request, step.path)
    form = TickForm(
        request.POST if request.method == "POST" else None,
        instance=step,
        colleagues=request.membership.colleagues.exclude(pk=step.path.newcomer_id),
    )
    if form.is_valid():
        path = actions.tick_step(request.membership, step, **form.cleaned_data)
        said = _("All is done. Welcome!") if path.is_over else _("Saved.")
        messages.success(request, said)
        return redirect(path)
    return _form_page(request, step.path, form, step.text)


@require_POST
def path_step_undo(request: MemberRequest, path_step_id):
    step = access.step_to_tick_or_404(request, path_step_id)
    actions.untick_step(request.membership, step)
    return redirect(step.path)


def _form_page(request, path, form, title):
    context = {"form": form, "path": path, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/onboarding_form.html", context, status=status)


def _is_over(request, path):
    messages.info(request, _("This path is over."))
    return redirect(path)


@require_http_methods(["GET", "POST"])
def office_steps(request: MemberRequest):
    """The steps the office has added, for leaders to add and take away."""
    access.refuse_who_leads_nobody(request.membership)
    form = OfficeStepForm(
        request.POST if request.method == "POST" else None,
        instance=OfficeStep(office_id=request.membership.office_id),
        **not_to_be_named(request.membership),
    )
    if form.is_valid():
        actions.add_office_step(request.membership, **form.cleaned_data)
        messages.success(request, _("The step stands on paths that are started from now on."))
        return redirect("reflection:office_steps")
    context = {"form": form, "steps": OfficeStep.objects.visible_to(request.membership)}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/office_steps.html", context, status=status)


@require_POST
def office_step_drop(request: MemberRequest, office_step_id):
    step = access.office_step_or_404(request, office_step_id)
    actions.drop_office_step(step)
    return redirect("reflection:office_steps")
