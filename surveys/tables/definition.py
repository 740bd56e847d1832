"""What a table shows: it stands in the address, and in a saved table."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Definition:
    """`waves` are Wave, by label; `names` are of questions, in the order of the rows.

    `merge`: which declared putting together of choices, "" for none. `percent`: shares as well.
    """

    waves: tuple
    names: tuple
    merge: str = ""
    percent: bool = False

    @property
    def query(self):
        """As in an address."""
        pairs = [("wave", wave.pk) for wave in self.waves]
        pairs += [("item", name) for name in self.names]
        if self.merge:
            pairs.append(("merge", self.merge))
        if self.percent:
            pairs.append(("percent", "on"))
        return urlencode(pairs)

    @property
    def moves(self):
        """[(name, query with it one place up or "", one place down or "")]"""
        last = len(self.names) - 1
        return [
            (name, self._swapped(at - 1) if at else "", self._swapped(at) if at < last else "")
            for at, name in enumerate(self.names)
        ]

    def _swapped(self, at):
        names = list(self.names)
        names[at : at + 2] = reversed(names[at : at + 2])
        return Definition(self.waves, tuple(names), self.merge, self.percent).query
