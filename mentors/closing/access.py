from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from caseload import access as caseload_access
from caseload.models import Participant
from mentors.closing.mails import PURPOSE
from mentors.closing.models import ClosingForm
from notifications import links


def own_closing_form_or_404(request, closing_id):
    people = Participant.objects.open_to(request.membership)
    forms = ClosingForm.objects.filter(placement__participant__in=people)
    closing = get_object_or_404(
        forms.select_related("placement__participant", "mentor"), pk=closing_id
    )
    if not caseload_access.can_change(request.membership, closing.placement.participant):
        raise PermissionDenied
    return closing


def closing_form_of(request, link_id):
    """The open form this link is for, as this browser came by its token; None otherwise.

    It is over, too, when what let us ask has ended: the candidate's yes, or the follow-up.
    """
    link = links.opened(request, link_id, PURPOSE)
    if link is None:
        return None
    closing = ClosingForm.objects.open().filter(pk=link.about).select_related("placement").first()
    return closing if closing and closing.agreed_mentorships.exists() else None
