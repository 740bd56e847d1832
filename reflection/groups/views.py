from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from reflection.groups import access
from reflection.meetings.rhythm import rhythm_of


@require_GET
def group_detail(request: MemberRequest, group_id):
    """Who meets, how often, and whose turn it is."""
    group = access.group_or_404(request, group_id)
    members = group.members.current().select_related("user")
    context = {
        "group": group,
        "members": members,
        "rhythm": rhythm_of(request.membership, group),
        "can_change": access.can_change(request.membership, group),
    }
    return render(request, "reflection/group_detail.html", context)
