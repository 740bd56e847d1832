from django.core.exceptions import PermissionDenied


def refuse_who_is_of_no_office(membership):
    """Leaders and members of an office see the same: nothing in it is for some of them only."""
    if not (membership.reflects and membership.office_id):
        raise PermissionDenied


def refuse_who_works_for_no_county(membership):
    if not membership.reflects or membership.office_id:
        raise PermissionDenied
