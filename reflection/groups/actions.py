"""Making a group, and who belongs to it."""

from django.db import transaction

from accounts import audit
from reflection.groups.models import Group, GroupMember


@transaction.atomic
def create_group(membership, *, members, listens=(), **fields):
    """A group at her office, or of her county where she works for a county.

    `members` are users in the order in which they lead; those in `listens` never lead.
    `fields`: kind, name, and the plan: rule, first_at, minutes, place.
    """
    group = Group.objects.create(
        office_id=membership.office_id,
        county_id=membership.in_county,
        created_by_id=membership.user_id,
        **fields,
    )
    GroupMember.objects.bulk_create(
        GroupMember(group=group, user=user, position=position, leads=user not in listens)
        for position, user in enumerate(members, start=1)
    )
    audit.record(membership, "group.create", group)
    return group
