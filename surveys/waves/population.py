"""How many people a wave asks at an office. What they are asked is not known here, nor who is."""

from django.db.models import Count

from accounts.models import Membership
from surveys.waves.models import Wave

# Fewer than these are never asked as an office, and never shown.
FEWEST = 6
ROLES = {
    Wave.Audience.ADVISORS: Membership.FOLLOWS_UP,
    Wave.Audience.OFFICE: Membership.REFLECTS,
}


def asked_at(audience, offices, today):
    """{office id: how many people of this audience work there on this day}

    For audiences who are asked at their office; nobody of the others has an account.
    """
    found = Membership.objects.active(today).filter(
        office__in=offices, role__in=ROLES[audience], user__is_active=True
    )
    counted = dict(found.values_list("office").annotate(Count("user", distinct=True)))
    return {office.pk: counted.get(office.pk, 0) for office in offices}
