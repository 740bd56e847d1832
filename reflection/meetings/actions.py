"""A meeting from its plan to what is told of it."""

from django.db import transaction

from accounts import audit
from reflection.agenda.bringing import bring_along
from reflection.agenda.opening import draft_agenda
from reflection.meetings.models import Invitee, Meeting
from reflection.meetings.turns import next_to_lead
from reflection.people import roles_of


@transaction.atomic
def plan_meeting(group, *, starts_at, planned_for=None):
    """A meeting of this group at this time: everybody of the group is invited, the agenda begun.

    The one there is already, if this time of the plan has one. Returns the Meeting.
    """
    meeting, is_new = Meeting.objects.get_or_create(
        group=group,
        planned_for=planned_for or starts_at,
        defaults={
            "office_id": group.office_id,
            "county_id": group.county_id,
            "starts_at": starts_at,
            "minutes": group.minutes,
            "place": group.place,
        },
    )
    if is_new:
        meeting.facilitator, meeting.stand_in = next_to_lead(group, before=starts_at)
        meeting.save(update_fields=["facilitator", "stand_in"])
        invite(meeting, user_ids=group.members.current().values_list("user", flat=True))
        draft_agenda(meeting)
    return meeting


def invite(meeting, *, user_ids):
    """They are expected, in the role they have today at the group's office or county."""
    roles = roles_of(user_ids, office_id=meeting.office_id, county_id=meeting.county_id)
    Invitee.objects.bulk_create(
        [Invitee(meeting=meeting, user_id=pk, role=role) for pk, role in roles.items()],
        ignore_conflicts=True,
    )
    bring_along(meeting)


@transaction.atomic
def add_meeting(membership, group, *, starts_at):
    """One more meeting, outside the plan."""
    meeting = plan_meeting(group, starts_at=starts_at)
    audit.record(membership, "meeting.add", meeting)
    return meeting
