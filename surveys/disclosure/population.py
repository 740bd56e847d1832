"""The respondents that tables are of, and how many gave which answers: counted once."""

from functools import cached_property

import numpy as np

from surveys.disclosure.shapes import Region


class Population:
    """Those of a Frame who lie in a Region."""

    def __init__(self, frame, region):
        self.frame, self.region = frame, region
        self.variables = frame.variables
        self._tallies = {}

    @cached_property
    def _inside(self):
        return np.flatnonzero(self.frame.within(self.region))

    @cached_property
    def left_out(self):
        """How many of the same answers a choice of respondents passes over."""
        everybody = self.frame.count(Region.of(self.region.parts))
        return everybody - len(self._inside)

    def values(self, name):
        """Every answer that a variable can have, with those of who did not answer."""
        return list(self.frame.data[name].cat.categories)

    def counted(self, rows, columns=None):
        """(rows, columns): how many are in each category of two axes; one column without another.

        Nobody is counted whose answer is in no category.
        """
        tally = self._tally(rows.variable, columns and columns.variable)
        in_rows = self._memberships(rows)
        counts = in_rows @ tally
        return counts if columns is None else counts @ self._memberships(columns).T

    def _memberships(self, axis):
        """(categories, values) of 0 and 1."""
        values = self.values(axis.variable)
        return np.array(
            [[value in each.values for value in values] for each in axis.categories], int
        )

    def _tally(self, rows, columns):
        """(values, values) of two variables, (values, 1) of one."""
        if (rows, columns) not in self._tallies:
            codes = self._codes(rows)
            shape = len(self.values(rows)), 1
            if columns is not None:
                shape = shape[0], len(self.values(columns))
                codes = codes * shape[1] + self._codes(columns)
            tally = np.bincount(codes, minlength=shape[0] * shape[1]).reshape(shape)
            self._tallies[rows, columns] = tally
        return self._tallies[rows, columns]

    def _codes(self, name):
        return self.frame.data[name].cat.codes.to_numpy()[self._inside].astype(np.int64)
