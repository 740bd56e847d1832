"""Who works with surveys: researchers make and read them, privacy coordinators check them."""

from django.core.exceptions import PermissionDenied

from accounts.models import Membership

Role = Membership.Role
READS = frozenset({Role.RESEARCHER, Role.PRIVACY_COORDINATOR})
# Exact counts are for named researchers; everybody else gets what was released.
MAKES_TABLES = frozenset({Role.RESEARCHER})


def refuse_who_is_no_researcher(membership):
    if membership.role != Role.RESEARCHER:
        raise PermissionDenied


def refuse_who_reads_no_surveys(membership):
    if membership.role not in READS:
        raise PermissionDenied
