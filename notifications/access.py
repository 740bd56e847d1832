"""Whose bell it is: her own, in the role she is in."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from notifications.models import Notification


def refuse_who_is_told_nothing(membership):
    if not membership.is_told:
        raise PermissionDenied


def own_or_404(request, notification_id):
    """One notification of hers, as a QuerySet that can be written in one statement."""
    own = Notification.objects.visible_to(request.membership).filter(pk=notification_id)
    if not own.exists():
        raise Http404
    return own
