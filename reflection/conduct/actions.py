"""Conducting a meeting. One clock at a time; what is sent twice is done once."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from caseload.editing import write_newest
from reflection.agenda.models import AgendaItem
from reflection.agreed.look_back import keep_look_back
from reflection.meetings.holding import hold_meeting
from reflection.meetings.models import Invitee, Meeting
from reflection.meetings.told import no_longer_told
from reflection.sharing.reminding import remind_to_share


@transaction.atomic
def take_up(membership, item):
    """The meeting is at this item from now on, and its clock runs.

    False where the meeting is over, or the item was taken off its agenda.
    """
    meeting = hold_meeting(item.meeting_id)
    if not meeting.is_draft or not meeting.items.filter(pk=item.pk).exists():
        return False
    now = timezone.now()
    if not meeting.items.filter(pk=item.pk, running_since__isnull=False).exists():
        _stop_clock(meeting, now)
        meeting.items.filter(pk=item.pk).update(running_since=now)
    if meeting.began_at is None:
        meeting.began_at = now
        no_longer_told([meeting.pk])
        audit.record(membership, "meeting.begin", meeting)
    meeting.current_id = item.pk
    meeting.save(update_fields=["current", "began_at"])
    return True


@transaction.atomic
def pause(membership, meeting):
    """No clock runs; the meeting stays where it is."""
    _stop_clock(hold_meeting(meeting.pk), timezone.now())


def _stop_clock(meeting, now):
    running = AgendaItem.objects.filter(meeting=meeting, running_since__isnull=False)
    for item in running:
        running.update(used_seconds=item.seconds_used(now), running_since=None)


@transaction.atomic
def write_summary(membership, meeting, *, version, summary):
    """What it taught us, as far as it is written. Raises EditedMeanwhile."""
    hold_meeting(meeting.pk)
    write_newest(meeting, version, {"summary": summary})
    audit.record(membership, "meeting.summary", meeting)


@transaction.atomic
def end_meeting(membership, meeting, *, came):
    """It was held, and these users were there. False where it was ended before."""
    meeting = hold_meeting(meeting.pk)
    if not meeting.is_draft:
        return False
    now = timezone.now()
    _stop_clock(meeting, now)
    meeting.state, meeting.held_at = Meeting.State.HELD, now
    meeting.save(update_fields=["state", "held_at"])
    meeting.invitees.filter(user__in=came).update(was_there=True)
    no_longer_told([meeting.pk])
    remind_to_share(membership, meeting)
    keep_look_back(meeting.group)
    audit.record(membership, "meeting.end", meeting)
    return True


@transaction.atomic
def say_was_there(membership, meeting, *, was_there):
    """Somebody says for herself that she was at a meeting, or that she was not."""
    mine = Invitee.objects.filter(meeting=meeting, user=membership.user_id)
    mine.update(was_there=was_there)
    audit.record(membership, "meeting.was_there", meeting)
