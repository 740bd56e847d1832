"""What was asked for and is not in the files, and why: sentences for the files, in bokmål."""

from django.utils import translation
from django.utils.translation import gettext as _

from surveys.releases.shown import why_not


def left_out(outcome):
    """[sentence] of an Outcome that is not refused."""
    with translation.override("nb"):
        return [
            _("%(table)s (%(wave)s). %(why)s")
            % {"table": _named(each.cut), "wave": wave, "why": why_not(each.why_not)}
            for wave, each in outcome.tables
            if each.why_not
        ]


def _named(cut):
    if cut.columns is None:
        return cut.rows.label
    said = {"question": cut.rows.label, "background": cut.columns.label}
    return _("%(question)s, by %(background)s") % said
