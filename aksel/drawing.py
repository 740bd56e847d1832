"""Where the bars, lines and words of a plot stand.

Geometry is written as strings with a point: a number in a template would be printed with the comma
of the reader's language, which no browser draws. How wide words are is estimated, since nobody asks
a font: a little too wide, so that nothing is cut off.
"""

import itertools
from html import escape

from django.utils.translation import gettext as _

BAR = 22
GAP = 12
SEVERAL_TICKS = 4


class Letters(dict):
    """How wide each letter is, for letters of one unit."""

    def __missing__(self, letter):
        if letter in "fijlrtI .,:;'|!()[]/-–":
            width = 0.33
        elif letter in "mwMWÆæ@%…":
            width = 0.86
        else:
            width = 0.62 if letter.isupper() else 0.54
        return self.setdefault(letter, width)


letters = Letters()


class Pen:
    """Collects the parts of one svg. `look` gives the attributes of each kind of part.

    `width` and `size` (of letters) are in units of the drawing.
    """

    def __init__(self, look, width, size):
        self.look, self.width, self.size = look, width, size
        self.line_height = size + 3
        self.parts = []

    @property
    def drawn(self):
        return "".join(self.parts)

    def bar(self, kind, left, top, right, bottom, said=""):
        x, y, width, height = at(left), at(top), at(right - left), at(bottom - top)
        title = f"<title>{escape(said)}</title>" if said else ""
        place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
        self.parts.append(f"<rect {self.look[kind]} {place}>{title}</rect>")

    def line(self, kind, left, top, right, bottom):
        x1, y1, x2, y2 = at(left), at(top), at(right), at(bottom)
        self.parts.append(f'<line {self.look[kind]} x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>')

    def words(self, kind, x, middle, text, anchor="start"):
        """One line of words, its middle at this height."""
        place = f'x="{at(x)}" y="{at(middle + 0.35 * self.size)}" text-anchor="{anchor}"'
        self.parts.append(f"<text {self.look[kind]} {place}>{escape(text)}</text>")

    def lines(self, kind, x, top, lines, anchor="start"):
        """Lines of words, the first one's upper edge at `top`; returns where they end."""
        for line in lines:
            self.words(kind, x, top + self.line_height / 2, line, anchor)
            top += self.line_height
        return top

    def span(self, text):
        """About how wide the text is."""
        return self.size * sum(map(letters.__getitem__, text))

    def fits(self, text, width, height):
        return self.span(text) + 6 <= width and self.size + 3 <= height

    def wrapped(self, text, width):
        """The lines of the text in this width. A word that is wider is cut in pieces."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.span(longer) <= width:
                lines[-1] = longer
                continue
            lines += [word] if lines[-1] else []
            lines[-1] = word
            while len(lines[-1]) > 1 and self.span(lines[-1]) > width:
                piece = self._piece(lines[-1], width)
                lines[-1:] = [piece, lines[-1][len(piece) :]]
        return [line for line in lines if line]

    def _piece(self, word, width):
        length = len(word) - 1
        while length > 1 and self.span(word[:length]) > width:
            length -= 1
        return word[:length]


def at(number):
    return f"{number:.1f}"


def columns(plot, pen, top):
    """Stacked columns below `top`, on a grid of whole numbers; returns where they end."""
    room = 170 if pen.width > 400 else 150
    step, highest = (25, 100) if plot.as_shares else ticks(max(map(sum, plot.numbers)))
    values = range(0, highest + 1, step)
    names = [percent(value) if plot.as_shares else str(value) for value in values]
    left = max(map(pen.span, names)) + 8
    top += pen.line_height + 2
    band = (pen.width - left) / len(plot.rows)
    half = min(band * 0.66, 60) / 2

    def y(value):
        return top + room * (1 - value / highest)

    for value, name in zip(values, names, strict=True):
        pen.line("line" if value else "foot", left, y(value), pen.width, y(value))
        pen.words("label", left - 6, y(value), name, "end")
    for place, numbers in enumerate(plot.numbers):
        middle = left + band * (place + 0.5)
        in_all, below = sum(numbers), 0
        for series, number in enumerate(numbers):
            if number:
                reach = below + (100 * number / in_all if plot.as_shares else number)
                edges = middle - half, y(reach), middle + half, y(below)
                _segment(plot, pen, place, series, edges)
                below = reach
        if pen.span(str(in_all)) <= band:
            pen.words("number", middle, y(below) - pen.line_height / 2, str(in_all), "middle")
    return _below_the_columns(plot, pen, left, band, top + room + 4)


def _below_the_columns(plot, pen, left, band, top):
    """As many labels as there is room for, the newest always among them."""
    last = len(plot.rows) - 1
    for every in range(1, last + 2):
        places = range(last % every, last + 1, every)
        shown = [_below(plot.labels[each], pen, left, band, every, each) for each in places]
        if _all_fit(shown):
            break
    for lines, middle, _half in shown:
        pen.lines("label", middle, top, lines, "middle")
    return top + pen.line_height * max(len(lines) for lines, *_where in shown) + 2


def _below(label, pen, left, band, every, place):
    """(lines, their middle, half their width), moved in from the edges of the drawing."""
    lines = pen.wrapped(label, max([band * every - 6, *map(pen.span, label.split())]))
    half = max(map(pen.span, lines), default=0) / 2
    return lines, min(max(left + band * (place + 0.5), half), pen.width - half), half


def _all_fit(shown):
    return all(len(lines) <= 2 for lines, *_where in shown) and all(
        before + half_before + 6 <= middle - half
        for (_l, before, half_before), (_k, middle, half) in itertools.pairwise(shown)
    )


def bars(plot, pen, top):
    """Bars one below the other, the number at the end of each; returns where they end."""
    in_all = list(map(sum, plot.numbers))
    beside = _beside(plot, pen)
    left = beside + 10 if beside else 1
    right = pen.width - max(pen.span(str(number)) for number in in_all) - 9
    longest = max(in_all)
    top += 2
    for place, label in enumerate(plot.labels):
        lines = pen.wrapped(label, beside or pen.width)
        if beside:
            height = max(BAR, len(lines) * pen.line_height)
            first = top + (height - len(lines) * pen.line_height) / 2
            pen.lines("label", beside, first, lines, "end")
            middle = top + height / 2
        else:
            middle = pen.lines("label", 0, top, lines) + 3 + BAR / 2
        whole = in_all[place] if plot.as_shares else longest
        end = _bar(plot, pen, place, middle, left, (right - left) / whole if whole else 0)
        if plot.as_shares and not whole:
            pen.bar("frame", left, middle - BAR / 2, right, middle + BAR / 2)
            end = right
        pen.words("number", end + 6, middle, str(in_all[place]))
        top = middle + BAR / 2 + GAP
    return top - GAP + 2


def _beside(plot, pen):
    """How wide a column of labels is, or 0 where they stand above their bars."""
    if pen.width < 400:
        return 0
    widest = max(map(pen.span, plot.labels))
    column = min(widest, pen.width * 0.34)
    lines = (pen.wrapped(label, column) for label in plot.labels)
    return column if all(len(each) <= 2 for each in lines) else 0


def _bar(plot, pen, place, middle, left, unit):
    """The segments of one bar; returns where it ends."""
    below = 0
    for series, number in enumerate(plot.numbers[place]):
        if number:
            start, end = left + unit * below, left + unit * (below + number)
            edges = start, middle - BAR / 2, end, middle + BAR / 2
            _segment(plot, pen, place, series, edges)
            below += number
    return left + unit * below


def _segment(plot, pen, place, series, edges):
    """A piece of a bar with its number where there is room; all of it shown to a mouse."""
    left, top, right, bottom = edges
    number = plot.numbers[place][series]
    said = inside = str(number)
    if plot.as_shares:
        inside = percent(100 * number / sum(plot.numbers[place]))
        said = f"{inside} ({number})"
    if plot.says_numbers:
        inside = str(number)
    of_what = [plot.labels[place], plot.names[series]] if plot.has_layers else [plot.labels[place]]
    pen.bar(plot.kinds[series], left, top, right, bottom, f"{', '.join(of_what)}: {said}")
    if plot.has_layers and pen.fits(inside, right - left, bottom - top):
        kind = f"on-{plot.kinds[series]}"
        pen.words(kind, (left + right) / 2, (top + bottom) / 2, inside, "middle")


def legend(plot, pen):
    """What the layers are called, for a drawing that stands alone; returns where it ends."""
    x, top = 1, 1
    for kind, name in zip(plot.kinds, plot.names, strict=True):
        span = pen.size + 6 + pen.span(name)
        if x > 1 and x + span > pen.width:
            x, top = 1, top + pen.line_height + 4
        pen.bar(kind, x, top + 1, x + pen.size, top + 1 + pen.size)
        pen.words("label", x + pen.size + 6, top + 1 + pen.size / 2, name)
        x += span + 16
    return top + pen.line_height + 8


def ticks(highest):
    """(step, top) in whole numbers, so that at most SEVERAL_TICKS steps reach the highest."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * SEVERAL_TICKS >= highest:
                return step, max(step, -(-highest // step) * step)
        size *= 10


def percent(share):
    return _("%(share)d%%") % {"share": round(share)}
