"""What the office dashboard shows, in this order: the four premises, then what else matters."""

from django.utils.translation import gettext as _

from insight.office.closer import closer_follow_up
from insight.office.connected import helpers
from insight.office.continuity import continuity
from insight.office.ends_soon import ends_soon
from insight.office.handovers import handovers
from insight.office.in_the_way import in_the_way
from insight.office.outcomes import outcomes
from insight.office.reflecting import reflecting
from insight.office.workplace import workplace_and_mentor

PREMISES = {
    "closer": closer_follow_up,
    "workplace": workplace_and_mentor,
    "reflecting": reflecting,
    "helpers": helpers,
}
ALSO = {
    "ends_soon": ends_soon,
    "handovers": handovers,
    "continuity": continuity,
    "outcomes": outcomes,
    "in_the_way": in_the_way,
}
PANELS = PREMISES | ALSO


def panels(scope):
    return [panel(scope) for panel in PANELS.values()]


def groups(scope):
    """[(heading, panels)] of those that have any."""
    groups = [(_("What you make possible"), PREMISES), (_("Also at the office"), ALSO)]
    return [
        (heading, [panel(scope) for panel in found.values()]) for heading, found in groups if found
    ]
