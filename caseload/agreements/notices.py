"""What waits above the bench about room: the same lines for leader and advisor, in their words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from caseload.agreements.models import RoomAgreement, RoomRequest
from caseload.notice import Notice


def agreement_notices(membership, today):
    """Agreements that end soon with nothing after them, and those to look at again."""
    agreements = RoomAgreement.objects.visible_to(membership).current(today).with_renewal()
    for agreement in agreements.by_name():
        if agreement.expires_soon:
            text = _("Your agreement on room for closer follow-up ends soon")
            if membership.leads:
                text = _("The agreement on room with %(name)s ends soon")
            yield _notice(text, agreement, agreement.until_on)
        elif agreement.look_is_due:
            text = _("Look again at your agreement on room for closer follow-up")
            if membership.leads:
                text = _("Look again at the agreement on room with %(name)s")
            yield _notice(text, agreement, agreement.look_again_on)


def _notice(text, agreement, due_on):
    return Notice(
        text % {"name": agreement.advisor.name},
        agreement.get_absolute_url(),
        due_on,
        icon="Handshake",
    )


def request_notices(membership, today):
    """Who has asked her leader for an agreement."""
    if not membership.leads:
        return
    for asked in RoomRequest.objects.visible_to(membership).filter(settled_on=None).by_name():
        text = _("%(name)s asks for an agreement on room") % {"name": asked.advisor.name}
        yield Notice(text, reverse("caseload:agreement_list"), icon="Handshake")
