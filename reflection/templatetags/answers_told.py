"""What an answer from the county is called on the page of notifications."""

from django import template
from django.utils.translation import gettext as _

from notifications.models import Notification

register = template.Library()


@register.simple_tag
def answers_told_of(notifications):
    """{about: text} of the answers from the county among these; no query."""
    kind = Notification.Kind.COUNTY_ANSWERED
    return {
        each.about: _("Read the county's answer") for each in notifications if each.kind == kind
    }
