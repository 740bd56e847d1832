"""What the office dashboard shows, in this order: the four premises, then what else matters."""

from django.utils.translation import gettext as _

from insight.office.closer import closer_follow_up

PREMISES = {
    "closer": closer_follow_up,
}
ALSO = {}
PANELS = PREMISES | ALSO


def panels(scope):
    return [panel(scope) for panel in PANELS.values()]


def groups(scope):
    """[(heading, panels)] of those that have any."""
    groups = [(_("What you make possible"), PREMISES), (_("Also at the office"), ALSO)]
    return [
        (heading, [panel(scope) for panel in found.values()]) for heading, found in groups if found
    ]
