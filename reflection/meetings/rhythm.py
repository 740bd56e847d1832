"""When a group has met lately, told to the group itself and to nobody else."""

from django.db.models import Exists, OuterRef

from reflection.meetings.models import Invitee, Meeting

LATELY = 8


def rhythm_of(membership, group):
    """Its last meetings, each with `leader_there` and as `for_reader` has it.

    None for who does not belong to the group.
    """
    if not group.members.current().filter(user=membership.user_id).exists():
        return None
    leaders = Invitee.objects.filter(meeting=OuterRef("pk")).who_came().leaders()
    held = Meeting.objects.over().filter(group=group).for_reader(membership)
    held = held.annotate(leader_there=Exists(leaders))
    return list(held.order_by("-starts_at", "pk")[:LATELY])
