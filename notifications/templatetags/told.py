"""Small things for the page of notifications, which asks each floor for the names it knows."""

from django import template

from notifications.models import Notification

register = template.Library()
Kind = Notification.Kind

ICONS = {
    Kind.CALL: "PhoneFill",
    Kind.CALL_WAITS: "PhoneFill",
    Kind.BENEFIT_ENDS: "WalletFill",
    Kind.CONTACT_DUE: "Chat",
    Kind.MEASURE_ENDS: "Hourglass",
    Kind.HANDOVER: "ArrowRightLeft",
    Kind.TODO_DUE: "Tasklist",
    Kind.AGREEMENT_ENDS: "Handshake",
    Kind.MEETING: "PersonGroup",
    Kind.MEETING_MISSED: "HandShakeHeart",
    Kind.COUNTY_ANSWERED: "Chat",
    Kind.WEEKLY_NOTE: "Gavel",
    Kind.RELEASE: "FileExport",
    Kind.LEDGER_CHANGED: "Gavel",
    Kind.MAIL_FAILED: "EnvelopeClosed",
}


@register.simple_tag
def kind_icon(kind):
    """The name of its drawing."""
    return ICONS.get(kind, "InformationSquare")


@register.filter
def of(names, notification):
    """What `names` ({about: text}) says about this one; "" where that is not hers to know."""
    return names.get(notification.about, "")
