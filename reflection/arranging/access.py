"""Who may open what is about planning one meeting: whoever is invited to it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from reflection.meetings.models import Invitee, Meeting
from reflection.people import people_around


def invitee_or_404(request, invitee_id):
    """Somebody's invitation, for who is invited as well."""
    invitees = Invitee.objects.visible_to(request.membership).select_related("meeting__group")
    return get_object_or_404(invitees, pk=invitee_id)


def meeting_to_plan_or_404(request, meeting_id):
    """A meeting she is invited to. What is shown of it here was logged when its page was opened."""
    meetings = Meeting.objects.visible_to(request.membership).for_list()
    meeting = get_object_or_404(meetings.select_related("stand_in"), pk=meeting_id)
    if not Meeting.objects.read_by(request.membership).filter(pk=meeting_id).exists():
        raise PermissionDenied
    return meeting


def who_can_be_asked(meeting):
    """Users of the office, or of the county, who are not invited yet."""
    people = people_around(office_id=meeting.office_id, county_id=meeting.county_id)
    return people.exclude(pk__in=meeting.invitees.values("user"))
