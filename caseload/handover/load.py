"""Who can take people over, and how many each of them has today: told before one is chosen."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Membership
from caseload.handover.models import HandedOver
from caseload.models.participant import Participant


@dataclass(frozen=True)
class Receiver:
    """A colleague and her load: numbers to choose by, sorted by name, never ranked."""

    membership: Membership
    people: int
    closely: int
    waiting: int

    @property
    def user(self):
        return self.membership.user

    @property
    def key(self):
        return str(self.membership.user_id)


def receivers(membership, *, giver):
    """Everybody but `giver` who follows people up at this office today, in three queries."""
    here = receiving_memberships(membership.office_id)
    here.pop(giver.pk, None)
    people = _counted(
        Participant.objects.filter(
            office=membership.office_id,
            ended_on=None,
            protection=Participant.Protection.OPEN,
        )
    )
    offers = HandedOver.objects.offered().filter(
        handover__office=membership.office_id,
        participant__protection=Participant.Protection.OPEN,
    )
    waiting = dict(offers.order_by().values_list("receiver").annotate(Count("pk")))
    return [
        Receiver(colleague, *people.get(user_id, (0, 0)), waiting.get(user_id, 0))
        for user_id, colleague in here.items()
    ]


def receiving_memberships(office_id):
    """{user id: membership} of those who follow people up at this office today, by name."""
    active = following_up_at(office_id).select_related("user")
    found = {}
    for each in active.order_by("user__name", "user", "pk"):
        found.setdefault(each.user_id, each)
    return found


def following_up_at(office_id):
    return Membership.objects.active(timezone.localdate()).filter(
        office=office_id, role__in=Membership.FOLLOWS_UP, user__is_active=True
    )


def _counted(people):
    """{advisor: (how many, how many of them closely)}."""
    closely = Count("pk", filter=Q(closer_follow_up__isnull=False))
    rows = people.order_by().values_list("advisor").annotate(number=Count("pk"), closely=closely)
    return {advisor: (number, closely) for advisor, number, closely in rows}
