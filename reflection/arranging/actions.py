"""One meeting's time and place, who is asked to it, and who leads it.

Whoever is invited may arrange it. Each change reaches calendars by one mail to each.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from notifications.models import Notification
from reflection.agenda.bringing import bring_along
from reflection.agreed.look_back import keep_look_back
from reflection.calendars.post import post_meeting
from reflection.meetings.actions import add_meeting, invite
from reflection.meetings.holding import hold_meeting
from reflection.meetings.models import Invitee, Meeting
from reflection.meetings.told import KINDS, no_longer_told, tell_of
from reflection.meetings.turns import next_to_stand_in


class NoLongerPlanned(Exception):
    """It has begun, is over or is cancelled. Nothing was written."""


@transaction.atomic
def arrange_meeting(membership, group, *, starts_at, minutes, place):
    """One more meeting of the group, outside its plan; everybody of the group is asked."""
    meeting = add_meeting(membership, group, starts_at=starts_at)
    if not meeting.calendar_number:
        _write_planned(meeting, minutes=minutes, place=place)
        _tell_and_post(membership, meeting, _invited(meeting))
    return meeting


@transaction.atomic
def move_meeting(membership, meeting, *, starts_at, minutes, place):
    """Another time or place. Who said she comes said so of the other time, and is asked anew."""
    hold_meeting(meeting.pk)
    is_another_time = starts_at != meeting.starts_at
    _write_planned(meeting, starts_at=starts_at, minutes=minutes, place=place)
    if is_another_time:
        meeting.invitees.update(answer="")
        bring_along(meeting)
        keep_look_back(meeting.group)
    _tell_and_post(membership, meeting, _invited(meeting))
    audit.record(membership, "meeting.move", meeting)


@transaction.atomic
def cancel_meeting(membership, meeting, *, why):
    """It is not held, and why. The row stays, so that the plan does not make it again."""
    hold_meeting(meeting.pk)
    _write_planned(meeting, state=Meeting.State.CANCELLED, cancelled_why=why)
    no_longer_told([meeting.pk])
    bring_along(meeting)
    keep_look_back(meeting.group)
    post_meeting(membership, meeting, _invited(meeting))
    audit.record(membership, "meeting.cancel", meeting)


@transaction.atomic
def invite_one_more(membership, meeting, *, user):
    """Somebody who does not belong to the group, to this meeting."""
    invite(meeting, user_ids=[user.pk])
    _tell_and_post(membership, meeting, [user.pk])
    audit.record(membership, "meeting.invite", meeting)


@transaction.atomic
def take_back_invitation(membership, invitee):
    """She is no longer expected. Where she was to lead, whoever stands in leads."""
    meeting = invitee.meeting
    hold_meeting(meeting.pk)
    if meeting.facilitator_id == invitee.user_id:
        _let_the_stand_in_lead(meeting)
    Meeting.objects.filter(pk=meeting.pk, stand_in=invitee.user_id).update(stand_in=None)
    invitee.delete()
    bring_along(meeting)
    _tell_and_post(membership, meeting, [invitee.user_id])
    audit.record(membership, "meeting.take_back_invitation", meeting)


@transaction.atomic
def answer_invitation(membership, meeting, *, answer):
    """Whether she comes. She can say otherwise as long as it is planned."""
    hold_meeting(meeting.pk)
    meeting.invitees.filter(user=membership.user_id).update(answer=answer)
    hers = Notification.objects.filter(user=membership.user_id, about=meeting.pk)
    hers.filter(kind__in=KINDS).settle()


@transaction.atomic
def hand_the_lead_on(membership, meeting):
    """She cannot lead this one; whoever stands in does. False where another leads by now."""
    hold_meeting(meeting.pk)
    if not Meeting.objects.filter(pk=meeting.pk, facilitator=membership.user_id).exists():
        return False
    _let_the_stand_in_lead(meeting)
    audit.record(membership, "meeting.hand_lead_on", meeting)
    return True


@transaction.atomic
def take_the_lead(membership, meeting):
    """She leads it. Who would have led stands in."""
    others = Meeting.objects.filter(pk=meeting.pk).exclude(facilitator=membership.user_id)
    if others.update(facilitator=membership.user_id, stand_in=F("facilitator")):
        audit.record(membership, "meeting.take_lead", meeting)


def _let_the_stand_in_lead(meeting):
    """The next one stands in. Whoever is to lead now is asked once more whether she comes."""
    cannot = meeting.facilitator_id
    meeting.facilitator = meeting.stand_in
    meeting.stand_in = next_to_stand_in(meeting, but_not=cannot) if meeting.facilitator else None
    meeting.save(update_fields=["facilitator", "stand_in"])
    meeting.invitees.filter(user=meeting.facilitator_id).update(answer="")
    tell_of(Meeting.objects.filter(pk=meeting.pk), timezone.now())


def _write_planned(meeting, **fields):
    planned = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.DRAFT, began_at=None)
    if not planned.update(**fields):
        raise NoLongerPlanned
    for name, value in fields.items():
        setattr(meeting, name, value)


def _invited(meeting):
    return list(Invitee.objects.filter(meeting=meeting).values_list("user", flat=True))


def _tell_and_post(membership, meeting, user_ids):
    tell_of(Meeting.objects.filter(pk=meeting.pk), timezone.now())
    post_meeting(membership, meeting, user_ids)
