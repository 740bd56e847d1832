"""Who may open a meeting, and who may write in it.

Whoever is invited prepares, holds and shares it together with the others: there is no chair with
rights of her own. Everybody else who may see it sees that it takes place and what was shared.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts import audit
from reflection.meetings.models import Meeting


def meeting_or_404(request, meeting_id, *, shown=True):
    """One meeting with `is_invited` and `is_told`, see for_reader(). Its text opened is logged.

    Not `shown` is what a page that stands open asks for by itself.
    """
    meetings = Meeting.objects.visible_to(request.membership).for_reader(request.membership)
    meeting = get_object_or_404(meetings.for_list().select_related("stand_in"), pk=meeting_id)
    if shown and meeting.is_invited and request.method == "GET" and not request.htmx:
        audit.record(request.membership, "meeting.open", meeting)
    return meeting


def invited_meeting_or_404(request, meeting_id, *, shown=True):
    """The same for whoever is invited. Whoever only sees that it takes place gets 403."""
    meeting = meeting_or_404(request, meeting_id, shown=shown)
    if not meeting.is_invited:
        raise PermissionDenied
    return meeting
