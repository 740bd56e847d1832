"""Categories of a table put together: as the researcher declared, to reach a group's size, or with
those who did not answer.
"""

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from surveys.disclosure.cuts import Category
from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED

SILENCE = frozenset([NOT_ANSWERED, NOT_ASKED])


class NotAPartition(ValueError):
    """Categories that leave an answer out, or have one twice."""


def checked(cut, variables):
    """The Cut; raises NotAPartition unless its axes and mergers are partitions of all answers."""
    for axis in filter(None, (cut.rows, cut.columns, *cut.mergers)):
        values = _values(axis)
        is_twice = sum(len(each.values) for each in axis.categories) != len(values)
        if is_twice or not values >= set(variables[axis.variable].values):
            raise NotAPartition(axis.variable)
    for merger in cut.mergers:
        if merger.variable != cut.rows.variable or not is_coarser(merger, cut.rows):
            raise NotAPartition(merger.variable)
    return cut


def _values(axis):
    return frozenset().union(*(each.values for each in axis.categories))


def is_coarser(axis, finer):
    """Whether each category of the finer axis lies in one of this, and nothing else does."""
    return _values(axis) == _values(finer) and all(
        any(each.values <= one.values for one in axis.categories) for each in finer.categories
    )


def padded(axis, silent):
    """With who did not answer in the category of "don't know"; None if there is none alone.

    `silent`: the answers that say nothing.
    """
    for place, category in enumerate(axis.categories):
        if category.values and category.values <= silent:
            with translation.override("nb"):
                label = _("%(category)s / no answer") % {"category": category.label}
            wider = Category(label, category.values | {NOT_ANSWERED})
            categories = (*axis.categories[:place], wider, *axis.categories[place + 1 :])
            return replace(axis, categories=categories)
    return None


def with_silence(axis):
    """With those who did not answer, or were not asked, as a category of their own."""
    with translation.override("nb"):
        silence = Category(_("No answer"), SILENCE - _values(axis))
    return replace(axis, categories=(*axis.categories, silence))


def together(axis, places):
    """With the categories of these places as one, where the first of them stands."""
    places = sorted(places)
    if len(places) < 2:
        return axis
    chosen = [axis.categories[at] for at in places]
    one = Category(
        ", ".join(each.label for each in chosen), frozenset().union(*(c.values for c in chosen))
    )
    left = [one if at == places[0] else each for at, each in enumerate(axis.categories)]
    return replace(axis, categories=tuple(c for at, c in enumerate(left) if at not in places[1:]))


def in_groups(axis, numbers, least, silent):
    """The Axis with groups of 1 to `least` - 1 put together with another.

    `numbers`: how many are in each. One that says something goes with a neighbour that does, one
    that says nothing with another such, or with the smallest.
    """
    numbers = list(numbers)
    while True:
        filled = [at for at, number in enumerate(numbers) if number]
        small = [at for at in filled if numbers[at] < least]
        if not small or len(filled) < 2:
            return axis
        one = min(small, key=lambda at: (numbers[at], at))
        other = _partner(axis, numbers, filled, one, silent | SILENCE)
        axis = together(axis, [one, other])
        first, last = sorted([one, other])
        numbers[first] += numbers.pop(last)


def _partner(axis, numbers, filled, one, silent):
    says_nothing = [category.values <= silent for category in axis.categories]

    def fitness(at):
        apart = abs(filled.index(at) - filled.index(one))
        far = 0 if says_nothing[one] else apart
        return says_nothing[at] != says_nothing[one], far, numbers[at], at

    return min((at for at in filled if at != one), key=fitness)


def put_together(finer, coarser):
    """Labels of those categories that are no longer alone."""
    alone = {each.values for each in coarser.categories}
    return tuple(each.label for each in finer.categories if each.values not in alone)
