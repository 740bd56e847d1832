"""A table of answers as the page, the files and the plots show it, for named researchers.

Absolute numbers of closed waves, each question with its own n. Where fewer than GROUP_MIN answered
a question nothing of it is shown: in no page, file or drawing.
"""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from aksel.tables import Cell, Row, Table
from surveys.instruments.questionnaire import Kind
from surveys.tables.counting import categories_of, counted
from surveys.tables.derived import derived_from
from surveys.tables.drawing import plots_of
from surveys.tables.questions import Question, asked_in, asked_of, questions_of
from surveys.waves.models import Wave

GROUP_MIN = 6


@dataclass(frozen=True)
class Counted:
    """One question in one wave. `labels` and `is_outside` ("don't know") go with `counts`."""

    question: Question
    wave: Wave
    counts: dict
    labels: tuple
    is_outside: tuple
    n: int

    @property
    def is_too_few(self):
        return self.n < GROUP_MIN

    @property
    def shown_n(self):
        return Value(None if self.is_too_few else self.n)

    def value(self, category):
        """The Value of one of its categories; of another number nobody gave it."""
        if self.is_too_few:
            return Value(None)
        number = self.counts.get(category, 0)
        return Value(number, round(100 * number / self.n))

    @property
    def values(self):
        return tuple(self.value(category) for category in self.counts)


@dataclass(frozen=True)
class Value:
    """A number, None where too few answered, and how many per cent of n that is."""

    number: int | None
    share: int | None = None


@dataclass(frozen=True)
class Line:
    """`values` of each column. `note`: of whom it was asked."""

    label: str
    values: tuple
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Rows with the same columns, and what they are made of: [Counted].

    `is_list`: one question with its answers below each other, and a column for each wave.
    """

    heading: str
    columns: tuple
    lines: tuple
    counted: tuple
    finding: str = ""
    is_list: bool = False
    percent: bool = False

    @property
    def plots(self):
        return plots_of(self)

    @property
    def derived(self):
        """[(question and wave, a sentence that follows from the numbers)]"""
        found = [(each, derived_from(each)) for each in self.counted]
        return [(f"{each.question.item.label} ({each.wave})", said) for each, said in found if said]

    @property
    def tables(self):
        """For files: numbers, and shares in a table of their own."""
        numbers = self._table(self.heading, lambda value: value.number)
        if not self.percent:
            return (numbers,)
        shares = self._table(_("%(title)s (per cent)") % {"title": self.heading}, _share_or_n)
        return numbers, shares

    def _table(self, heading, cell):
        rows = [
            Row(line.label, tuple(Cell(cell(value)) for value in line.values))
            for line in self.lines
        ]
        note = " ".join(dict.fromkeys(line.note for line in self.lines if line.note))
        return Table(heading, self.columns, tuple(rows), note)


def _share_or_n(value):
    return value.number if value.share is None else value.share


@dataclass(frozen=True)
class Result:
    """`sections` in the order of the questions; `differing` is [(label of a question, wave)]."""

    sections: tuple
    differing: tuple

    @property
    def is_too_few(self):
        return all(each.is_too_few for section in self.sections for each in section.counted)


def result_of(definition):
    """The Result of a Definition. One query for each wave, however many have answered."""
    asked = asked_in(definition.waves)
    found, differing = {name: [] for name in definition.names}, []
    for wave in definition.waves:
        here = questions_of(wave.questionnaire)
        alike = []
        for name in definition.names:
            if name in here and here[name].is_asked_like(asked[name], definition.merge):
                alike.append(name)
            elif name in here:
                differing.append((asked[name].item.label, wave))
        for row in counted(wave.questionnaire, alike, [wave], merge=definition.merge):
            question = here[row.item.name]
            found[row.item.name].append(_counted(question, wave, row, definition.merge))
    return Result(tuple(_sections(definition, list(found.values()))), tuple(differing))


def _counted(question, wave, row, merge):
    categories = categories_of(question.questionnaire, question.item, merge)
    labels, outside = {}, {}
    for choice in question.choices:
        category = categories[choice.name]
        labels[category] = category if merge in choice.merged else str(choice.text)
        outside[category] = outside.get(category, True) and choice.says_nothing
    return Counted(
        question,
        wave,
        row.counts,
        tuple(labels.get(category, str(category)) for category in row.counts),
        tuple(outside.get(category, False) for category in row.counts),
        row.n,
    )


def _sections(definition, found):
    """Neighbouring questions with the same answers share a table."""
    several_waves = len(definition.waves) > 1
    for _key, group in groupby(enumerate(found), key=_columns):
        questions = [each for _place, each in group]
        [first, *_others] = questions[0]
        if first.question.item.kind == Kind.ONE:
            yield _rows(questions, several_waves, definition.percent)
        else:
            yield _list(questions[0], several_waves, definition.percent)


def _columns(placed):
    place, [first, *_others] = placed
    return first.labels if first.question.item.kind == Kind.ONE else place


def _rows(questions, several_waves, percent):
    """Each question a row, or one for each wave."""
    [first, *_others] = questions[0]
    counted = [each for question in questions for each in question]
    stems = {question[0].question.block.stem for question in questions}
    heading = str(first.question.block.stem) if len(stems) == 1 else ""
    lines = [
        Line(
            f"{each.question.item.text} ({each.wave.label})"
            if several_waves
            else str(each.question.item.text),
            (*each.values, each.shown_n),
            asked_of(each.question),
        )
        for each in counted
    ]
    return Section(
        heading or (str(first.question.item.text) if len(questions) == 1 else _("Statements")),
        (*first.labels, _("N")),
        tuple(lines),
        tuple(counted),
        percent=percent,
    )


def _list(waves, several_waves, percent):
    """The answers to one question below each other; the last row is how many answered."""
    question = waves[0].question
    lines = [
        Line(label, tuple(each.value(category) for each in waves))
        for category, label in _answers(waves)
    ]
    lines.append(Line(_("N"), tuple(each.shown_n for each in waves)))
    several = question.item.kind == Kind.SEVERAL
    said = [
        asked_of(question),
        _("Several answers were possible: they can sum to more than N.") if several else "",
    ]
    return Section(
        str(question.item.text),
        tuple(each.wave.label for each in waves) if several_waves else (_("Number"),),
        tuple(lines),
        tuple(waves),
        " ".join(filter(None, said)),
        is_list=True,
        percent=percent,
    )


def _answers(waves):
    """[(category, label)] of all these; numbers by value, and none of where too few answered."""
    labels = {}
    for each in waves:
        if not each.is_too_few or each.question.item.kind == Kind.SEVERAL:
            labels |= dict(zip(each.counts, each.labels, strict=True))
    is_number = waves[0].question.item.kind == Kind.NUMBER
    return sorted(labels.items()) if is_number else labels.items()
