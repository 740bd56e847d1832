"""Single objects of a handover: found through visible_to, or not there at all."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, F, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts import audit
from accounts.models import User
from caseload.handover.load import following_up_at, receiving_memberships
from caseload.handover.models import HandedOver, Handover
from caseload.models.history import Assignment
from caseload.models.participant import Participant


def people_of(membership, giver):
    """Whom `membership` may hand over on behalf of `giver` now.

    An advisor does not see those again who wait for a colleague's answer; a leader need not wait.
    """
    people = Participant.objects.visible_to(membership).filter(advisor=giver, ended_on=None)
    if membership.follows_up:
        offered = HandedOver.objects.filter(status=HandedOver.Status.OFFERED, handover__giver=giver)
        people = people.exclude(pk__in=offered.values("participant"))
    return people.with_agreement()


def people_sent(membership, giver, ids):
    """The people of a page that was sent, as they are now.

    Who was the giver's when the page was opened and is not any more is named too, so that the
    receipt can say what happened. Nobody else's name is told by an id.
    """
    was_hers = Exists(Assignment.objects.filter(participant=OuterRef("pk"), advisor=giver))
    people = Participant.objects.filter(
        was_hers,
        pk__in=ids,
        office=membership.office_id,
        protection=Participant.Protection.OPEN,
    )
    if membership.leads:
        people = people.filter(pk__in=Participant.objects.visible_to(membership))
    return people


def giver_or_denied(request):
    """Whose people the page is about: her own, or of the advisor a leader chose; else None."""
    membership = request.membership
    if membership.follows_up:
        return membership.user
    if not membership.leads:
        raise PermissionDenied
    chosen = request.GET.get("advisor", "")
    if not chosen.isascii() or not chosen.isdigit() or len(chosen) > 18:
        return None
    have_people = Participant.objects.visible_to(membership).values("advisor")
    return User.objects.filter(pk=chosen).filter(pk__in=have_people).first()


def advisors_with_people(membership):
    """Whose caseload a leader can move: user with `people` and `works_here`; who left first."""
    here = receiving_memberships(membership.office_id)
    counted = (
        Participant.objects.visible_to(membership)
        .filter(ended_on=None)
        .order_by()
        .values("advisor")
        .annotate(name=F("advisor__name"), people=Count("pk"))
    )
    rows = [row | {"works_here": row["advisor"] in here} for row in counted]
    return sorted(rows, key=lambda row: (row["works_here"], row["name"], row["advisor"]))


def people_left_behind(membership):
    """Visible people whose advisor does not follow anybody up at this office any more."""
    people = Participant.objects.visible_to(membership).filter(ended_on=None)
    return people.exclude(advisor__in=following_up_at(membership.office_id).values("user"))


def receipt_or_404(request, handover_id, *, shown="handover.open"):
    """One receipt, with what was written for each person; writes the read log if it is shown."""
    handovers = Handover.objects.visible_to(request.membership).select_related("giver", "by")
    handover = get_object_or_404(handovers, pk=handover_id)
    if shown:
        audit.record(request.membership, shown, handover)
    return handover


def waiting_people(request):
    """Whoever waits for her answer, with what was written for her; one line of log a handover."""
    handed = HandedOver.objects.visible_to(request.membership).waiting_for(request.membership)
    order = ["-handover__at", "handover", "participant__sort_key", "pk"]
    people = list(handed.for_list().order_by(*order))
    handovers = {each.handover_id: each.handover for each in people}
    audit.record_each(request.membership, "handover.open", handovers.values())
    return people


def answerable_or_404(request, handover_id):
    """A handover with people who wait for an answer of this membership, and those people."""
    waiting = HandedOver.objects.visible_to(request.membership).filter(
        handover=handover_id, receiver=request.membership.user_id, status__in=HandedOver.WAITING
    )
    people = list(waiting.for_list())
    if not people:
        raise Http404
    return people[0].handover, people


def offered_person_or_404(request, handed_over_id):
    """Somebody she is asked to take over: enough to decide by, before she may open the person.

    Her wish, what is agreed and the words of the giver; neither the contact log nor how to reach
    her. Writes the read log.
    """
    handed = HandedOver.objects.visible_to(request.membership).for_list()
    handed = get_object_or_404(handed.waiting_for(request.membership), pk=handed_over_id)
    audit.record(
        request.membership, "participant.open", handed.participant, reason="offered in a handover"
    )
    return handed


def returned_or_404(request, handed_over_id):
    handed = HandedOver.objects.visible_to(request.membership)
    return get_object_or_404(handed.returned_to(request.membership), pk=handed_over_id)


def can_hand_over(membership, participant):
    """Leaders those of their office; an advisor her own, not those she follows or stands in for."""
    hers = membership.follows_up and participant.advisor_id == membership.user_id
    return participant.is_active and (membership.leads or hers)
