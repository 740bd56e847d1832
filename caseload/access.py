"""Who may open and change participants: all of it is here and in ParticipantQuerySet.visible_to."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts import audit
from caseload.models import AccessWithReason, Follower, Participant, StandIn


class ReasonRequired(PermissionDenied):
    """At her office, but opened only with a reason. Answered by the page that asks for it."""

    def __init__(self, participant):
        super().__init__()
        self.participant = participant


def participant_or_404(request, participant_id, *, shown="participant.open"):
    """One participant this membership may open; writes the read log.

    `shown` names the human action in the log; None where the action writes a line of its own or
    is part of one that did. Raises Http404 for who is not visible and ReasonRequired for a
    leader who has not said why.
    """
    participant = visible_or_404(request, participant_id)
    if not may_open(request.membership, participant):
        audit.record(request.membership, "participant.open", participant, permitted=False)
        raise ReasonRequired(participant)
    if shown:
        audit.record(request.membership, shown, participant)
    return participant


def own_participant_or_404(request, participant_id):
    """One participant this membership may change; PermissionDenied for who only may look."""
    participant = visible_or_404(request, participant_id)
    if not can_change(request.membership, participant):
        raise PermissionDenied
    return participant


def own_follower_or_404(request, follower_id):
    visible = Participant.objects.visible_to(request.membership)
    followers = Follower.objects.filter(participant__in=visible)
    follower = get_object_or_404(
        followers.select_related("participant__advisor", "user"), pk=follower_id
    )
    if not can_change(request.membership, follower.participant):
        raise PermissionDenied
    return follower


def own_stand_in_or_404(request, stand_in_id):
    return get_object_or_404(StandIn.objects.visible_to(request.membership), pk=stand_in_id)


def visible_or_404(request, participant_id):
    """Her name and no more: for the page that asks for a reason and for what leaders decide."""
    participants = Participant.objects.visible_to(request.membership).for_list()
    return get_object_or_404(participants, pk=participant_id)


def may_open(membership, participant):
    return can_change(membership, participant) or has_given_reason(membership, participant)


def has_given_reason(membership, participant):
    return AccessWithReason.objects.filter(
        participant=participant, user=membership.user_id, expires_at__gt=timezone.now()
    ).exists()


def can_change(membership, participant):
    """Whoever follows somebody up may change what is written. Visible is enough: see visible_to."""
    return membership.follows_up


def can_reassign(membership, participant):
    return membership.leads
