"""Why a release cannot go out beside what is out already, as data: words.py says it."""

from dataclasses import dataclass

POPULATION, LINEAR, COLUMNS, ROWS, TEXTS, LARGE = KINDS = (
    "population",
    "linear",
    "columns",
    "rows",
    "texts",
    "large",
)


@dataclass(frozen=True, order=True)
class Clash:
    """`number` and `title` of the earlier release; 0 and "" where its own parts do not agree.

    `kind`: "population" (the difference of two groups is too small), "linear" (a small number can
    be computed), "columns" (rows can be joined), "rows" (a table and rows of the same people),
    "texts" or "large" (too much to be looked at as a whole). `variables`: of which columns of a
    frame, or the question in own words.
    """

    number: int
    title: str
    kind: str
    variables: tuple = ()

    def to_json(self):
        return [self.number, self.title, self.kind, list(self.variables)]

    @classmethod
    def from_json(cls, content):
        number, title, kind, variables = content
        return cls(number, title, kind, tuple(variables))
