from django.shortcuts import get_object_or_404

from caseload import access as caseload_access
from caseload.models import Participant
from mentors.models import Placement


def placement_or_404(request, placement_id, *, shown):
    """One placement to read; writes the read log. ReasonRequired as for its participant."""
    people = Participant.objects.open_to(request.membership)
    placements = Placement.objects.filter(participant__in=people)
    placement = get_object_or_404(placements.select_related("workplace"), pk=placement_id)
    placement.participant = caseload_access.participant_or_404(
        request, placement.participant_id, shown=shown
    )
    return placement
