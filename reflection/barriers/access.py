"""Who may open barriers: everybody who reflects at the office, and nobody else."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from accounts.models import Membership, User
from reflection.barriers.models import Barrier
from reflection.meetings.access import invited_meeting_or_404
from reflection.people import memberships_around


def barrier_or_404(request, barrier_id):
    barriers = Barrier.objects.visible_to(request.membership).for_list()
    return get_object_or_404(barriers, pk=barrier_id)


def meeting_to_raise_from_or_404(request, meeting_id):
    """A meeting of her own office that she is invited to."""
    meeting = invited_meeting_or_404(request, meeting_id)
    if meeting.office_id is None or meeting.office_id != request.membership.office_id:
        raise PermissionDenied
    return meeting


def refuse_who_is_at_no_office(membership):
    if not membership.reflects or membership.office_id is None:
        raise PermissionDenied


def possible_owners(membership):
    """Whoever reflects at the office and has a list of things to do; a local contact has none."""
    here = memberships_around(office_id=membership.office_id, county_id=membership.in_county)
    here = here.exclude(role=Membership.Role.LOCAL_CONTACT).order_by()
    return User.objects.filter(Exists(here.filter(user=OuterRef("pk")))).order_by("name", "pk")
