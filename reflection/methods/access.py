"""Everybody who reflects reads the methods. An office's are changed by anybody who reflects there:
they belong to the office, and what it changed can be taken back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from reflection.access import refuse_who_does_not_reflect
from reflection.methods.models import OfficeMethod
from reflection.methods.offered import SHIPPED, method_for


def method_or_404(request, code):
    refuse_who_does_not_reflect(request.membership)
    method = method_for(request.membership.office_id, code)
    if method is None:
        raise Http404
    return method


def office_method_or_404(request, code):
    """The row of her office, not saved yet where it has changed nothing so far."""
    method_or_404(request, code)
    refuse_who_has_no_office(request.membership)
    mine = {"office_id": request.membership.office_id, "code": code}
    row = OfficeMethod.objects.visible_to(request.membership).filter(code=code).first()
    row = row or OfficeMethod(**mine)
    row.content = row.content or SHIPPED[code]
    return row


def refuse_who_has_no_office(membership):
    if not can_change(membership):
        raise PermissionDenied


def can_change(membership):
    return membership.reflects and membership.office_id is not None
