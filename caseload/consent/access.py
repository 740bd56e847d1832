from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from caseload.access import can_change
from caseload.consent.models import Consent
from caseload.models import Participant


def own_consent_or_404(request, consent_id):
    """One consent of a person this membership may change."""
    people = Participant.objects.open_to(request.membership)
    consents = Consent.objects.filter(participant__in=people).select_related("participant")
    consent = get_object_or_404(consents, pk=consent_id)
    if not can_change(request.membership, consent.participant):
        raise PermissionDenied
    return consent
