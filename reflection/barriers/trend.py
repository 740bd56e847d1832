"""How many barriers were in the way at the end of each quarter, and by how much.

Reads the looks of one office in one query and replays them, so that a quarter says what was known
at its end and nothing that was learned later.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aksel.plots import Plot
from reflection.barriers.models import IN_THE_WAY, BarrierLook, State, Weight

QUARTERS_SHOWN = 8
HEAVIEST_FIRST = (Weight.MUCH, Weight.SOME, Weight.LITTLE)
FEWER = {
    1: gettext_lazy("Fewer things are in the way than in the winter."),
    2: gettext_lazy("Fewer things are in the way than in the spring."),
    3: gettext_lazy("Fewer things are in the way than in the summer."),
    4: gettext_lazy("Fewer things are in the way than in the autumn."),
}
MORE = {
    1: gettext_lazy("More things are in the way than in the winter."),
    2: gettext_lazy("More things are in the way than in the spring."),
    3: gettext_lazy("More things are in the way than in the summer."),
    4: gettext_lazy("More things are in the way than in the autumn."),
}
AS_MANY = {
    1: gettext_lazy("As many things are in the way as in the winter."),
    2: gettext_lazy("As many things are in the way as in the spring."),
    3: gettext_lazy("As many things are in the way as in the summer."),
    4: gettext_lazy("As many things are in the way as in the autumn."),
}


@dataclass(frozen=True)
class Quarter:
    """`counts`: {weight: number in the way at its end}, or today in the quarter that runs."""

    year: int
    number: int
    counts: dict

    @property
    def label(self):
        return _("Q%(number)s %(year)s") % {"number": self.number, "year": self.year}

    @property
    def total(self):
        return sum(self.counts.values())

    @property
    def by_weight(self):
        """Numbers, the heaviest first."""
        return [self.counts[weight] for weight in HEAVIEST_FIRST]


@dataclass(frozen=True)
class Changes:
    """How many barriers were raised since a day, and how many are otherwise than before it."""

    raised: int
    smaller: int
    gone: int
    set_aside: int


def looks_at(barriers):
    """[(barrier id, moment, weight, state)], the oldest first, in one query.

    `barriers` is a queryset of what the reader may see.
    """
    looks = BarrierLook.objects.filter(barrier__in=barriers).order_by("at", "pk")
    return list(looks.values_list("barrier", "at", "weight", "state"))


def quarters_of(barriers, today):
    """quarters_from() all that was seen of these barriers."""
    return quarters_from(looks_at(barriers), today)


def quarters_from(looks, today):
    """Quarters from the first look to today, eight at most, oldest first; [] without looks."""
    if not looks:
        return []
    quarters, known, seen = [], {}, 0
    for year, number in _quarters(timezone.localdate(looks[0][1]), today):
        end = _first_day_after(year, number)
        while seen < len(looks) and timezone.localdate(looks[seen][1]) < end:
            barrier, _at, weight, state = looks[seen]
            known[barrier] = weight if state in IN_THE_WAY else None
            seen += 1
        found = Counter(known.values())
        counts = {weight: found[weight] for weight in Weight}
        quarters.append(Quarter(year, number, counts))
    return quarters[-QUARTERS_SHOWN:]


def changes_since(looks, day):
    """Changes: each barrier now beside how it was before this day, or when it was raised."""
    before, now, raised = {}, {}, 0
    for barrier, at, weight, state in looks:
        now[barrier] = weight, state
        is_before = timezone.localdate(at) < day
        raised += barrier not in before and not is_before
        if barrier not in before or is_before:
            before[barrier] = weight, state
    pairs = [(before[barrier], now[barrier]) for barrier in now]
    return Changes(
        raised=raised,
        smaller=sum(_is_smaller(*pair) for pair in pairs),
        gone=sum(_has_become(State.GONE, *pair) for pair in pairs),
        set_aside=sum(_has_become(State.SET_ASIDE, *pair) for pair in pairs),
    )


def _is_smaller(before, now):
    """Still in the way, and lighter, or said to be smaller than it was."""
    heavy = HEAVIEST_FIRST.index
    is_lighter = heavy(now[0]) > heavy(before[0])
    return now[1] in IN_THE_WAY and (is_lighter or _has_become(State.SMALLER, before, now))


def _has_become(state, before, now):
    return now[1] == state != before[1]


def _quarters(first, last):
    """(year, number) of each quarter from the day `first` to the day `last`."""
    begin, end = (day.year * 4 + (day.month - 1) // 3 for day in (first, last))
    return [(each // 4, each % 4 + 1) for each in range(begin, end + 1)]


def _first_day_after(year, number):
    return datetime.date(year + number // 4, number % 4 * 3 + 1, 1)


def plot_of(quarters):
    """A column for each quarter, what weighs much at its foot."""
    return Plot(
        title=_("Number in the way at the end of each quarter"),
        series=tuple(_("in the way: %(said)s") % {"said": each.label} for each in HEAVIEST_FIRST),
        rows=tuple((quarter.label, tuple(quarter.by_weight)) for quarter in quarters),
        by_degree=True,
    )


def in_words(quarters):
    """One sentence: today beside the end of the last quarter; "" where nothing can be compared."""
    if len(quarters) < 2:
        return ""
    before, now = quarters[-2:]
    if now.total != before.total:
        return (FEWER if now.total < before.total else MORE)[before.number]
    sentence = AS_MANY[before.number]
    if now.counts[Weight.MUCH] < before.counts[Weight.MUCH]:
        return _("%(sentence)s Fewer of them are much in the way.") % {"sentence": sentence}
    return sentence
