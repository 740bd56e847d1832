"""Who can be asked to a group: whoever reflects at the office, or anywhere in the county."""

from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership, User
from caseload.naming import names_known_to


def memberships_around(*, office_id, county_id):
    """Active memberships that may belong to a group of this office; without one, of the county.

    Those of one user with several roles are several; the newest role comes first.
    """
    active = Membership.objects.active(timezone.localdate()).filter(user__is_active=True)
    at_offices = Q(role__in=Membership.REFLECTS)
    if office_id is not None:
        return active.filter(at_offices, office=office_id).order_by("-starts_on", "-pk")
    contact = Q(role=Membership.Role.COUNTY_CONTACT, county=county_id)
    at_offices &= Q(office__county=county_id)
    return active.filter(at_offices | contact).order_by("-starts_on", "-pk")


def people_around(*, office_id, county_id):
    """The users of memberships_around(), sorted by name."""
    hers = memberships_around(office_id=office_id, county_id=county_id)
    return User.objects.filter(pk__in=hers.order_by().values("user")).order_by("name", "pk")


def roles_of(user_ids, *, office_id, county_id):
    """{user id: the role she has there}, for those who have one."""
    around = memberships_around(office_id=office_id, county_id=county_id)
    rows = around.filter(user__in=user_ids).values_list("user", "role")
    roles = {}
    for user_id, role in rows:
        roles.setdefault(user_id, role)
    return roles


def offices_of(user_ids, *, office_id, county_id):
    """{user id: the id of the office there at which she reflects}; a county contact has none."""
    around = memberships_around(office_id=office_id, county_id=county_id)
    rows = around.filter(user__in=user_ids, office__isnull=False).values_list("user", "office")
    offices = {}
    for user_id, office in rows:
        offices.setdefault(user_id, office)
    return offices


def not_to_be_named(membership):
    """Whom a text about how the office works does not name, as a form that is nameless takes it."""
    here = Membership.objects.active(timezone.localdate()).filter(office=membership.office_id)
    colleagues = User.objects.filter(pk__in=here.values("user")).values_list("name", flat=True)
    return {"names": names_known_to(membership), "colleagues": list(colleagues)}
