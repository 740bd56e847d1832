"""Accounts are made by an operator, never by signing up."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import County, Department, Membership, Office, User


@transaction.atomic
def add_member(*, email, name, role, county, office=None, department=None):
    """A membership of the user with this e-mail. Places and people are made where they are new.

    County contacts belong to the county; everybody else needs an office. Raises ValidationError,
    such as for an office that is known in another county.
    """
    county, _new = County.objects.get_or_create(name=county)
    if office:
        office, _new = Office.objects.get_or_create(name=office, defaults={"county": county})
        if office.county != county:
            raise ValidationError(f"{office} is in {office.county}, not in {county}.")
    if department:
        department, _new = Department.objects.get_or_create(office=office, name=department)
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, name=name)
        user.full_clean(exclude=["password"])
    membership = Membership(
        user=user,
        office=office,
        department=department,
        county=None if office else county,
        role=role,
    )
    if (role == Membership.Role.COUNTY_CONTACT) == bool(office):
        raise ValidationError("A county contact has no office; every other role needs one.")
    membership.full_clean()
    membership.save()
    return membership
