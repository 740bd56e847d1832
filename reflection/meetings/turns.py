"""Whose turn it is to lead. It goes round, so that no group depends on one enthusiast."""

from reflection.meetings.models import Meeting


def next_to_lead(group, *, before):
    """(facilitator, stand-in): users, or None where nobody leads; alone she has no stand-in.

    The one after whoever led last; whoever stands in is the one after her.
    """
    leading = _leading(group)
    return _turn_after(_last_to_lead(group, before, leading), leading)


def next_to_stand_in(meeting, *, but_not):
    """Who stands in for the one who leads it now: a user other than the id `but_not`, or None."""
    leading = [user for user in _leading(meeting.group) if user.pk != but_not]
    turn, _stand_in = _turn_after(meeting.facilitator_id, leading)
    return None if turn and turn.pk == meeting.facilitator_id else turn


def deal_turns(group, now):
    """Give out the turns of everything to come anew, in the order in which it is held."""
    leading = _leading(group)
    last = _last_to_lead(group, now, leading)
    for meeting in group.meetings.to_come(now).order_by("starts_at"):
        meeting.facilitator, meeting.stand_in = _turn_after(last, leading)
        meeting.save(update_fields=["facilitator", "stand_in"])
        last = meeting.facilitator_id


def _leading(group):
    members = group.members.current().filter(leads=True).select_related("user")
    return [member.user for member in members]


def _turn_after(last, leading):
    """(facilitator, stand-in) of the users `leading`, in their order; the id `last` was before."""
    if not leading:
        return None, None
    ids = [user.pk for user in leading]
    turn = (ids.index(last) + 1) % len(leading) if last in ids else 0
    stand_in = leading[(turn + 1) % len(leading)] if len(leading) > 1 else None
    return leading[turn], stand_in


def _last_to_lead(group, before, leading):
    """The id of whoever led last, of those who still do."""
    earlier = Meeting.objects.taking_place().filter(group=group, starts_at__lt=before)
    earlier = earlier.filter(facilitator__in=leading).order_by("-starts_at")
    return earlier.values_list("facilitator", flat=True).first()
