"""What can be computed from sums that are shown: the least and the most there can be of anything.

All in small whole numbers of people; a linear programme answers, solved by HiGHS.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, kron
from scipy.sparse import eye as identity

# Solvers are exact to about a millionth; people come whole.
NEARLY = 1e-6


@dataclass(frozen=True)
class Knowledge:
    """`counts`: (n,) people in cells that nothing divides further. `known`: (m, n), the sums of
    them that a reader knows, as factors.
    """

    counts: np.ndarray
    known: np.ndarray

    def knowing(self, sums):
        """With these sums (k, n) known too."""
        return replace(self, known=np.vstack([self.known, self._of_all(sums)]))

    def intervals(self, sums):
        """(k, 2): the least and the most that each of these sums (k, n) can be, for a reader."""
        sums = self._of_all(sums)
        if not len(sums):
            return np.zeros((0, 2))
        known = csr_matrix(self.known)
        copies = 2 * len(sums)
        found = linprog(
            np.concatenate([sums, -sums]).ravel(),
            A_eq=kron(identity(copies), known, format="csr"),
            b_eq=np.tile(known @ self.counts, copies),
            bounds=(0, None),
            method="highs",
        )
        if found.status != 0:
            raise ArithmeticError(found.message)
        reached = (np.tile(sums, (2, 1)) * found.x.reshape(copies, -1)).sum(axis=1)
        return reached.reshape(2, -1).T

    def widths(self, sums):
        """(k,): how far apart the least and the most are."""
        bounds = self.intervals(sums)
        return bounds[:, 1] - bounds[:, 0]

    def moves(self, cells, hidden, targets, width):
        """How far each target (k, n) can be moved with only these `cells` (c, n) hidden.

        Returns (k,) widths, up to about `width`, and (k, c): how much wider each could become by
        hiding a cell, at most (the prices of the linear programme).
        """
        number, cells, targets = len(targets), self._of_all(cells), self._of_all(targets)
        free = np.where(hidden, float(width), 0.0)
        both_ways = csr_matrix(np.vstack([cells, -cells]))
        copies = identity(2 * number)
        found = linprog(
            -np.concatenate([targets, -targets]).ravel(),
            A_eq=kron(copies, csr_matrix(self.known), format="csr"),
            b_eq=np.zeros(2 * number * len(self.known)),
            A_ub=kron(copies, both_ways, format="csr"),
            b_ub=np.tile(free, 4 * number),
            bounds=np.column_stack(
                [np.tile(-self.counts, 2 * number), np.full(2 * number * len(self.counts), np.inf)]
            ),
            method="highs",
        )
        if found.status != 0:
            raise ArithmeticError(found.message)
        moved = (np.concatenate([targets, -targets]) * found.x.reshape(2 * number, -1)).sum(axis=1)
        prices = -found.ineqlin.marginals.reshape(2 * number, 2, -1)
        prices = np.abs(prices[:, 0] - prices[:, 1])
        return moved.reshape(2, -1).sum(axis=0), width * prices.reshape(2, number, -1).sum(axis=0)

    def _of_all(self, sums):
        """(k, n) of sums that do not speak of the last counts."""
        if not len(sums):
            return np.zeros((0, len(self.counts)))
        sums = np.asarray(sums, dtype=float)
        return np.pad(sums, [(0, 0), (0, len(self.counts) - sums.shape[1])])
