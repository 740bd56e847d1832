"""Who may open a group. Its members, and whoever made it, change it; others see that it meets."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from reflection.groups.models import Group


def group_or_404(request, group_id):
    return get_object_or_404(Group.objects.visible_to(request.membership), pk=group_id)


def own_group_or_404(request, group_id):
    group = group_or_404(request, group_id)
    if not can_change(request.membership, group):
        raise PermissionDenied
    return group


def can_change(membership, group):
    if group.created_by_id == membership.user_id:
        return True
    return group.members.current().filter(user=membership.user_id).exists()
