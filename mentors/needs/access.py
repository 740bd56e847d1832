from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import Membership
from caseload.models import Connection, Participant
from mentors.needs.models import WorkplaceNeed


def need_or_404(request, need_id):
    needs = WorkplaceNeed.objects.visible_to(request.membership).select_related("by")
    return get_object_or_404(needs, pk=need_id)


def need_to_close_or_404(request, need_id):
    need = need_or_404(request, need_id)
    if not can_close(request.membership, need):
        raise PermissionDenied
    return need


def can_close(membership, need):
    """Whoever asked; a leader where she is gone."""
    return membership.leads or need.by_id == membership.user_id


def refuse_who_sees_no_workplaces(membership):
    if not membership.sees_workplaces:
        raise PermissionDenied


def refuse_who_follows_nobody_up(membership):
    if not membership.follows_up:
        raise PermissionDenied


def names_not_to_tell(membership):
    """The names of everybody this membership knows of: none of them stands in a need."""
    if membership.role == Membership.Role.EMPLOYER_LIAISON:
        connected = Connection.objects.visible_to(membership)
        return list(connected.values_list("participant__name", flat=True))
    people = Participant.objects.visible_to(membership).filter(ended_on=None)
    return list(people.values_list("name", flat=True))
