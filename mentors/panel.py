"""The placements on a person's page, with what stands under each where there is any."""

from django.db.models import F, Prefetch, prefetch_related_objects

from mentors.models import ClosingForm, MentorNeed


def placements_of(participant):
    """Her placements as a list, the newest first."""
    placements = list(participant.placements.for_panel())
    if any(placement.has_needs for placement in placements):
        needs = MentorNeed.objects.select_related("todo__owner")
        prefetch_related_objects(placements, Prefetch("mentor_needs", needs))
    # While all last, no mentor has been asked how it ended.
    if any(placement.ended_on for placement in placements):
        named = ClosingForm.objects.annotate(filled_in_by_name=F("filled_in_by__name"))
        prefetch_related_objects(placements, Prefetch("closing_forms", named))
    return placements
