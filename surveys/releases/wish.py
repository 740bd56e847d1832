"""What a researcher asks to have released. It is kept as JSON with the request."""

from dataclasses import asdict, dataclass, field, replace

TABLES, ROWS, TEXTS = FORMS = "tables", "rows", "texts"


@dataclass(frozen=True)
class Wish:
    """`items`: closed questions, for tables and as columns of rows; `across`: background questions
    that each of them is crossed with in tables, and that are columns too. `texts`: questions in
    own words.

    `merges`: {question: name of a declared merge}. `bands`: {question about a number: (lowest
    number of each band, …)}. `where`: {question: (choices, …)}, only of whom answered these.
    `parts`: ((wave id as text, number), …) of answers: later ones are not in it.
    """

    forms: tuple = (TABLES,)
    items: tuple = ()
    across: tuple = ()
    texts: tuple = ()
    merges: dict = field(default_factory=dict)
    bands: dict = field(default_factory=dict)
    where: dict = field(default_factory=dict)
    parts: tuple = ()

    @property
    def closed(self):
        """Every closed question that it says anything of, in order."""
        return tuple(dict.fromkeys((*self.items, *self.across, *self.where)))

    def to_json(self):
        return asdict(self)

    def with_parts(self, parts):
        return replace(self, parts=tuple(sorted(map(tuple, parts))))


def wish_from_json(content):
    lists = {name: tuple(content[name]) for name in ("forms", "items", "across", "texts")}
    return Wish(
        **lists,
        merges=dict(content["merges"]),
        bands={name: tuple(lowest) for name, lowest in content["bands"].items()},
        where={name: tuple(choices) for name, choices in content["where"].items()},
        parts=tuple(map(tuple, content["parts"])),
    )


def merges_by_list(wish, questionnaire):
    """{list of choices: name of a merge}: all questions with the same choices take the same."""
    return {questionnaire.items[name].choices: merge for name, merge in wish.merges.items()}


def with_merges(wish, questionnaire, merges):
    """The Wish with {list of choices: name of a merge} for every question with that list."""
    items = questionnaire.items
    found = {name: merges.get(items[name].choices) for name in wish.closed}
    return replace(wish, merges={name: merge for name, merge in found.items() if merge})
