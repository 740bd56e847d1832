"""What a handover puts above the bench: somebody to answer, somebody returned, somebody left."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import ngettext

from caseload.handover.access import people_left_behind
from caseload.handover.models import HandedOver
from caseload.notice import Notice


def handover_notices(membership, today):
    """Offers and moves to answer, and what came back. A stand-in answers for nobody.

    To take people over is to say yes for a long time; that cannot be said on behalf of somebody
    who is away for some days.
    """
    status = HandedOver.Status
    handed = HandedOver.objects.visible_to(membership)
    counted = handed.aggregate(
        offered=Count("pk", filter=_waits_for(membership, status.OFFERED)),
        moved=Count("pk", filter=_waits_for(membership, status.MOVED)),
        returned=Count("pk", filter=Q(pk__in=handed.returned_to(membership).values("pk"))),
    )
    url = reverse("caseload:handover_list")
    texts = {
        "offered": ngettext(
            "%(n)d person is handed over to you and waits for your answer",
            "%(n)d people are handed over to you and wait for your answer",
            counted["offered"],
        ),
        "moved": ngettext(
            "Your leader has moved %(n)d person to you",
            "Your leader has moved %(n)d people to you",
            counted["moved"],
        ),
        "returned": ngettext(
            "%(n)d person you handed over was returned",
            "%(n)d people you handed over were returned",
            counted["returned"],
        ),
    }
    for what, text in texts.items():
        if counted[what]:
            yield Notice(text % {"n": counted[what]}, url, icon="ArrowRightLeft")


def _waits_for(membership, status):
    return Q(receiver=membership.user_id, status=status, participant__ended_on=None)


def left_behind_notices(membership, today):
    """To leaders: somebody is followed up by nobody who works here."""
    number = people_left_behind(membership).count() if membership.leads else 0
    if number:
        text = ngettext(
            "%(n)d person has an advisor who no longer works here",
            "%(n)d people have an advisor who no longer works here",
            number,
        )
        url = reverse("caseload:handover_create")
        yield Notice(text % {"n": number}, url, icon="PersonGroup")
