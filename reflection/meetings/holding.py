"""One order of locks: a group, then its meeting, then what stands in the meeting.

Whoever changes a group's plan goes on to its meetings. Whoever began with a meeting and came to
its group later would wait for her, and she for him.
"""

from reflection.groups.models import Group
from reflection.meetings.models import Meeting


def hold_meeting(meeting_id):
    """The Meeting as it is now, held with its group until the transaction ends."""
    groups = Group.objects.select_for_update(no_key=True, of=("self",))
    list(groups.filter(meetings=meeting_id).values_list("pk"))
    return Meeting.objects.select_for_update(no_key=True, of=("self",)).get(pk=meeting_id)
