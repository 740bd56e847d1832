"""An attacker who has every release and computes what follows from all of them.

Written apart from the guard: plain linear programs over single answers, no table put together with
another, nothing left out. Slow, so for a few variables only.
"""

from itertools import product

import numpy as np
from scipy.optimize import linprog


class Attacker:
    """Knows the Contents, how many are in each part, and what can be answered: {variable: values}.

    What is true is needed to know which cells are small, and for nothing else.
    """

    def __init__(self, contents, parts, values):
        self.names = list(values)
        self.kinds = list(product(parts, *values.values()))
        self.rows, self.low, self.high = [], [], []
        for part, number in parts.items():
            self._learn(self._inside({part}, {}), number, number)
        for content in contents:
            for stat in content.stats:
                inside = self._inside(stat.region.parts, dict(stat.region.answers))
                self._learn(inside, stat.low, stat.high)

    def _inside(self, parts, answers):
        return np.array(
            [
                part in parts
                and all(given[self.names.index(name)] in held for name, held in answers.items())
                for part, *given in self.kinds
            ],
            float,
        )

    def _learn(self, inside, low, high):
        self.rows.append(inside)
        self.low.append(low)
        self.high.append(high)

    def width(self, parts, answers):
        """Between how few and how many there can be in a region, as a difference."""
        aim = self._inside(parts, answers)
        rows, low, high = map(np.array, (self.rows, self.low, self.high))
        ends = [
            linprog(
                sign * aim,
                A_ub=np.vstack([rows, -rows]),
                b_ub=np.concatenate([high, -low]),
                method="highs",
            ).fun
            for sign in (1, -1)
        ]
        return -ends[1] - ends[0]


def finest(contents, parts, values):
    """[(parts, {variable: values})]: the finest cells of each set of variables that was told of."""
    regions = [
        region
        for content in contents
        for region in (*(stat.region for stat in content.stats), *content.hidden)
    ]
    sets = {frozenset(dict(region.answers)) for region in regions}
    found = []
    for names in sorted(map(sorted, sets)):
        pieces = [_pieces(parts, [region.parts for region in regions])]
        for name in names:
            held = [dict(region.answers)[name] for region in regions if name in region.variables]
            pieces.append(_pieces([v for v in values[name] if v], held))
        for part, *answers in product(*pieces):
            found.append((part, dict(zip(names, answers, strict=True))))
    return found


def _pieces(things, held):
    pieces = [frozenset(things)]
    for each in held:
        pieces = [part for piece in pieces for part in (piece & each, piece - each) if part]
    return pieces
