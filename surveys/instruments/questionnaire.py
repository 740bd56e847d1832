"""A questionnaire as data: pages, questions, choices and how tables may put choices together.

Pure data and JSON, no database. What is wrong with one is said by checking.py; a fielded version
is kept as the JSON of to_json() and never changes.
"""

from dataclasses import asdict, dataclass, field

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = "nb", "nn", "en"
# Stata shows no more of a variable's label.
SHORT_LABEL = 80


class Kind(models.TextChoices):
    ONE = "one", _("One answer")
    SEVERAL = "several", _("Several answers")
    NUMBER = "number", _("A number")
    TEXT = "text", _("In own words")


@dataclass(frozen=True)
class Texts:
    """The same text in the languages of the form; "" where it is not written yet."""

    nb: str = ""
    nn: str = ""
    en: str = ""

    def __str__(self):
        return getattr(self, get_language() or "nb", "") or self.nb or self.nn or self.en

    def __bool__(self):
        return bool(self.nb or self.nn or self.en)


@dataclass(frozen=True)
class Choice:
    """`says_nothing`: "don't know" or "not applicable". `merged` maps a merge to its category."""

    name: str
    text: Texts
    says_nothing: bool = False
    merged: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Clause:
    """One comparison with the answer of an earlier question. `is_one_of` names choices."""

    item: str
    operator: str  # "=", "!=", "<", "<=", ">", ">=", "has" (of several answers), "has not"
    value: str


@dataclass(frozen=True)
class Condition:
    """When a question is asked. All the clauses must hold, or any of them."""

    clauses: tuple = ()
    any_of_them: bool = False

    def holds(self, answers):
        """`answers` is {item name: value}: a choice name, a list of them, a number or a text."""
        found = [_holds(clause, answers.get(clause.item)) for clause in self.clauses]
        return any(found) if self.any_of_them else all(found)


def _holds(clause, answer):
    chosen = answer if isinstance(answer, list) else [answer]
    match clause.operator:
        case "has":
            return clause.value in chosen
        case "has not":
            return clause.value not in chosen
        case "=":
            return answer is not None and str(answer) == clause.value
        case "!=":
            return answer is None or str(answer) != clause.value
    try:
        number, limit = float(answer), float(clause.value)
    except (TypeError, ValueError):  # not answered, or by a choice that is no number
        return False
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
    }[clause.operator]


@dataclass(frozen=True)
class Item:
    """One question, or one statement of a matrix. `choices` names a list of the questionnaire.

    `tells_who`: a quasi-identifier, with which somebody could be recognised.
    """

    name: str
    kind: Kind
    text: Texts
    choices: str = ""
    short_label: str = ""
    help: Texts = Texts()
    required: bool = False
    shown_if: Condition = Condition()
    tells_who: bool = False
    least: int | None = None
    most: int | None = None

    @property
    def label(self):
        """What stands in a table: the short label, else the wording, cut."""
        return (self.short_label or str(self.text))[:SHORT_LABEL]


@dataclass(frozen=True)
class Block:
    """Questions asked together. A matrix has statements with the same choices, and a stem."""

    name: str
    items: tuple
    stem: Texts = Texts()
    is_matrix: bool = False


@dataclass(frozen=True)
class Page:
    name: str
    blocks: tuple
    title: Texts = Texts()


@dataclass(frozen=True)
class Questionnaire:
    """`choices` is {name of a list: tuple of Choice}."""

    title: Texts
    pages: tuple
    choices: dict
    intro: Texts = Texts()

    @property
    def items(self):
        """{name: Item} in the order in which they are asked."""
        return {
            item.name: item for page in self.pages for block in page.blocks for item in block.items
        }

    def choices_of(self, item):
        """{name: Choice} of a question with choices, {} of another."""
        return {choice.name: choice for choice in self.choices.get(item.choices, ())}

    @property
    def merges(self):
        """{name of a merge: the lists of choices that have it}"""
        found = {}
        for name, choices in self.choices.items():
            for merge in dict.fromkeys(each for choice in choices for each in choice.merged):
                found.setdefault(merge, []).append(name)
        return found

    def to_json(self):
        return asdict(self)


def from_json(content):
    """The Questionnaire whose to_json() this is."""
    return Questionnaire(
        title=Texts(**content["title"]),
        intro=Texts(**content["intro"]),
        pages=tuple(map(_page, content["pages"])),
        choices={
            name: tuple(Choice(**each | {"text": Texts(**each["text"])}) for each in choices)
            for name, choices in content["choices"].items()
        },
    )


def _page(page):
    blocks = tuple(map(_block, page["blocks"]))
    return Page(**page | {"title": Texts(**page["title"]), "blocks": blocks})


def _block(block):
    items = tuple(map(_item, block["items"]))
    return Block(**block | {"stem": Texts(**block["stem"]), "items": items})


def _item(item):
    return Item(
        **item
        | {
            "kind": Kind(item["kind"]),
            "text": Texts(**item["text"]),
            "help": Texts(**item["help"]),
            "shown_if": condition_from_json(item["shown_if"]),
        }
    )


def condition_from_json(content):
    clauses = tuple(Clause(**clause) for clause in content["clauses"])
    return Condition(clauses, content["any_of_them"])
