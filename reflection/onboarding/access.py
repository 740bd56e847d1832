"""Whoever is new, her buddy and her leader see a path. The first two tick; nobody else sees it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from caseload.agreements.models import advisors_led_by
from reflection.onboarding.models import OfficeStep, OnboardingPath, PathStep


def refuse_who_has_no_path(membership):
    if not membership.sees_participants:
        raise PermissionDenied


def refuse_who_leads_nobody(membership):
    if not membership.leads:
        raise PermissionDenied


def path_or_404(request, path_id):
    paths = OnboardingPath.objects.visible_to(request.membership).for_list()
    return get_object_or_404(paths, pk=path_id)


def step_to_tick_or_404(request, step_id):
    steps = PathStep.objects.visible_to(request.membership)
    steps = steps.select_related("path__newcomer", "path__buddy")
    step = get_object_or_404(steps, pk=step_id)
    if not can_tick(request.membership, step.path):
        raise PermissionDenied
    return step


def office_step_or_404(request, office_step_id):
    refuse_who_leads_nobody(request.membership)
    steps = OfficeStep.objects.visible_to(request.membership)
    return get_object_or_404(steps, pk=office_step_id)


def can_tick(membership, path):
    return membership.user_id in (path.newcomer_id, path.buddy_id)


def possible_newcomers(membership):
    """For a leader whom she leads; a colleague starts it for herself, or for whose buddy she is."""
    people = advisors_led_by(membership) if membership.leads else membership.colleagues
    under_way = OnboardingPath.objects.under_way().filter(office=membership.office_id)
    return people.exclude(pk__in=under_way.values("newcomer"))
