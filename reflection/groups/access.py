"""Who may open a group. Its members, and whoever made it, change it; others see that it meets."""

import re

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from reflection.groups.models import Group

NUMBER = re.compile(r"[0-9]{1,18}")


def group_or_404(request, group_id):
    return get_object_or_404(Group.objects.visible_to(request.membership), pk=group_id)


def own_group_or_404(request, group_id):
    group = group_or_404(request, group_id)
    if not can_change(request.membership, group):
        raise PermissionDenied
    return group


def joined_group_or_404(request, group_id):
    """A group she belongs to: its calendar is of what she is invited to."""
    group = group_or_404(request, group_id)
    if not belongs_to(request.membership, group):
        raise PermissionDenied
    return group


def leading_member_or_404(group, number):
    """Who takes turns to lead, by the number of her row as a form sent it."""
    leading = group.members.current().filter(leads=True)
    return get_object_or_404(leading, pk=number if NUMBER.fullmatch(number) else 0)


def can_change(membership, group):
    return group.created_by_id == membership.user_id or belongs_to(membership, group)


def belongs_to(membership, group):
    return group.members.current().filter(user=membership.user_id).exists()
