"""Plots of a table of answers: a battery as stacked bars, one question as a bar for each answer."""

from django.utils.translation import gettext as _

from aksel.plots import LAYERS, SCALES, Plot

MOST_BARS = 30


def plots_of(section):
    """[Plot] of a Section of building.py. Where too few answered there is none."""
    shown = [each for each in section.counted if not each.is_too_few]
    if not section.is_list and len(section.counted) > 1:
        return [plot for plot in [_battery(section, shown)] if plot]
    return [_answers(section, each) for each in shown if len(each.counts) <= MOST_BARS]


def _battery(section, shown):
    """None where there are more answers than shades."""
    if not shown:
        return None
    first = shown[0]
    places = sorted(range(len(first.labels)), key=first.is_outside.__getitem__)
    aside = sum(first.is_outside)
    is_scale = 0 < len(places) - aside <= len(SCALES) and aside <= 2
    if not is_scale and len(places) > len(LAYERS):
        return None
    numbers = {id(each): list(each.counts.values()) for each in shown}
    rows = [
        (line.label, tuple(numbers[id(each)][place] for place in places))
        for line, each in zip(section.lines, section.counted, strict=True)
        if not each.is_too_few
    ]
    return Plot(
        title=_("%(title)s: how many answered what") % {"title": section.heading},
        series=tuple(first.labels[place] for place in places),
        rows=tuple(rows),
        kind="bars",
        as_shares=True,
        says_numbers=True,
        is_scale=is_scale,
        aside=aside if is_scale else 0,
    )


def _answers(section, counted):
    said = {"title": section.heading, "wave": counted.wave.label, "n": counted.n}
    return Plot(
        title=_("%(title)s: %(wave)s, n = %(n)d") % said,
        series=(_("Number"),),
        rows=tuple(
            (label, (number,))
            for label, number in zip(counted.labels, counted.counts.values(), strict=True)
        ),
        kind="bars",
    )
