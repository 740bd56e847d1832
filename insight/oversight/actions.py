from django.db import transaction
from django.utils import timezone

from accounts import audit
from insight.oversight.models import Finding, side_of


class IsClosedAlready(Exception):
    """Somebody has closed it for this side meanwhile."""


@transaction.atomic
def close_finding(membership, finding, *, word):
    """For the leader's or the privacy coordinator's side. Raises IsClosedAlready."""
    side = side_of(membership)
    waiting = Finding.objects.waiting_for(membership).filter(pk=finding.pk)
    said = {f"{side}_word": word, f"{side}_by": membership.user_id, f"{side}_at": timezone.now()}
    if not waiting.update(**said):
        raise IsClosedAlready
    audit.record(membership, "finding.close", finding)
