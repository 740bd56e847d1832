"""Frames of answers that tests can read: a row for each respondent, or counts."""

from surveys.answers.rows import Row
from surveys.disclosure.frame import frame_of
from surveys.instruments.questionnaire import (
    Block,
    Choice,
    Item,
    Kind,
    Page,
    Questionnaire,
    Texts,
)

PART = ("00000000-0000-4000-8000-000000000001", 1)


def choices(*names, dont_know=False):
    found = [Choice(name, Texts(name)) for name in names]
    if dont_know:
        found.append(Choice("dont_know", Texts("Vet ikke"), says_nothing=True))
    return tuple(found)


def asking(lists, **about):
    """A Questionnaire with a question of one answer for each list: {question: choices}.

    `about`: {question: fields of its Item}.
    """
    items = [
        Item(name, Kind.ONE, Texts(name), choices=name, **about.get(name, {})) for name in lists
    ]
    blocks = tuple(Block(item.name, (item,)) for item in items)
    return Questionnaire(Texts("Prøve"), (Page("one", blocks),), lists)


def rows(*answers, part=PART):
    """[Row] of (number of respondents, {question: answer})."""
    return [Row(part, dict(given)) for number, given in answers for _each in range(number)]


def frame(questionnaire, *answers, part=PART):
    return frame_of(questionnaire, rows(*answers, part=part))
