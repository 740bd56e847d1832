"""A meeting from its plan to what is told of it."""

from django.db import transaction

from accounts import audit
from reflection.agenda.bringing import bring_along
from reflection.agenda.opening import draft_agenda
from reflection.groups.models import Group
from reflection.meetings.holding import hold_meeting
from reflection.meetings.models import Invitee, Meeting
from reflection.meetings.turns import next_to_lead
from reflection.people import roles_of


@transaction.atomic
def plan_meeting(group, *, starts_at):
    """A meeting of this group at this time: everybody of the group is invited, the agenda begun.

    The one there is already, if this time of the plan has one. Returns the Meeting.
    """
    meeting, is_new = Meeting.objects.get_or_create(
        group=group, planned_for=starts_at, defaults=_as_usual(group, starts_at)
    )
    if is_new:
        _begin(meeting)
    return meeting


def _begin(meeting):
    """Whose turn it is to lead, who is expected, and what it begins and ends on."""
    group = meeting.group
    meeting.facilitator, meeting.stand_in = next_to_lead(group, before=meeting.starts_at)
    meeting.save(update_fields=["facilitator", "stand_in"])
    invite(meeting, user_ids=group.members.current().values_list("user", flat=True))
    draft_agenda(meeting)


def _as_usual(group, starts_at):
    return {
        "office_id": group.office_id,
        "county_id": group.county_id,
        "starts_at": starts_at,
        "minutes": group.minutes,
        "place": group.place,
    }


@transaction.atomic
def invite(meeting, *, user_ids):
    """They are expected, in the role they have today at the group's office or county."""
    hold_meeting(meeting.pk)
    roles = roles_of(user_ids, office_id=meeting.office_id, county_id=meeting.county_id)
    Invitee.objects.bulk_create(
        [Invitee(meeting=meeting, user_id=pk, role=role) for pk, role in roles.items()],
        ignore_conflicts=True,
    )
    bring_along(meeting)


@transaction.atomic
def add_meeting(membership, group, *, starts_at):
    """One more meeting, outside the plan. Sent twice is once."""
    Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    there = Meeting.objects.taking_place().filter(group=group, starts_at=starts_at).first()
    if there:
        return there
    meeting = Meeting.objects.create(group=group, **_as_usual(group, starts_at))
    _begin(meeting)
    audit.record(membership, "meeting.add", meeting)
    return meeting
