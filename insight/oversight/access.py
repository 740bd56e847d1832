from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts import audit
from accounts.models import Membership
from insight.oversight.models import Finding

REVIEWS = frozenset({Membership.Role.OFFICE_LEADER, Membership.Role.PRIVACY_COORDINATOR})


def refuse_who_reviews_nothing(membership):
    if membership.role not in REVIEWS:
        raise PermissionDenied


def finding_or_404(request, finding_id):
    """One finding; reading it is a line in the log itself."""
    refuse_who_reviews_nothing(request.membership)
    findings = Finding.objects.visible_to(request.membership).for_list()
    finding = get_object_or_404(findings, pk=finding_id)
    audit.record(request.membership, "finding.open", finding)
    return finding
