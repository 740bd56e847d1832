"""Who may open an agreement and who may change it. Leaders make them; advisors ask and read."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from caseload.agreements.models import RoomAgreement, RoomRequest


def agreement_or_404(request, agreement_id):
    agreements = RoomAgreement.objects.visible_to(request.membership).with_renewal()
    return get_object_or_404(agreements.select_related("advisor", "leader"), pk=agreement_id)


def led_agreement_or_404(request, agreement_id):
    """One agreement to change; PermissionDenied for the advisor it is made with."""
    agreement = agreement_or_404(request, agreement_id)
    if not can_agree(request.membership, agreement):
        raise PermissionDenied
    return agreement


def request_or_404(request, request_id):
    """One open question for room: the advisor may take it back, her leader say they have talked."""
    open_requests = RoomRequest.objects.visible_to(request.membership).filter(settled_on=None)
    return get_object_or_404(open_requests, pk=request_id)


def can_agree(membership, agreement):
    return membership.leads and membership.user_id != agreement.advisor_id
