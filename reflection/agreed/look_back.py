"""What was agreed at earlier meetings comes first at the next one, until it has ended."""

from django.utils import timezone

from reflection.agenda.models import AgendaItem
from reflection.agreed.models import AgreedAction
from reflection.groups.models import Group
from reflection.meetings.models import Meeting

LOOK_BACK = AgendaItem.Kind.LOOK_BACK
MINUTES = 5


def to_look_back_on(meeting):
    """What earlier meetings of the group agreed: what is open, or ended since the last one."""
    earlier = Meeting.objects.taking_place().filter(
        group=meeting.group_id, starts_at__lt=meeting.starts_at
    )
    last = earlier.order_by("-starts_at").values_list("starts_at", flat=True).first()
    # Without one, because it was cancelled, what is open is all: localdate(None) is today.
    return AgreedAction.objects.filter(
        meeting__group=meeting.group_id, meeting__starts_at__lt=meeting.starts_at
    ).open_or_ended_after(timezone.localdate(last))


def keep_look_back(group, meetings=None):
    """These meetings, or all that are ahead, open on it exactly where there is something.

    A meeting that has begun keeps the agenda it has, and so does one where somebody has written
    under this item. What is done on the bench tells nobody here: until the next call the item
    stays, and shows what was done.
    """
    # Planning a meeting and agreeing on something wait for each other: neither misses the other.
    Group.objects.select_for_update(no_key=True, of=("self",)).get(pk=group.pk)
    if meetings is None:
        meetings = group.meetings.ahead(timezone.now())
    for meeting in meetings:
        if meeting.began_at is not None:
            continue
        if to_look_back_on(meeting).exists():
            AgendaItem.objects.get_or_create(
                meeting=meeting, kind=LOOK_BACK, defaults={"minutes": MINUTES}
            )
        else:
            meeting.items.filter(kind=LOOK_BACK, version=0).delete()
