"""Single goals, steps and hindrances: for whoever may change their participant."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from caseload.access import can_change
from caseload.models import Participant
from caseload.plan.models import Goal, Hindrance, Step


def own_goal_or_404(request, goal_id):
    goals = Goal.objects.filter(participant__in=_people(request))
    goal = get_object_or_404(goals.select_related("participant"), pk=goal_id)
    _must_change(request, goal.participant)
    return goal


def own_step_or_404(request, step_id):
    steps = Step.objects.filter(goal__participant__in=_people(request))
    step = get_object_or_404(steps.select_related("goal__participant"), pk=step_id)
    _must_change(request, step.goal.participant)
    return step


def own_hindrance_or_404(request, hindrance_id):
    hindrances = Hindrance.objects.filter(participant__in=_people(request))
    hindrance = get_object_or_404(hindrances.select_related("participant"), pk=hindrance_id)
    _must_change(request, hindrance.participant)
    return hindrance


def _people(request):
    return Participant.objects.open_to(request.membership)


def _must_change(request, participant):
    if not can_change(request.membership, participant):
        raise PermissionDenied
