"""What a weekly note is called on the page of notifications."""

from django import template
from django.utils.translation import gettext as _

from notifications.models import Notification

register = template.Library()


@register.simple_tag
def notes_told_of(notifications):
    """{about: text} of the weekly notes among these; no query."""
    notes = [each for each in notifications if each.kind == Notification.Kind.WEEKLY_NOTE]
    return {each.about: _("See what needs a decision") for each in notes}
