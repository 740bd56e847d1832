"""Who may open a call, and whose the page behind a link is."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts import audit
from caseload.models import Participant, StandIn
from mentors.calls.models import PURPOSE, Call
from mentors.relations.models import MentorRelation
from notifications import links


def call_or_404(request, call_id):
    """One call; writes the read log, for its words may be about a person."""
    calls = Call.objects.visible_to(request.membership).for_bench().select_related("answered_by")
    call = get_object_or_404(calls, pk=call_id)
    if request.method == "GET":
        audit.record(request.membership, "call.open", call)
    return call


def knows_the_candidate(membership, call):
    """She follows the candidate up or along, or stands in: not a colleague who was asked."""
    return Call.objects.hers(membership).filter(pk=call.pk).exists()


def may_read_words(membership, call):
    """What a mentor writes may name the candidate: a colleague reads it once she will call."""
    return call.taken_by_id == membership.user_id or knows_the_candidate(membership, call)


def candidates(membership, call):
    """Those the call may be about, of whom this membership follows up."""
    if not membership.follows_up:
        return []
    return (
        Participant.objects.visible_to(membership)
        .filter(
            placements__ended_on=None,
            placements__mentorships__mentor=call.mentor,
            placements__mentorships__ended_on=None,
            advisor=call.relation.advisor,
            ended_on=None,
        )
        .distinct()
    )


def relation_of(request, link_id):
    """The relation this link is for, as this browser came by its token; None where it is over."""
    link = links.opened(request, link_id, PURPOSE)
    if link is None:
        return None
    relations = MentorRelation.objects.may_be_written_to()
    return relations.select_related("advisor", "mentor").filter(pk=link.about).first()


def stand_in_today(relation):
    """The colleague who takes the advisor's calls today, or None."""
    active = StandIn.objects.active(timezone.localdate()).filter(advisor=relation.advisor_id)
    stand_in = active.select_related("stand_in").first()
    return stand_in and stand_in.stand_in
