"""What a release gives away, as data: regions of respondents, and what is said of how many.

Pure data and JSON. Every table, old or new, comes down to these, so that one can be held against
another whatever they were cut by.
"""

from dataclasses import dataclass

# Answers besides those that a question offers.
NOT_ANSWERED, NOT_ASKED = "", "-"


@dataclass(frozen=True)
class Region:
    """Respondents of these parts of waves who gave one of these answers to each variable.

    `parts`: {(wave id as text, number of the part)}, answers that were opened together.
    `answers`: ((variable, frozenset of values), …) by name of the variable; () for everybody.
    """

    parts: frozenset
    answers: tuple = ()

    @classmethod
    def of(cls, parts, answers=None):
        """`answers` is {variable: values}."""
        sorted_answers = sorted((answers or {}).items())
        return cls(frozenset(parts), tuple((name, frozenset(v)) for name, v in sorted_answers))

    @property
    def variables(self):
        return tuple(name for name, _values in self.answers)

    def to_json(self):
        return {
            "parts": sorted(map(list, self.parts)),
            "answers": {name: sorted(values) for name, values in self.answers},
        }

    @classmethod
    def from_json(cls, content):
        return cls.of(map(tuple, content["parts"]), content["answers"])


@dataclass(frozen=True)
class Stat:
    """Whoever has the release knows that there are at least `low` and at most `high` in a region.

    The same number for a cell that is shown; bounds for what rows with shielded values say.
    """

    region: Region
    low: int
    high: int

    def to_json(self):
        return self.region.to_json() | {"low": self.low, "high": self.high}

    @classmethod
    def from_json(cls, content):
        return cls(Region.from_json(content), content["low"], content["high"])


@dataclass(frozen=True)
class Rows:
    """Rows of single respondents: of a region, with these variables, put together as `bands` say.

    `bands`: {variable: (frozenset of values that are one in the file, …)}. `identifying`: the
    variables with which somebody could be recognised.
    """

    region: Region
    bands: dict
    identifying: frozenset

    def to_json(self):
        return self.region.to_json() | {
            "bands": {name: [sorted(band) for band in bands] for name, bands in self.bands.items()},
            "identifying": sorted(self.identifying),
        }

    @classmethod
    def from_json(cls, content):
        bands = {
            name: tuple(frozenset(band) for band in bands)
            for name, bands in content["bands"].items()
        }
        return cls(Region.from_json(content), bands, frozenset(content["identifying"]))


@dataclass(frozen=True)
class Content:
    """All that one release gives away. `hidden` are the cells that it withholds.

    `texts`: ((wave id as text, question, how many answers in own words), …).
    """

    stats: tuple = ()
    hidden: tuple = ()
    rows: tuple = ()
    texts: tuple = ()

    @property
    def parts(self):
        """All parts of waves that it says anything of."""
        regions = [*(stat.region for stat in self.stats), *(each.region for each in self.rows)]
        return frozenset().union(*(region.parts for region in regions))

    def to_json(self):
        return {
            "stats": [stat.to_json() for stat in self.stats],
            "hidden": [region.to_json() for region in self.hidden],
            "rows": [rows.to_json() for rows in self.rows],
            "texts": [list(each) for each in self.texts],
        }

    @classmethod
    def from_json(cls, content):
        return cls(
            tuple(map(Stat.from_json, content["stats"])),
            tuple(map(Region.from_json, content["hidden"])),
            tuple(map(Rows.from_json, content["rows"])),
            tuple(map(tuple, content["texts"])),
        )


def contents_together(contents):
    """One Content of several parts of the same release."""
    contents = list(contents)
    return Content(
        tuple(stat for each in contents for stat in each.stats),
        tuple(region for each in contents for region in each.hidden),
        tuple(rows for each in contents for rows in each.rows),
        tuple(text for each in contents for text in each.texts),
    )
