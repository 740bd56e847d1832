"""What a meeting has agreed, and what it looks back on: for its page and for conducting it."""

from django import template

from reflection.agreed.look_back import to_look_back_on

register = template.Library()


@register.simple_tag
def agreed_in(meeting):
    """Agreed in this meeting. For who is invited to it: the page says so before it asks."""
    return meeting.agreed.for_list()


@register.simple_tag
def agreed_before(meeting):
    """Agreed in earlier meetings of the group, until it has ended."""
    return to_look_back_on(meeting).for_list()
