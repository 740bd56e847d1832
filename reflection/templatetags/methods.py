"""The method that an agenda has chosen, beside its item."""

from django import template

from reflection.methods.offered import method_for

register = template.Library()


@register.inclusion_tag("reflection/_item_method.html")
def method_of(item, meeting):
    """Its steps, as the meeting's office has them; nothing where none is chosen."""
    return {"method": method_for(meeting.office_id, item.method) if item.method else None}
