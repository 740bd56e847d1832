"""Single goals, steps and hindrances: for whoever may change their participant."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from caseload.access import can_change
from caseload.plan.models import Goal, Hindrance, Step


def own_goal_or_404(request, goal_id):
    goals = Goal.objects.visible_to(request.membership).select_related("participant")
    goal = get_object_or_404(goals, pk=goal_id)
    _must_change(request, goal.participant)
    return goal


def own_step_or_404(request, step_id):
    steps = Step.objects.visible_to(request.membership).select_related("goal__participant")
    step = get_object_or_404(steps, pk=step_id)
    _must_change(request, step.goal.participant)
    return step


def own_hindrance_or_404(request, hindrance_id):
    visible = Hindrance.objects.visible_to(request.membership).select_related("participant")
    hindrance = get_object_or_404(visible, pk=hindrance_id)
    _must_change(request, hindrance.participant)
    return hindrance


def _must_change(request, participant):
    if not can_change(request.membership, participant):
        raise PermissionDenied
