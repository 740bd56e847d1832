"""How far something the office has learned is spread: never further than its group decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Reach(models.TextChoices):
    GROUP = "group", _("Those who were invited")
    OFFICE = "office", _("The whole office")
    COUNTY = "county", _("The other offices of the county")
    EVERYBODY = "everybody", _("All offices")


def reaching(membership):
    """Q of rows with `reach`, `office` and `county` that were spread as far as this member."""
    far = Q(reach=Reach.EVERYBODY) | Q(reach=Reach.COUNTY, county=membership.in_county)
    if membership.office_id is None:
        return far
    return far | Q(reach=Reach.OFFICE, office=membership.office_id)


def of_her_place(membership):
    """Q of rows with `office` and `county` of where she is now: her office, or all of her county.

    What belongs to a county and to no office of it is for whoever works in that county.
    """
    of_the_county = Q(office=None, county=membership.in_county)
    if membership.office_id is None:
        return of_the_county
    return of_the_county | Q(office=membership.office_id)
