"""What the office dashboard shows, in this order: the four premises, then what else matters."""

from insight.office.closer import closer_follow_up

PANELS = {
    "closer": closer_follow_up,
}


def panels(scope):
    return [panel(scope) for panel in PANELS.values()]
