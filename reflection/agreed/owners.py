"""Who can be responsible for what a meeting agrees: those invited who have a bench."""

from accounts.models import Membership, User
from reflection.meetings.models import Invitee
from reflection.people import memberships_around


def benches_of(meeting):
    """{user id: id of the office of her bench}. For a county each has her own office.

    Whoever is invited to a later meeting of the group looks back on it, and may take it over.
    """
    invited = Invitee.objects.filter(
        meeting__group=meeting.group_id, meeting__starts_at__gte=meeting.starts_at
    )
    around = memberships_around(office_id=meeting.office_id, county_id=meeting.county_id)
    hers = around.filter(role__in=Membership.SEES_WORKPLACES, user__in=invited.values("user"))
    benches = {}
    for user_id, office_id in hers.values_list("user", "office"):
        benches.setdefault(user_id, office_id)
    return benches


def owners_of(meeting):
    return User.objects.filter(pk__in=benches_of(meeting)).order_by("name", "pk")
