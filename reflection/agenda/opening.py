"""The agenda every meeting begins with: the theme first, and the last minutes for what we learned.

In the report case talk without professional grounding pushed the common theme to the end (§3.2.8).
"""

from reflection.agenda.models import AgendaItem
from reflection.agreed.look_back import keep_look_back

Kind = AgendaItem.Kind
LEARNING_MINUTES = 10
THEME_MINUTES = 20


def draft_agenda(meeting):
    """The items a new meeting has. What was agreed last time is looked at where there is any."""
    items = [(Kind.THEME, THEME_MINUTES), (Kind.LEARNING, LEARNING_MINUTES)]
    for kind, minutes in items:
        AgendaItem.objects.create(meeting=meeting, kind=kind, minutes=minutes)
    keep_look_back(meeting.group, [meeting])
