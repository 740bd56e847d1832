"""What the office dashboard shows, in this order: the four premises, then what else matters."""

from insight.office.closer import closer_follow_up
from insight.office.helpers import helpers
from insight.office.workplace import workplace_and_mentor

PANELS = {
    "closer": closer_follow_up,
    "workplace": workplace_and_mentor,
    "helpers": helpers,
}


def panels(scope):
    return [panel(scope) for panel in PANELS.values()]
