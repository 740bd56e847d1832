"""What a plot shows, as data; `figure()` draws it for a page (`{% plot %}`), `svg()` for paper.

On a page colours are classes of plots.css, since the policy for content forbids a style, and the
two themes and paper differ. Neighbouring layers differ in lightness, or on a scale have a line
between them, so that nothing is said by colour alone.
"""

import itertools
from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from aksel import drawing

WIDE, NARROW = (640, 13), (320, 14)
SIX = 6
LAYERS = [f"s{number}" for number in range(1, SIX + 1)]
DEGREES = ["d1", "d2", "d3"]
# Steps of a scale from one end to the other by how many there are, and what stands outside it.
STEPS = ["l1", "l2", "l3", "l4", "l5"]
SCALES = [["l5"], ["l1", "l5"], ["l1", "l3", "l5"], ["l1", "l2", "l4", "l5"], STEPS]
ASIDE = ["a1", "a2"]
PARTS = ["line", "foot", "frame", "label", "number"]

PAGE = {kind: f'class="hn-{kind}"' for kind in LAYERS + DEGREES + STEPS + ASIDE}
PAGE |= {f"on-{kind}": f'class="hn-on-{kind}"' for kind in LAYERS + DEGREES + STEPS + ASIDE}
PAGE |= {part: f'class="hn-plot__{part}"' for part in PARTS}

# Aksel's light theme, as in plots.css: paper has no style sheet.
INK, GREY, WHITE = "#202733", "#49515e", "#ffffff"
OUTLINE = 'stroke="#5d6573" stroke-width="1"'
PRINTED = {
    **{"s1": "#004ea3", "s2": "#d4e5fd", "s3": "#905bd3"},
    **{"s4": "#e1ea9a", "s5": INK, "s6": WHITE},
    **{"d1": "#002459", "d2": "#2176d4", "d3": "#e4eeff"},
    **{"l1": "#905bd3", "l2": "#ebdefc", "l3": WHITE, "l4": "#d4e5fd", "l5": "#002459"},
    **{"a1": "#cfd3d8", "a2": "#ecedef"},
}
LIGHT = {"s2", "s4", "s6", "d3", "l2", "l3", "l4", "a1", "a2"}
PAPER = {kind: f'fill="{color}" {OUTLINE}' for kind, color in PRINTED.items()}
PAPER |= {f"on-{kind}": f'fill="{INK if kind in LIGHT else WHITE}"' for kind in PRINTED}
PAPER |= {
    "line": 'stroke="#cfd3d8" stroke-width="1"',
    "foot": OUTLINE,
    "frame": f'fill="none" {OUTLINE}',
    "label": f'fill="{GREY}"',
    "number": f'fill="{INK}" font-weight="600"',
}
numbers_of_figures = itertools.count(1)


@dataclass(frozen=True)
class Plot:
    """Stacked columns or bars of whole numbers.

    `title`: what is shown, in one sentence. `series`: what the layers are called, the foot of a
    column or the left end of a bar first; at most six. `rows`: (label, number of each series) for
    each column or bar; at most twelve columns. `kind`: "columns" (time goes rightwards) or "bars"
    (one below the other). `as_shares`: bars all have the same length and show shares of their own
    sum. `by_degree`: the series are more and less of one thing, the most first, in shades of one
    colour; at most three. `is_scale`: the series are steps from one end of a scale to the other, at
    most five, and after them `aside` ones that are none, such as "don't know", at most two.
    `says_numbers`: shares are drawn, and numbers written.
    """

    title: str
    series: tuple
    rows: tuple
    kind: str = "columns"
    as_shares: bool = False
    by_degree: bool = False
    is_scale: bool = False
    aside: int = 0
    says_numbers: bool = False

    @cached_property
    def names(self):
        return [str(name) for name in self.series]

    @cached_property
    def labels(self):
        return [str(label) for label, _numbers in self.rows]

    @cached_property
    def numbers(self):
        return [numbers for _label, numbers in self.rows]

    @cached_property
    def kinds(self):
        """How each layer looks: a key of PAGE and PAPER."""
        if self.is_scale:
            return SCALES[len(self.series) - self.aside - 1] + ASIDE[: self.aside]
        return (DEGREES if self.by_degree else LAYERS)[: len(self.series)]

    @property
    def has_layers(self):
        return len(self.series) > 1

    @property
    def is_empty(self):
        return not any(any(numbers) for numbers in self.numbers)


def figure(plot):
    """HTML: the title, what the layers are called, and the drawing for a wide and a narrow place.

    plots.css shows one of the two. Without any number it says so instead.
    """
    name = f"plot-{next(numbers_of_figures)}"
    caption = f'<figcaption id="{name}">{escape(str(plot.title))}</figcaption>'
    if plot.is_empty:
        shown = f'<p class="hn-plot__nothing">{escape(_("Nothing yet"))}</p>'
    else:
        shown = _legend(plot) + _for_a_page(plot, name, "wide", *WIDE)
        shown += _for_a_page(plot, name, "narrow", *NARROW)
    drawn = f'<figure class="hn-plot">{caption}{shown}</figure>'
    return mark_safe(drawn)  # nosec B308 B703 # every word of it is escaped where it is put in


def svg(plot, width=640):
    """A whole SVG file as a string, to be printed `width` units wide, with letters of 13 units.

    Holds the names of the layers, not the title. Colours are those of the light theme; the font is
    Source Sans 3, else the one that typst always has.
    """
    pen = drawing.Pen(PAPER, width, 13)
    height = drawing.legend(plot, pen) if plot.has_layers else 0
    if plot.is_empty:
        pen.bar("frame", 1, height + 1, width - 1, height + 59)
        pen.words("label", width / 2, height + 30, _("Nothing yet"), "middle")
        height += 60
    else:
        height = _draw(plot, pen, height)
    high = drawing.at(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{high}"'
        f' viewBox="0 0 {width} {high}" font-size="13"'
        f' font-family="Source Sans 3, Libertinus Serif">'
        f"<title>{escape(str(plot.title))}</title>{pen.drawn}</svg>"
    )


def _for_a_page(plot, name, place, width, size):
    pen = drawing.Pen(PAGE, width, size)
    high = drawing.at(_draw(plot, pen, 0))
    return (
        f'<svg class="hn-plot__{place}" viewBox="0 0 {width} {high}" role="img"'
        f' aria-labelledby="{name}">{pen.drawn}</svg>'
    )


def _draw(plot, pen, top):
    return (drawing.columns if plot.kind == "columns" else drawing.bars)(plot, pen, top)


def _legend(plot):
    if not plot.has_layers:
        return ""
    items = "".join(
        f'<li><svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">'
        f'<rect {PAGE[kind]} x="1" y="1" width="12" height="12"/></svg>{escape(name)}</li>'
        for kind, name in zip(plot.kinds, plot.names, strict=True)
    )
    return f'<ul class="hn-legend">{items}</ul>'
