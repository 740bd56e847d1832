"""What needs a decision now, in words, with the page where it is made: the same as is counted."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Min, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.written import written_once
from insight.weekly import waiting


@dataclass(frozen=True)
class Decision:
    """`what` needs it, and the words of the link that leads to where it is made."""

    what: str
    do: str
    url: str


@dataclass(frozen=True)
class Source:
    """Rows that wait, of which `each` tells one decision from the next, and the words of them.

    A note is written for those that are not told at once by themselves.
    """

    heading: str | Promise
    rows: Callable
    in_words: Callable
    each: str = "pk"
    is_noted: bool = True


def decisions(membership, today):
    """[(heading, [Decision])] of each subject with any; a query for each subject."""
    said = ((source, list(source.in_words(source.rows(membership, today)))) for source in SOURCES)
    return [(source.heading, found) for source, found in said if found]


def number_of_decisions(membership, today):
    """How many decisions() would say, in one query."""
    return _sum(_to_decide(membership, today))


def number_to_note(membership, today):
    """The same without those that were told at once."""
    return _sum(_to_note(membership, today))


def _sum(rows):
    return sum(number for (number,) in rows)


@written_once
def _to_decide(membership, today):
    return _counted(SOURCES, membership, today)


@written_once
def _to_note(membership, today):
    return _counted([source for source in SOURCES if source.is_noted], membership, today)


def _counted(sources, membership, today):
    first, *others = (
        source.rows(membership, today)
        .order_by()
        .annotate(all=Value(1))
        .values("all")
        .annotate(number=Count(source.each, distinct=True))
        .values_list("number")
        for source in sources
    )
    return first.union(*others, all=True)


def _income(people):
    for person in people.select_related("advisor").order_by("benefit_ends_on", "sort_key", "pk"):
        what = _("%(name)s: the benefit ends %(day)s, and nobody stands in for %(advisor)s.") % {
            "name": person.name,
            "day": _day(person.benefit_ends_on),
            "advisor": person.advisor,
        }
        do = _("Choose who takes over %(name)s") % {"name": person.name}
        yield Decision(what, do, f"{_move(person.advisor_id)}&person={person.pk}")


def _calls(calls):
    for call in calls.order_by("at", "pk"):
        what = _("A mentor asked %(day)s to be called, and still waits.")
        day = _day(timezone.localdate(call.at))
        yield Decision(what % {"day": day}, _("See that somebody calls"), call.get_absolute_url())


def _left_behind(people):
    rows = people.order_by("advisor__name", "advisor").values_list("advisor", "advisor__name")
    for advisor, name, number in rows.annotate(number=Count("pk")):
        what = ngettext(
            "%(name)s no longer works here: %(n)d person is without an advisor.",
            "%(name)s no longer works here: %(n)d people are without an advisor.",
            number,
        )
        do = _("Choose who takes over from %(name)s") % {"name": name}
        yield Decision(what % {"name": name, "n": number}, do, _move(advisor))


def _offers(handed):
    giver = "handover__giver", "handover__giver__name"
    rows = handed.order_by(giver[1], giver[0]).values_list(*giver)
    for advisor, name, number, since in rows.annotate(n=Count("pk"), since=Min("handover__at")):
        what = ngettext(
            "%(n)d person whom %(name)s hands over waits for an answer since %(day)s.",
            "%(n)d people whom %(name)s hands over wait for an answer since %(day)s.",
            number,
        )
        said = {"n": number, "name": name, "day": _day(timezone.localdate(since))}
        do = _("Choose who takes over from %(name)s") % {"name": name}
        yield Decision(what % said, do, _move(advisor))


def _requests(requests):
    for asked in requests.by_name():
        said = {"name": asked.advisor, "day": _day(asked.asked_on)}
        what = _("%(name)s asked %(day)s for room for closer follow-up.") % said
        url = f"{reverse('caseload:agreement_create')}?advisor={asked.advisor_id}"
        yield Decision(what, _("Agree with %(name)s") % said, url)


def _agreements(agreements):
    for agreement in agreements.by_name():
        what = _("The agreement with %(name)s is to be looked at again, since %(day)s.")
        day = agreement.look_again_on
        if agreement.expires_soon:
            what = _("The agreement with %(name)s ends %(day)s, with nothing after it.")
            day = agreement.until_on
        said = {"name": agreement.advisor, "day": _day(day)}
        do = _("Agree with %(name)s") % said
        yield Decision(what % said, do, agreement.get_absolute_url())


def _look_ups(findings):
    for finding in findings.for_list():
        said = {"rule": finding.get_rule_display(), "name": finding.user}
        what = _("%(rule)s: what %(name)s looked up should be looked at.") % said
        yield Decision(what, _("Ask, and write what you found"), finding.get_absolute_url())


def _barriers(barriers):
    for barrier in barriers.order_by("raised_on", "pk"):
        said = {"words": barrier.words, "day": _day(barrier.raised_on)}
        what = _("In the way since %(day)s: “%(words)s”") % said
        yield Decision(what, _("Choose who keeps an eye on it"), barrier.get_absolute_url())


def _day(day: datetime.date):
    return date_format(day, "j. F Y")


def _move(advisor_id):
    return f"{reverse('caseload:handover_create')}?advisor={advisor_id}"


# Income cannot wait, nor a mentor; what takes a talk comes last.
SOURCES = [
    Source(gettext_lazy("A benefit ends"), waiting.income, _income),
    Source(gettext_lazy("Mentors who wait for a call"), waiting.calls, _calls, is_noted=False),
    Source(gettext_lazy("People without an advisor"), waiting.left_behind, _left_behind, "advisor"),
    Source(gettext_lazy("Handovers without an answer"), waiting.offers, _offers, "handover__giver"),
    Source(gettext_lazy("Asks for room"), waiting.requests, _requests),
    Source(gettext_lazy("Agreements on room"), waiting.agreements, _agreements),
    Source(gettext_lazy("Who looked"), waiting.look_ups, _look_ups),
    Source(gettext_lazy("In the way, with nobody to look after it"), waiting.barriers, _barriers),
]
