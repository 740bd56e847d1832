"""Asking the county for help, and answering. What two do at once holds for the first of them."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from caseload.todos.actions import JUST_NOW
from notifications.actions import tell, told
from notifications.models import Notification
from reflection.county_help.models import HelpRequest


@transaction.atomic
def ask_county(membership, **fields):
    """`fields`: wanted, words, by_on. A form sent twice is one request."""
    # The two sendings queue up here; the second then finds what the first has made.
    Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    mine = fields | {
        "office_id": membership.office_id,
        "county_id": membership.in_county,
        "by_id": membership.user_id,
    }
    lately = HelpRequest.objects.open().filter(asked_at__gte=timezone.now() - JUST_NOW, **mine)
    return lately.first() or HelpRequest.objects.create(**mine)


def take_up(membership, asked):
    """She sees to it. False where somebody has taken it up, answered it or taken it back."""
    free = HelpRequest.objects.open().filter(pk=asked.pk, taken_by=None)
    return bool(free.update(taken_by=membership.user_id))


@transaction.atomic
def answer_help(membership, asked, *, answer):
    """A word back, and it is closed. False where it is closed already."""
    said = {"answer": answer, "answered_by": membership.user_id, "answered_at": timezone.now()}
    if not HelpRequest.objects.open().filter(pk=asked.pk).update(**said):
        return False
    leaders = Membership.objects.active(timezone.localdate()).filter(
        office=asked.office_id, role=Membership.Role.OFFICE_LEADER
    )
    url = asked.get_absolute_url()
    kind = Notification.Kind.COUNTY_ANSWERED
    users = {asked.by_id, *leaders.values_list("user", flat=True)}
    tell([told(user, asked.office_id, kind, asked.pk, url) for user in sorted(users)])
    return True


def take_help_back(membership, asked):
    """The office needs it no more. False where it is closed already."""
    still_open = HelpRequest.objects.open().filter(pk=asked.pk)
    return bool(still_open.update(taken_back_at=timezone.now()))
