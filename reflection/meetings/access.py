"""Who may open a meeting, and who may write in it.

Whoever is invited prepares, holds and shares it together with the others: there is no chair with
rights of her own. Everybody else who may see it sees that it takes place and what was shared.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts import audit
from reflection.meetings.models import Meeting


def meeting_or_404(request, meeting_id):
    """One meeting with `is_invited`: whether its text is hers to read. The text is logged."""
    meetings = Meeting.objects.visible_to(request.membership).for_list()
    meeting = get_object_or_404(meetings.select_related("stand_in"), pk=meeting_id)
    meeting.is_invited = Meeting.objects.read_by(request.membership).filter(pk=meeting_id).exists()
    if meeting.is_invited and request.method == "GET":
        audit.record(request.membership, "meeting.open", meeting)
    return meeting


def invited_meeting_or_404(request, meeting_id):
    """The same for whoever is invited. Whoever only sees that it takes place gets 403."""
    meeting = meeting_or_404(request, meeting_id)
    if not meeting.is_invited:
        raise PermissionDenied
    return meeting
