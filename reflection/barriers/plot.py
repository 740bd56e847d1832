"""The drawing of a trend: stacked columns as rectangles. Coordinates are strings with a point.

A number would be printed with the comma of the reader's language, which no browser draws.
"""

from dataclasses import dataclass

from reflection.barriers.trend import HEAVIEST_FIRST

LEFT, TOP, BOTTOM, RIGHT = 28, 12, 26, 4


@dataclass(frozen=True)
class Columns:
    """Lists of dicts for the template. `ticks`: value and y. `bars`: x, y, width, height, weight.

    `labels`: text and x. Sizes are in the units of the viewBox.
    """

    width: int
    height: int
    ticks: list
    bars: list
    labels: list
    # Where the lines of the ticks end, and their numbers.
    left: str = str(LEFT)
    numbers: str = str(LEFT - 8)

    @property
    def right(self):
        return str(self.width - RIGHT)

    @property
    def below(self):
        return str(self.height - 8)


def columns(quarters, *, width, height=200):
    """One column for each quarter, what weighs much at its foot."""
    step = _step(max(quarter.total for quarter in quarters))
    top = step * 4
    inner = height - TOP - BOTTOM
    band = (width - LEFT - RIGHT) / len(quarters)
    bar_width = min(band * 0.6, 56)

    def y(value):
        return TOP + inner * (1 - value / top)

    bars, labels = [], []
    for place, quarter in enumerate(quarters):
        middle = LEFT + band * (place + 0.5)
        labels.append({"text": quarter.label, "x": _at(middle)})
        below = 0
        for weight in HEAVIEST_FIRST:
            if number := quarter.counts[weight]:
                bars.append(
                    {
                        "weight": weight,
                        "x": _at(middle - bar_width / 2),
                        "y": _at(y(below + number)),
                        "width": _at(bar_width),
                        "height": _at(y(below) - y(below + number)),
                    }
                )
                below += number
    ticks = [{"value": value, "y": _at(y(value))} for value in range(0, top + 1, step)]
    return Columns(width, height, ticks, bars, labels)


def _step(highest):
    """Between two ticks, so that four of them reach above the highest column."""
    step = 1
    while step * 4 < highest:
        step += 1 if step < 5 else 5
    return step


def _at(number):
    return f"{number:.1f}"
