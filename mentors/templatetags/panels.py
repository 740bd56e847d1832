"""What a person's page shows of workplaces and contacts: her page is in the app below this one."""

from django import template

from mentors.panel import placements_of
from mentors.timeline import timeline_page

register = template.Library()


@register.inclusion_tag("mentors/_timeline.html", takes_context=True)
def timeline(context, participant):
    """Her newest contacts and changes. Takes can_change and request."""
    return _panel(context, **timeline_page(participant))


@register.inclusion_tag("mentors/_placement_panel.html", takes_context=True)
def placements(context, participant):
    """Where she is and was, with her mentors. Takes can_change and request."""
    return _panel(context, participant=participant, placements=placements_of(participant))


def _panel(context, **shown):
    return {"request": context["request"], "can_change": context["can_change"], **shown}
