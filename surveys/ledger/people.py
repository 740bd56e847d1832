"""Whom a region holds, quickly: the same regions are asked for again and again."""

import numpy as np

from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED, Region

UNANSWERED = frozenset((NOT_ANSWERED, NOT_ASKED))


class People:
    """The respondents of a frame, in its order.

    It has to hold every part and variable that any of the releases says something of; else
    KeyError.
    """

    def __init__(self, frame):
        self._frame = frame
        self.parts = list(frame.number_in_parts)
        part_places = {part: place for place, part in enumerate(self.parts)}
        self.part_of = np.array([part_places[part] for part in frame.parts], dtype=np.intp)
        self._inside, self._columns, self._given = {}, {}, {}

    def values(self, name):
        """Everything that can stand in a column, in the order of its codes."""
        return self._column(name)[0]

    def codes(self, name):
        return self._column(name)[1]

    def _column(self, name):
        if name not in self._columns:
            column = self._frame.data[name].cat
            self._columns[name] = list(column.categories), column.codes.to_numpy()
        return self._columns[name]

    def within(self, region):
        """An array of bool."""
        if region not in self._inside:
            inside = self._in_parts(region.parts)
            for name, answers in region.answers:
                held = np.array([value in answers for value in self.values(name)], bool)
                inside = inside & held[self.codes(name)]
            self._inside[region] = inside
        return self._inside[region]

    def _in_parts(self, parts):
        return np.array([part in parts for part in self.parts], bool)[self.part_of]

    def count(self, region):
        return int(np.count_nonzero(self.within(region)))

    def narrowing(self, region):
        """The region without those of its variables that leave out no answer that can be given."""
        narrowing = tuple(
            (name, values)
            for name, values in region.answers
            if not self._possible(region.parts, name) <= values
        )
        return Region(region.parts, narrowing)

    def _possible(self, parts, name):
        """Of numbers those that were given, as a table can hold no others."""
        variable = self._frame.variables[name]
        if not variable.is_number:
            return set(variable.values)
        if (parts, name) not in self._given:
            codes = np.unique(self.codes(name)[self._in_parts(parts)])
            given = {self.values(name)[code] for code in codes}
            self._given[parts, name] = given - UNANSWERED
        return self._given[parts, name]
