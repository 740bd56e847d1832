"""Single measures and applications: for whoever may change their participant."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from caseload.access import can_change
from caseload.measures.models import Measure, MentorGrant
from caseload.models import Participant


def own_measure_or_404(request, measure_id):
    return _own(request, Measure, measure_id)


def own_mentor_grant_or_404(request, grant_id):
    return _own(request, MentorGrant, grant_id)


def _own(request, model, pk):
    people = Participant.objects.open_to(request.membership)
    rows = model.objects.filter(participant__in=people).select_related("participant")
    found = get_object_or_404(rows, pk=pk)
    if not can_change(request.membership, found.participant):
        raise PermissionDenied
    return found
