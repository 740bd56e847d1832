"""Whom a region holds, quickly: the same regions are asked for again and again."""

import numpy as np

from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED

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
        self._inside = {}

    def __len__(self):
        return len(self._frame)

    def values(self, name):
        """Everything that can stand in a column, in the order of its codes."""
        return list(self._frame.data[name].cat.categories)

    def codes(self, name):
        return self._frame.data[name].cat.codes.to_numpy()

    def number_in(self, part):
        return self._frame.number_in_parts[part]

    def within(self, region):
        """An array of bool."""
        if region not in self._inside:
            inside = np.array([part in region.parts for part in self.parts], bool)[self.part_of]
            for name, answers in region.answers:
                held = np.array([value in answers for value in self.values(name)], bool)
                inside = inside & held[self.codes(name)]
            self._inside[region] = inside
        return self._inside[region]

    def count(self, region):
        return int(np.count_nonzero(self.within(region)))

    def narrowing(self, region):
        """The region without those of its variables that leave out nobody who answered."""
        everybody = np.array([part in region.parts for part in self.parts], bool)[self.part_of]
        answers = []
        for name, values in region.answers:
            codes = np.bincount(self.codes(name)[everybody], minlength=len(self.values(name)))
            given = {value for value, n in zip(self.values(name), codes, strict=True) if n}
            if not given <= values | UNANSWERED:
                answers.append((name, values))
        return type(region)(region.parts, tuple(answers))
