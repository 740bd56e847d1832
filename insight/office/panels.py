"""What the office dashboard shows, in this order: the four premises, then what else matters."""

from insight.office.closer import closer_follow_up
from insight.office.in_the_way import in_the_way
from insight.office.reflecting import reflecting

PANELS = {
    "closer": closer_follow_up,
    "reflecting": reflecting,
    "in_the_way": in_the_way,
}


def panels(scope):
    return [panel(scope) for panel in PANELS.values()]
