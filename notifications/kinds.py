"""How many of each kind, in words: the same on the page and in the digest."""

import datetime
from dataclasses import dataclass

from django.utils.translation import ngettext_lazy

from notifications.models import Notification

Kind = Notification.Kind

# What comes first stands first: the order in which they are shown too.
IN_WORDS = {
    Kind.CALL: ngettext_lazy("%(n)d mentor asks you to call", "%(n)d mentors ask you to call", "n"),
    Kind.CALL_WAITS: ngettext_lazy("%(n)d call needs someone", "%(n)d calls need someone", "n"),
    Kind.BENEFIT_ENDS: ngettext_lazy("%(n)d benefit ends", "%(n)d benefits end", "n"),
    Kind.CONTACT_DUE: ngettext_lazy("%(n)d agreed contact", "%(n)d agreed contacts", "n"),
    Kind.MEASURE_ENDS: ngettext_lazy("%(n)d measure ends", "%(n)d measures end", "n"),
    Kind.HANDOVER: ngettext_lazy("%(n)d handover to answer", "%(n)d handovers to answer", "n"),
    Kind.TODO_DUE: ngettext_lazy("%(n)d thing to do", "%(n)d things to do", "n"),
    Kind.AGREEMENT_ENDS: ngettext_lazy(
        "%(n)d agreement on room ends", "%(n)d agreements on room end", "n"
    ),
    Kind.MEETING: ngettext_lazy("%(n)d reflection meeting", "%(n)d reflection meetings", "n"),
    Kind.MEETING_MISSED: ngettext_lazy(
        "%(n)d meeting where we would like to see you",
        "%(n)d meetings where we would like to see you",
        "n",
    ),
    Kind.COUNTY_ANSWERED: ngettext_lazy(
        "%(n)d answer from the county", "%(n)d answers from the county", "n"
    ),
    Kind.WEEKLY_NOTE: ngettext_lazy(
        "%(n)d note on what needs a decision", "%(n)d notes on what needs a decision", "n"
    ),
    Kind.RELEASE: ngettext_lazy("%(n)d release to look at", "%(n)d releases to look at", "n"),
    Kind.LEDGER_CHANGED: ngettext_lazy(
        "The ledger of releases was changed", "%(n)d signs that the ledger was changed", "n"
    ),
    Kind.MAIL_FAILED: ngettext_lazy("%(n)d mail did not arrive", "%(n)d mails did not arrive", "n"),
}


def in_words(counted):
    """["1 benefit ends", "3 agreed contacts"] of {kind: n}, in the language that is active."""
    return [words % {"n": counted[kind]} for kind, words in IN_WORDS.items() if kind in counted]


@dataclass(frozen=True)
class Group:
    """Everything of one kind: how many in words, and the lines, what is due first on top."""

    kind: str
    heading: str
    lines: list


def groups(notifications, counted):
    """A Group for each kind there is. `counted` is what NotificationQuerySet.counted() says."""
    numbers = {each["kind"]: each["n"] for each in counted}

    def lines(kind):
        of_it = [each for each in notifications if each.kind == kind]
        return sorted(of_it, key=lambda each: each.due_on or datetime.date.min)

    kinds = [kind for kind in IN_WORDS if kind in numbers]
    return [
        Group(kind, heading, lines(kind))
        for kind, heading in zip(kinds, in_words(numbers), strict=True)
    ]
