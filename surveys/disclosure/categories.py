"""Categories of a table put together: as the researcher declared, to reach a group's size, or with
those who did not answer.
"""

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from surveys.disclosure.cuts import Axis, Category
from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED

SILENCE = frozenset([NOT_ANSWERED, NOT_ASKED])


class NotAPartition(ValueError):
    """Categories that leave an answer out, or have one twice."""


def checked(frame, cut):
    """The Cut; raises NotAPartition unless its axes and mergers are partitions of all answers."""
    for axis in filter(None, (cut.rows, cut.columns, *cut.mergers)):
        values = _values(axis)
        is_twice = sum(len(each.values) for each in axis.categories) != len(values)
        if is_twice or not values >= set(frame.variables[axis.variable].values):
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


def in_groups(axis, numbers, least, silent):
    """(Axis, labels put together): groups of 1 to `least` - 1 are put together with another.

    `numbers`: how many are in each. One that says something goes with a neighbour that does, one
    that says nothing with another such, or with the smallest.
    """
    groups = [[category, number] for category, number in zip(axis.categories, numbers, strict=True)]
    merged = set()
    while True:
        small = [at for at, (_category, number) in enumerate(groups) if 0 < number < least]
        others = [at for at, (_category, number) in enumerate(groups) if number]
        if not small or len(others) < 2:
            break
        one = min(small, key=lambda at: (groups[at][1], at))
        says_nothing = [category.values <= silent | SILENCE for category, _number in groups]

        def fitness(at, one=one, says_nothing=says_nothing, others=others):
            apart = abs(others.index(at) - others.index(one))
            far = 0 if says_nothing[one] else apart
            return says_nothing[at] != says_nothing[one], far, groups[at][1], at

        other = min((at for at in others if at != one), key=fitness)
        first, last = sorted([one, other])
        merged.update(groups[at][0].label for at in (first, last))
        together = Category(
            f"{groups[first][0].label}, {groups[last][0].label}",
            groups[first][0].values | groups[last][0].values,
        )
        groups[first] = [together, groups[first][1] + groups[last][1]]
        del groups[last]
    labels = tuple(each.label for each in axis.categories if each.label in merged)
    return Axis(axis.variable, axis.label, tuple(category for category, _n in groups)), labels


def put_together(finer, coarser):
    """Labels of those categories that are no longer alone."""
    alone = {each.values for each in coarser.categories}
    return tuple(each.label for each in finer.categories if each.values not in alone)


def within(finer, coarser):
    """For each category of the coarser axis the places of those of the finer that lie in it."""
    return [
        [at for at, each in enumerate(finer.categories) if each.values <= whole.values]
        for whole in coarser.categories
    ]
