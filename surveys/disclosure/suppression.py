"""Which numbers are withheld so that none that is protected can be computed: as few as possible."""

from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from surveys.disclosure.intervals import NEARLY

# Counted, not timed: the same table is always protected in the same way.
NODES = 2000


def fewest_in_a_row(counts, protected, width):
    """Places to withhold in a row whose sum is known; None if nothing is enough.

    `counts`: (n,), `protected`: places. At least two, with `width` people in them, and of such the
    fewest, with the fewest people.
    """
    protected = tuple(protected)
    if not protected:
        return ()
    others = [place for place in range(len(counts)) if place not in protected]
    for more in range(len(others) + 1):
        enough = [
            chosen
            for extra in combinations(others, more)
            if len(chosen := protected + extra) > 1
            and sum(counts[place] for place in chosen) >= width
        ]
        if enough:
            return tuple(
                sorted(min(enough, key=lambda chosen: (sum(counts[p] for p in chosen), chosen)))
            )
    return None


def fewest(knowledge, cells, costs, must, targets, width):
    """Which of the `cells` (c, n) are withheld: (c,) of bool, or None if all are not enough.

    At least those that `must` be, such that each target (k, n) stays `width` wide for a reader with
    the knowledge and the other cells; of such the cheapest. Each turn withholds the cheapest that
    contradicts no proof found so far, and looks for proofs that it is not enough.
    """
    hidden = np.array(must, dtype=bool)
    if not len(targets):
        return hidden
    proofs, least = [], []
    while True:
        reached, gains = knowledge.moves(cells, hidden, targets, width)
        short = reached < width - NEARLY
        if not short.any():
            return hidden
        for far, gain in zip(reached[short], gains[short], strict=True):
            needed = width - far + gain[hidden].sum()
            if gain[~hidden].max(initial=0) < NEARLY:
                return None
            proofs.append(np.minimum(gain, needed))
            least.append(needed)
        found = milp(
            costs,
            constraints=LinearConstraint(np.array(proofs), np.array(least) - NEARLY, np.inf),
            integrality=np.ones(len(costs)),
            bounds=Bounds(np.array(must, dtype=float), 1),
            options={"node_limit": NODES},
        )
        if found.x is None:
            return None
        # What is short by less than the solver sees is left to the audit.
        before, hidden = hidden, found.x > 0.5
        if (before == hidden).all():
            return hidden
