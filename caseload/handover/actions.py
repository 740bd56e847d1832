"""Handing over, taking over, giving back. Nobody is ever without an advisor, nor has two.

Each locks the rows of the people it is about first, always in the same order: two who move the
same people wait for each other, and the later one is told what has happened meanwhile.
"""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from caseload.actions import reassign
from caseload.handover.access import people_sent
from caseload.handover.load import receiving_memberships
from caseload.handover.models import HandedOver, Handover
from caseload.models import Participant
from caseload.reminders.due import told_of_handover
from caseload.reminders.settling import settle_answered_handovers
from notifications.actions import tell

Status, Failure = HandedOver.Status, HandedOver.Failure


@dataclass(frozen=True)
class Choice:
    """One person on the page that was sent: who takes her over, and what she needs to know."""

    participant_id: uuid.UUID
    receiver_id: int | None = None
    narrative: str = ""


@transaction.atomic
def hand_over(membership, *, giver: User, choices, submission=None):
    """Offer people of `giver` to colleagues; a leader moves them at once.

    Part of it may fail: each person is in the returned Handover with why. The same `submission`
    again changes nothing and returns the first.
    """
    submission = submission or uuid.uuid4()
    choices = {choice.participant_id: choice for choice in choices}
    people = {person.pk: person for person in _locked(people_sent(membership, giver, choices))}
    first = Handover.objects.filter(submission=submission, by=membership.user_id).first()
    if first:
        return first
    handover = Handover.objects.create(
        submission=submission,
        office_id=membership.office_id,
        giver=giver,
        by_id=membership.user_id,
        at_once=membership.leads,
        not_found=len(choices) - len(people),
    )
    receivers = receiving_memberships(membership.office_id)
    receivers.pop(giver.pk, None)
    # What waits for an answer is in the way of another offer, but not of a leader.
    offered = set() if handover.at_once else _offered(people)
    lines = [
        _line(handover, person, choices[person.pk], receivers, offered)
        for person in people.values()
    ]
    handed = [line for line in lines if line.is_waiting]
    _settle_earlier(handover, [line.participant for line in handed])
    HandedOver.objects.bulk_create(lines)
    if handover.at_once:
        _move(membership, handed, receivers)
    settle_answered_handovers([line.participant for line in handed])
    asked = sorted({line.receiver_id for line in handed})
    tell([told_of_handover(each, handover.office_id, handover.pk) for each in asked])
    audit.record_each(membership, "participant.hand_over", [line.participant for line in handed])
    return handover


def _move(membership, handed, receivers):
    for receiver_id in sorted({line.receiver_id for line in handed}):
        people = [line.participant for line in handed if line.receiver_id == receiver_id]
        reassign(membership, people, to=receivers[receiver_id])


def _line(handover, person, choice, receivers, offered):
    failure = _why_not(person, handover, choice.receiver_id in receivers, person.pk in offered)
    waiting = Status.MOVED if handover.at_once else Status.OFFERED
    return HandedOver(
        handover=handover,
        participant=person,
        receiver_id=choice.receiver_id,
        narrative=choice.narrative,
        was_closely=person.closer_follow_up_id is not None,
        tells_mentor=bool(person.mentor_name),
        status=Status.FAILED if failure else waiting,
        failure=failure,
    )


def _why_not(person, handover, receiver_works_here, is_offered):
    if person.ended_on:
        return Failure.ENDED
    if person.advisor_id != handover.giver_id:
        return Failure.REASSIGNED
    if not receiver_works_here:
        return Failure.NO_MEMBERSHIP
    return Failure.WAITING if is_offered else ""


def _settle_earlier(handover, people):
    """What is handed over anew is no longer open from before.

    A leader takes back what waits for an answer. Whoever hands on somebody a leader moved to her
    has answered by that. And what was returned has been read.
    """
    earlier = HandedOver.objects.filter(participant__in=people)
    settled = Status.TAKEN_BACK if handover.at_once else Status.ACCEPTED
    waiting = earlier.filter(status__in=HandedOver.WAITING)
    waiting.update(status=settled, answered_at=timezone.now())
    returned = earlier.filter(status=Status.RETURNED, return_read_on=None)
    returned.update(return_read_on=timezone.localdate())


def _offered(people):
    offered = HandedOver.objects.filter(participant__in=people, status=Status.OFFERED)
    return set(offered.values_list("participant", flat=True))


@transaction.atomic
def accept(membership, handed):
    """Take people over: those offered to her are hers from now on. Returns them as they are now.

    Who was moved to her by a leader is hers already; she has seen it. What cannot be taken over
    any more becomes a failure that says why.
    """
    lines = _still_waiting(handed)
    taken = []
    for line in lines:
        if line.is_offered:
            line.failure = _why_not(line.participant, line.handover, True, False)
            line.status = Status.FAILED if line.failure else Status.ACCEPTED
            line.tells_mentor = bool(line.participant.mentor_name)
            taken += [] if line.failure else [line.participant]
        else:
            line.status = Status.ACCEPTED
        line.answered_at = timezone.now()
    HandedOver.objects.bulk_update(lines, ["status", "failure", "tells_mentor", "answered_at"])
    settle_answered_handovers([line.participant for line in lines])
    if taken:
        reassign(membership, taken, to=membership)
    audit.record_each(membership, "handover.accept", [line.participant for line in lines])
    return lines


@transaction.atomic
def give_back(membership, handed, *, why):
    """Not taken over. The giver keeps those offered; who was moved stays until the leader acts."""
    return _close(membership, handed, Status.RETURNED, "handover.return", returned_why=why)


@transaction.atomic
def take_back(membership, handed):
    """Whoever offered them changed her mind."""
    offered = [line for line in handed if line.is_offered]
    return _close(membership, offered, Status.TAKEN_BACK, "handover.take_back")


def _close(membership, handed, status, action, **said):
    lines = _still_waiting(handed)
    for line in lines:
        line.status, line.answered_at = status, timezone.now()
        for name, value in said.items():
            setattr(line, name, value)
    HandedOver.objects.bulk_update(lines, ["status", "answered_at", *said])
    settle_answered_handovers([line.participant for line in lines])
    audit.record_each(membership, action, [line.participant for line in lines])
    return lines


@transaction.atomic
def read_return(membership, handed):
    """She has seen that it came back."""
    handed.return_read_on = timezone.localdate()
    handed.save(update_fields=["return_read_on"])
    audit.record(membership, "handover.read_return", handed.participant)


@transaction.atomic
def note_mentor_told(membership, participant):
    """The mentor knows now who is new. The mail that tells it by itself writes the same day."""
    to_tell = participant.handed_over.mentor_to_tell()
    if to_tell.update(mentor_told_on=timezone.localdate()):
        audit.record(membership, "handover.mentor_told", participant)


def _locked(people):
    return people.select_for_update(of=("self",)).order_by("pk")


def _still_waiting(handed):
    """These lines as they are under lock, without those somebody has answered meanwhile."""
    ids = [line.participant_id for line in handed]
    people = {person.pk: person for person in _locked(Participant.objects.filter(pk__in=ids))}
    waiting = HandedOver.objects.filter(
        pk__in=[line.pk for line in handed], status__in=HandedOver.WAITING
    )
    lines = list(waiting.select_related("handover"))
    for line in lines:
        line.participant = people[line.participant_id]
    return lines
