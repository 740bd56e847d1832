from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from mentors.needs.models import WorkplaceNeed


def need_or_404(request, need_id):
    needs = WorkplaceNeed.objects.visible_to(request.membership).select_related("by")
    return get_object_or_404(needs, pk=need_id)


def need_to_close_or_404(request, need_id):
    need = need_or_404(request, need_id)
    if not can_close(request.membership, need):
        raise PermissionDenied
    return need


def can_close(membership, need):
    """Whoever asked; a leader where she is gone."""
    return membership.leads or need.by_id == membership.user_id


def refuse_who_sees_no_workplaces(membership):
    if not membership.sees_workplaces:
        raise PermissionDenied


def refuse_who_follows_nobody_up(membership):
    if not membership.follows_up:
        raise PermissionDenied
