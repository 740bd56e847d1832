"""Who reads which figures: leaders their own office's, county contacts their county's."""

from django.core.exceptions import PermissionDenied


def refuse_who_does_not_lead(membership):
    if not membership.leads:
        raise PermissionDenied


def refuse_who_works_for_no_county(membership):
    if not membership.is_county_contact:
        raise PermissionDenied
