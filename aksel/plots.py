"""What a plot shows, as data. `{% plot %}` draws it for a page, `svg()` for paper.

Geometry is written as strings with a point: a number in a template would be printed with the comma
of the reader's language, which no browser draws.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plot:
    """Stacked columns or bars.

    `title`: what is shown, in one sentence, for whoever does not see it. `series`: what the
    layers are called, the foot of a column or the left end of a bar first; at most five.
    `rows`: (label, number of each series) for each column or bar. `kind`: "columns" (time goes
    rightwards) or "bars" (one below the other). `as_shares`: bars all have the same length and
    show shares of their own sum.
    """

    title: str
    series: tuple
    rows: tuple
    kind: str = "columns"
    as_shares: bool = False
