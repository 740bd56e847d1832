"""Who may open what a meeting has agreed, and who may change it: whoever is invited."""

import uuid

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from reflection.agreed.models import AgreedAction
from reflection.meetings.models import Meeting


def agreed_or_404(request, agreed_id):
    """One of them with `can_change`. Whoever only has it to do answers on the todo's page."""
    seen = AgreedAction.objects.visible_to(request.membership).for_list()
    action = get_object_or_404(seen.select_related("meeting__group"), pk=agreed_id)
    action.can_change = _meetings_of_hers(request.membership, action).exists()
    return action


def agreed_to_change_or_404(request, agreed_id):
    action = agreed_or_404(request, agreed_id)
    if not action.can_change:
        raise PermissionDenied
    return action


def meeting_asked_for(request, action):
    """The meeting whose page it was opened from, named in the address; else its own."""
    try:
        asked = uuid.UUID(request.GET.get("meeting", ""))
    except ValueError:
        return action.meeting
    return _meetings_of_hers(request.membership, action).filter(pk=asked).first() or action.meeting


def _meetings_of_hers(membership, action):
    meetings = Meeting.objects.read_by(membership).filter(group=action.meeting.group_id)
    return meetings.filter(starts_at__gte=action.meeting.starts_at)
