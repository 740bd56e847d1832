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


def participant_or_404(request, participant_id, *, shown="participant.open", whole=False):
    """One participant this membership may open; writes the read log.

    `shown` names the human action in the log; None where the action writes a line of its own or
    is part of one that did. `whole` brings what stands about her on her own page. Raises Http404
    for who is not open to this membership at all, and ReasonRequired for a leader who has not said
    why.
    """
    participant = visible_or_404(request, participant_id, whole=whole)
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
    open_to_her = Participant.objects.open_to(request.membership)
    followers = Follower.objects.filter(participant__in=open_to_her)
    follower = get_object_or_404(
        followers.select_related("participant__advisor", "user"), pk=follower_id
    )
    if not can_change(request.membership, follower.participant):
        raise PermissionDenied
    return follower


def own_stand_in_or_404(request, stand_in_id):
    return get_object_or_404(StandIn.objects.visible_to(request.membership), pk=stand_in_id)


def visible_or_404(request, participant_id, *, whole=False):
    """Her name and no more: for what leaders decide. What may be done is asked of can_…."""
    participants = Participant.objects.filter(pk=participant_id)
    participants = participants.for_page() if whole else participants.with_agreement()
    # Nearly always somebody in her lists: to ask for those let in takes three times as long.
    in_her_lists = participants.visible_to(request.membership).first()
    return in_her_lists or get_object_or_404(participants.open_to(request.membership))


def may_open(membership, participant):
    """What is written about her may be read: by who follows her up, was invited or said why."""
    return (
        can_change(membership, participant)
        or bool(opening(membership, participant))
        or Participant.objects.brought_to(membership).filter(pk=participant.pk).exists()
    )


def opening(membership, participant):
    """The longest access with a reason that stands for this membership; None without one."""
    mine = AccessWithReason.objects.active(timezone.now()).filter(membership=membership)
    return mine.filter(participant=participant).order_by("-expires_at").first()


def can_change(membership, participant):
    """Whoever follows somebody up may change what is written; others, let in, only read."""
    if not membership.follows_up:
        return False
    here = participant.office_id == membership.office_id
    return here and (
        participant.advisor_id == membership.user_id or _in_her_lists(membership, participant)
    )


def can_end(membership, participant):
    """Ending is for who follows her up and for leaders, who decide without opening her."""
    leads_her = membership.leads and _in_her_lists(membership, participant)
    return leads_her or can_change(membership, participant)


def _in_her_lists(membership, participant):
    return Participant.objects.visible_to(membership).filter(pk=participant.pk).exists()
