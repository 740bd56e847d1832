"""Figures that follow from the answers, counted by the program so that no row is forgotten."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from surveys.instruments.bands import band_of
from surveys.instruments.questionnaire import Kind


def sum_of(counts):
    """The sum of a number item. `counts` is {number: how many answered it}."""
    return sum(value * number for value, number in counts.items())


def mean_of(counts):
    """The mean as a float, None without answers."""
    number = sum(counts.values())
    return sum_of(counts) / number if number else None


def at_least(labelled):
    """The least that answers in bands add up to, None where fewer than two choices are bands.

    `labelled` is [(label of a band, how many)]; what is no band, such as "none", adds nothing.
    """
    bands = [(band_of(str(label)), number) for label, number in labelled]
    known = [(band[0], number) for band, number in bands if band]
    return sum(low * number for low, number in known) if len(known) > 1 else None


def derived_from(counted):
    """A sentence about a Counted, "" where nothing follows."""
    if counted.is_too_few:
        return ""
    if counted.question.item.kind == Kind.NUMBER:
        mean = number_format(mean_of(counted.counts), 1)
        said = {"sum": sum_of(counted.counts), "mean": mean, "n": counted.n}
        return _("Sum %(sum)d, mean %(mean)s, of %(n)d answers.") % said
    if counted.question.item.kind == Kind.ONE:
        least = at_least(zip(counted.labels, counted.counts.values(), strict=True))
        if least is not None:
            return _("At least %(sum)d in all: the lower end of each band, all rows.") % {
                "sum": least
            }
    return ""
