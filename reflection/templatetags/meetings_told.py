"""Which meeting a notification is about, as far as the reader may see it."""

from django import template
from django.template.defaultfilters import date as date_text
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.models import Notification
from reflection.meetings.models import Meeting

register = template.Library()
Kind = Notification.Kind


@register.simple_tag(takes_context=True)
def meetings_told_of(context, notifications):
    """{id of a meeting: its group, and at what time}: one query, or none where there is none."""
    kinds = (Kind.MEETING, Kind.MEETING_MISSED)
    ids = [each.about for each in notifications if each.kind in kinds]
    if not ids:
        return {}
    seen = Meeting.objects.visible_to(context["request"].membership)
    meetings = seen.filter(pk__in=ids).select_related("group")
    return {each.pk: _said(each) for each in meetings}


def _said(meeting):
    time = date_text(timezone.localtime(meeting.starts_at), "H.i")
    return _("%(group)s at %(time)s") % {"group": meeting.group, "time": time}
