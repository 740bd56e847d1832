"""Making a group, who belongs to it, and when it meets."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import Membership
from caseload.editing import write_newest
from caseload.todos.actions import JUST_NOW
from reflection.calendars.post import post_plan
from reflection.groups.models import Group, GroupMember
from reflection.meetings.planning import (
    cancel_what_is_ahead,
    follow_members,
    plan_ahead,
    plan_anew,
)
from reflection.meetings.told import tell_of
from reflection.meetings.turns import deal_turns

PLAN = ("rule", "first_at", "minutes", "place")


@transaction.atomic
def create_group(membership, *, members, listens=(), **fields):
    """A group at her office, or of her county where she works for a county.

    `members` are users in the order in which they lead; those in `listens` never lead.
    `fields`: kind, name, and the plan: rule, first_at, minutes, place. What it plans is made.
    A form sent twice is one group.
    """
    if sent := _sent_just_now(membership, fields):
        return sent
    group = Group.objects.create(
        office_id=membership.office_id,
        county_id=membership.in_county,
        created_by_id=membership.user_id,
        **fields,
    )
    _write_members(group, members, listens)
    audit.record(membership, "group.create", group)
    if group.first_at:
        now = timezone.now()
        plan_ahead(group, now)
        tell_of(group.meetings.to_come(now), now)
        post_plan(membership, group, [user.pk for user in members])
    return group


@transaction.atomic
def change_group(membership, group, *, version, members, listens=(), **fields):
    """Who belongs to it and when it meets, from now on: what is over stays as it was.

    Raises EditedMeanwhile when `version` is not the newest. Returns meetings of the former plan
    that stay because somebody has prepared them: [Meeting, …].
    """
    before = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    write_newest(group, version, fields)
    now = timezone.now()
    joined, left, turns_changed = _change_members(group, members, listens)
    follow_members(group, joined=joined, left=left, now=now)
    staying, is_new_plan = [], any(getattr(before, each) != fields[each] for each in PLAN)
    if is_new_plan:
        staying = plan_anew(group, before=before, now=now)
    elif turns_changed:
        deal_turns(group, now)
    told = {user.pk for user in members} if is_new_plan else joined
    post_plan(membership, group, told | left)
    audit.record(membership, "group.change", group)
    return staying


@transaction.atomic
def lead_earlier(membership, group, member):
    """This member leads before the one whose turn was before hers. False where she is first."""
    Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    leading = group.members.current().filter(leads=True).select_for_update(of=("self",))
    before = leading.filter(position__lt=member.position).order_by("-position").first()
    if before is None:
        return False
    before.position, member.position = member.position, before.position
    GroupMember.objects.bulk_update([before, member], ["position"])
    deal_turns(group, timezone.now())
    audit.record(membership, "group.change", group)
    return True


@transaction.atomic
def end_group(membership, group):
    """No further meetings; what was held stays. False where it was ended before."""
    on = timezone.localdate()
    if not Group.objects.meeting_still().filter(pk=group.pk).update(ended_on=on):
        return False
    cancel_what_is_ahead(group, now=timezone.now(), why=_("The group meets no more."))
    post_plan(membership, group, list(group.members.current().values_list("user", flat=True)))
    audit.record(membership, "group.end", group)
    return True


def _sent_just_now(membership, fields):
    if not fields.get("first_at"):
        return None
    # The two sendings queue up here; the second then finds what the first has made.
    Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    hers = Group.objects.meeting_still().filter(created_by=membership.user_id, **fields)
    return hers.filter(created_at__gte=timezone.now() - JUST_NOW).first()


def _change_members(group, members, listens):
    """Returns (ids of who joined, ids of who left, whether turns to lead are other than before)."""
    was = list(group.members.current().values_list("user", "leads"))
    before, after = {pk for pk, _leads in was}, {user.pk for user in members}
    today = timezone.localdate()
    group.members.current().exclude(user__in=after).update(left_on=today)
    _write_members(group, members, listens)
    turns = [pk for pk, leads in was if leads]
    new_turns = [user.pk for user in members if user not in listens]
    return after - before, before - after, turns != new_turns


def _write_members(group, members, listens):
    """Each at her place in the order. Who is there already stays there since she joined."""
    for position, user in enumerate(members, start=1):
        GroupMember.objects.update_or_create(
            group=group,
            user=user,
            left_on=None,
            defaults={"position": position, "leads": user not in listens},
        )
