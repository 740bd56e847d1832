"""The columns of a release as every format has them: names, labels, codes, what is missing."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.instruments.questionnaire import Kind
from surveys.microdata.columns import RESERVED
from surveys.package.labels import cut_before, one_line

# What SPSS, Stata and R can all call a variable.
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")
NOMINAL, ORDINAL, SCALE = "nominal", "ordinal", "scale"


@dataclass(frozen=True)
class FileVariable:
    """`question` and `ending` make the label, `short` the one of 80 characters.

    `valid` and `missing` are {number: label}; numbers without a label stand for themselves.
    `numbers`: those that there are in the rows.
    """

    name: str
    question: str
    ending: str
    short: str
    valid: dict
    missing: dict
    measure: str
    numbers: frozenset

    @property
    def codes(self):
        return self.valid | self.missing

    @property
    def is_number(self):
        return self.measure == SCALE

    @property
    def width(self):
        """How many digits the longest value has."""
        return max(len(str(number)) for number in (0, *self.numbers, *self.codes))

    def label(self, longest, size):
        return cut_before(self.question, self.ending, longest, size)

    def short_label(self, longest):
        return cut_before(self.short, self.ending, longest)

    @property
    def missing_alone(self):
        """Of the missing codes those that SPSS is told one by one, since it takes three."""
        numbers = sorted(self.missing)
        return numbers if len(numbers) <= 3 else numbers[:1]

    @property
    def missing_range(self):
        """(lowest, highest) of the rest, None if there is none."""
        numbers = sorted(self.missing)
        return None if len(numbers) <= 3 else (numbers[1], numbers[-1])


def variables_of(package):
    """[FileVariable] of the microdata, in order and in the language that is active.

    Raises ValueError for a name or a value that some format could not hold or would misread.
    """
    microdata = package.microdata
    blocks = {
        item.name: block
        for page in package.questionnaire.pages
        for block in page.blocks
        for item in block.items
    }
    found = [
        _variable(package.questionnaire, blocks, column, microdata.data[column.name])
        for column in microdata.columns
    ]
    _refuse_bad_names([each.name for each in found])
    return found


def _variable(questionnaire, blocks, column, values):
    item = column.variable.item
    block = blocks.get(item.name)
    in_matrix = block is not None and block.is_matrix
    stem = one_line(block.stem) if in_matrix else ""
    variable = FileVariable(
        name=column.name,
        question=_after(stem, one_line(item.text)),
        ending=_ending(questionnaire, column),
        short=one_line(item.short_label or item.text),
        valid=_labels(code for code in column.codes if not code.is_missing),
        missing=_labels(code for code in column.codes if code.is_missing),
        measure=_measure(column, in_matrix),
        numbers=frozenset(values.unique().tolist()),
    )
    _refuse_bad_values(variable)
    return variable


def _after(stem, statement):
    joint = " " if stem[-1:] in ("", *".?!:…") else ": "
    return f"{stem}{joint}{statement}".strip()


def _ending(questionnaire, column):
    ending = ""
    if column.variable.choice:
        choice = questionnaire.choices_of(column.variable.item)[column.variable.choice]
        ending = f": {one_line(choice.text)}"
    if column.merge:
        ending += " " + _("(put together: %(merge)s)") % {"merge": one_line(column.merge)}
    return ending


def _labels(codes):
    return {code.number: one_line(code.label) or str(code.number) for code in codes}


def _measure(column, in_matrix):
    """Answers of a matrix are steps of a scale, as bands are; of others nobody said so."""
    has_labels = any(not code.is_missing for code in column.codes)
    if column.variable.is_number:
        return ORDINAL if has_labels else SCALE
    return ORDINAL if in_matrix and column.variable.item.kind == Kind.ONE else NOMINAL


def _refuse_bad_names(names):
    taken = set()
    for name in names:
        if not NAME.fullmatch(name) or name.lower() in RESERVED | taken:
            raise ValueError(f"no variable can be called {name!r}")
        taken.add(name.lower())


def _refuse_bad_values(variable):
    stray = variable.numbers - set(variable.codes)
    if variable.is_number:
        low, high = variable.missing_range or (1, 0)
        stray = {value for value in stray if low <= value <= high}
    if stray:
        raise ValueError(f"{variable.name} has values without a label")
