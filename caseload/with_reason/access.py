"""Who may be asked for a reason, and which openings one may see and end."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from caseload.models import AccessWithReason, Participant


def refuse_who_looks_up_nobody(membership):
    if not membership.sees_participants:
        raise PermissionDenied


def refuse_who_does_not_lead(membership):
    if not membership.leads:
        raise PermissionDenied


def remember_found(request, participant):
    """The look-up has answered with this person: her reason page is open to this session."""
    request.session[_found_key(request.membership)] = str(participant.pk)


def for_reason_or_404(request, participant_id):
    """One participant to give a reason for: found by the last exact look-up, or visible anyway."""
    membership = request.membership
    people = Participant.objects.open_to(membership)
    if request.session.get(_found_key(membership)) == str(participant_id):
        people = Participant.objects.at_the_office_of(membership)
    return get_object_or_404(people.with_agreement(), pk=participant_id)


def opening_or_404(request, opening_id):
    openings = AccessWithReason.objects.visible_to(request.membership)
    return get_object_or_404(openings.select_related("participant"), pk=opening_id)


def _found_key(membership):
    return f"looked_up.{membership.pk}"
