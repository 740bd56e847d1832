from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from notifications.operations.condition import failures


def refuse_who_does_not_operate(membership):
    if not membership.operates:
        raise PermissionDenied


def failed_mail_or_404(request, mail_id):
    refuse_who_does_not_operate(request.membership)
    return get_object_or_404(failures(timezone.now()), pk=mail_id)
