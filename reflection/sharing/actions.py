"""What a meeting taught, told as far as its group decides. It can be taken back."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from caseload.editing import write_newest
from reflection.meetings.holding import hold_meeting
from reflection.meetings.models import Meeting
from reflection.sharing.reminding import remind_no_longer, remind_to_share

State = Meeting.State


@transaction.atomic
def share_meeting(membership, meeting, *, version, theme, summary, reach):
    """Shared with those invited only is shared as well. The same sent twice is shared once.

    Raises EditedMeanwhile.
    """
    shared = {"theme": theme, "summary": summary, "reach": reach, "state": State.SHARED}
    now = hold_meeting(meeting.pk)
    if all(getattr(now, name) == value for name, value in shared.items()):
        return
    write_newest(meeting, version, shared | {"shared_at": timezone.now()})
    remind_no_longer(membership, meeting)
    audit.record(membership, "meeting.share", meeting)


@transaction.atomic
def take_back(membership, meeting):
    """Held, and not shared any more. False where it was not shared."""
    shared = Meeting.objects.filter(pk=meeting.pk, state=State.SHARED)
    if not shared.update(state=State.HELD, shared_at=None):
        return False
    remind_to_share(membership, meeting)
    audit.record(membership, "meeting.take_back", meeting)
    return True
