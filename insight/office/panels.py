"""What the office dashboard shows, in this order: the four premises, then what else matters."""

from insight.office.closer import closer_follow_up
from insight.office.continuity import continuity
from insight.office.ends_soon import ends_soon
from insight.office.handovers import handovers
from insight.office.outcomes import outcomes

PANELS = {
    "closer": closer_follow_up,
    "ends_soon": ends_soon,
    "handovers": handovers,
    "continuity": continuity,
    "outcomes": outcomes,
}


def panels(scope):
    return [panel(scope) for panel in PANELS.values()]
