"""Who may open a learning point, and who may change, spread and take it back.

Whoever wrote it, and whoever was at the meeting it comes from. Somebody who was invited and did not
come reads it.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from reflection.learning.models import LearningPoint
from reflection.meetings.models import Meeting


def learning_or_404(request, learning_id):
    points = LearningPoint.objects.visible_to(request.membership).for_list()
    return get_object_or_404(points.select_related("by", "meeting__group"), pk=learning_id)


def own_learning_or_404(request, learning_id):
    point = learning_or_404(request, learning_id)
    if not can_change(request.membership, point):
        raise PermissionDenied
    return point


def can_change(membership, point):
    return LearningPoint.objects.changed_by(membership).filter(pk=point.pk).exists()


def meeting_to_learn_from_or_404(request, meeting_id):
    """A meeting she is invited to. No text of it is shown, so none is logged as read."""
    meetings = Meeting.objects.visible_to(request.membership).select_related("group")
    meeting = get_object_or_404(meetings, pk=meeting_id)
    if not Meeting.objects.read_by(request.membership).filter(pk=meeting_id).exists():
        raise PermissionDenied
    return meeting
