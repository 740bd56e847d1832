"""What was done to a table to protect it, as sentences in the language that is active."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def done_to(table, profile):
    """[sentence] of a Protected, what happened to it as a whole first."""
    said = [_why_not(table.why_not, profile)] if table.why_not else []
    return said + [_said_of(step, profile) for step in table.done]


def _said_of(step, profile):
    """A Step as a sentence."""
    params = {"what": ", ".join(step.what), "least": profile.group_min, "symbol": profile.symbol}
    match step.kind:
        case "merged":
            return _("Put together: %(what)s.") % params
        case "padded":
            return _("Put together with those who did not answer: %(what)s.") % params
        case "group":
            return (
                _("Put together or not shown, since fewer than %(least)s are in it: %(what)s.")
                % params
            )
        case "unanimous":
            return _("Not shown, since all gave the same answer: %(what)s.") % params
    params["number"] = step.number
    return (
        ngettext(
            "%(number)s number is not shown (%(symbol)s).",
            "%(number)s numbers are not shown (%(symbol)s).",
            step.number,
        )
        % params
    )


def _why_not(reason, profile):
    """Why a whole table is withheld."""
    match reason:
        case "group":
            return _("Not shown, since fewer than %(least)s answered.") % {
                "least": profile.group_min
            }
        case "unanimous":
            return _("Not shown, since all gave the same answer.")
    return _("Not shown, since too many numbers would have to be withheld.")
