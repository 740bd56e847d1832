from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from caseload.models import AccessWithReason
from caseload.notice import Notice


def opening_notices(membership, today):
    """For leaders: how many people others can read about now, and on the page why."""
    if not membership.leads:
        return
    openings = AccessWithReason.objects.visible_to(membership).active(timezone.now())
    number = openings.exclude(membership=membership).values("participant").distinct().count()
    if number:
        yield Notice(
            text=ngettext(
                "%(n)d person is opened with a reason",
                "%(n)d people are opened with a reason",
                number,
            )
            % {"n": number},
            url=reverse("caseload:opening_list"),
        )
