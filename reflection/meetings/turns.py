"""Whose turn it is to lead. It goes round, so that no group depends on one enthusiast."""

from reflection.meetings.models import Meeting


def next_to_lead(group, *, before):
    """(facilitator, stand-in): users, or None where nobody leads; alone she has no stand-in.

    The one after whoever led last; whoever stands in is the one after her.
    """
    leading = [
        each.user for each in group.members.current().filter(leads=True).select_related("user")
    ]
    if not leading:
        return None, None
    last = _last_facilitator_id(group, before)
    ids = [user.pk for user in leading]
    turn = (ids.index(last) + 1) % len(leading) if last in ids else 0
    stand_in = leading[(turn + 1) % len(leading)] if len(leading) > 1 else None
    return leading[turn], stand_in


def _last_facilitator_id(group, before):
    earlier = Meeting.objects.taking_place().filter(group=group, starts_at__lt=before)
    earlier = earlier.exclude(facilitator=None).order_by("-starts_at")
    return earlier.values_list("facilitator", flat=True).first()
