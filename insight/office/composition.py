"""Who is followed closely beside who is in the portfolio: never of fewer than six people."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from insight.figures import NEED_GROUPS
from insight.protection import finest

GROUPS = 2  # those followed closely, everybody else


class Composition:
    """Of one Trait: `shown` is [(label, (followed closely, everybody else))], [] under six."""

    def __init__(self, counts, trait):
        self.counts, self.trait = counts, trait

    @cached_property
    def shown(self):
        if not self.trait.coarser:
            return finest([self._fine], others=_("Others"))
        # Few of whom it is not known join one part, so that the other keeps its name. What can be
        # shown in none of these ways is put together from the coarse parts.
        joined = [self._coarse(joined=each) for each in self.trait.coarser]
        return finest([self._fine, self._coarse(), *joined, self._coarse()], others=_("Others"))

    @property
    def _fine(self):
        return [(part.label, self.numbers(part)) for part in self.trait.parts]

    def _coarse(self, joined=None):
        *_known, not_known = self.trait.parts
        parts = []
        for each in self.trait.coarser:
            if each == joined:
                parts.append((each.or_not_known, self._sum([*each.keys, not_known.key])))
            else:
                parts.append((each.label, self._sum(each.keys)))
        return parts if joined else [*parts, (not_known.label, self.numbers(not_known))]

    def numbers(self, part):
        return self.counts[part.closely], self.counts[part.the_rest]

    def _sum(self, keys):
        parts = [self.numbers(part) for part in self.trait.parts if part.key in keys]
        return tuple(map(sum, zip(*parts, strict=True)))

    @property
    def table(self):
        return Table(
            str(self.trait.heading),
            (_("Followed closely"), _("Everybody else")),
            tuple(Row(label, tuple(map(Cell, numbers))) for label, numbers in self.shown),
            note=_("Groups with fewer than six people are put together."),
        )

    @property
    def plot(self):
        labels = _("Followed closely"), _("Everybody else")
        return Plot(
            title=_("Groups of need among those who are followed closely, beside everybody else"),
            series=tuple(label for label, _numbers in self.shown),
            rows=tuple(
                (label, tuple(numbers[group] for _label, numbers in self.shown))
                for group, label in enumerate(labels)
            ),
            kind="bars",
            as_shares=True,
        )


def with_the_largest_needs(needs):
    """Percentages (of those followed closely, of everybody else), or None where it is not shown.

    `needs` is the Composition by group of need. Only parts that stand in it are added up: a sum
    across one that was put together with others could be subtracted from.
    """
    largest = NEED_GROUPS.coarser[-1]
    parts = [part for part in NEED_GROUPS.parts if part.key in largest.keys]
    fine = [part.label for part in parts if any(needs.numbers(part))]
    shown = dict(needs.shown)
    labels = [largest.label] if largest.label in shown else fine
    wholes = [sum(numbers[group] for numbers in shown.values()) for group in range(GROUPS)]
    if not all(wholes) or not all(each in shown for each in labels):
        return None
    sums = [sum(shown[each][group] for each in labels) for group in range(GROUPS)]
    return [round(100 * part / whole) for part, whole in zip(sums, wholes, strict=True)]
