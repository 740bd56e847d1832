import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from caseload.consent.models import Consent
from caseload.notice import Notice

AHEAD = datetime.timedelta(days=14)


def consent_notices(membership, today):
    """Her people whose consents end soon: one line each, the first to end. To ask is hers."""
    if not membership.follows_up:
        return
    ending = Consent.objects.in_force(today).filter(
        until_on__lte=today + AHEAD,
        participant__advisor=membership.user_id,
        participant__office=membership.office_id,
    )
    firsts = ending.order_by("participant", "until_on").distinct("participant")
    for consent in firsts.select_related("participant"):
        yield Notice(
            text=_("%(name)s: a consent to share ends") % {"name": consent.participant},
            url=reverse("caseload:consent_list", args=[consent.participant_id]),
            due_on=consent.until_on,
            icon="Chat",
        )
