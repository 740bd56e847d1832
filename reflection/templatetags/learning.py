"""What was learned, on pages of other rooms and of the app below: they ask for it by a tag."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from caseload.models import Participant
from reflection.learning.models import LearningPoint, similar_learning
from reflection.themes import Theme

register = template.Library()

# What a phase alone says of the theme; the others are about everything.
THEMES = {Participant.Phase.FINDING: Theme.FINDING_WORKPLACES}


@register.simple_tag(takes_context=True)
def learning_of(context, meeting):
    """The learning points written from this meeting that the reader may see, newest first."""
    points = LearningPoint.objects.visible_to(context["request"].membership)
    return points.filter(meeting=meeting).for_list()


@register.simple_tag(takes_context=True)
def others_learned(context, meeting):
    """At most three of the same theme as this meeting's that are not from this meeting."""
    membership = context["request"].membership
    return similar_learning(membership, theme=meeting.topic, besides=meeting)


@register.simple_tag
def learning_like_url(participant):
    """Where to ask for what was learned in situations like hers; "" where nothing is known of it.

    It tells of no person, and nothing is asked of the database.
    """
    situation = {"theme": THEMES.get(participant.phase), "need": participant.need_group}
    query = urlencode({name: value for name, value in situation.items() if value})
    return f"{reverse('reflection:learning_similar')}?{query}" if query else ""
