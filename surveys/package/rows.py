"""Rows of single respondents as plain files: numbers as text, and labels in a workbook."""

from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import override

from surveys.package.labels import in_bytes
from surveys.package.variables import variables_of
from surveys.package.workbook import (
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_ROWS,
    Heading,
    Sheet,
    workbook_of,
)


def csv_of(data):
    """Numbers and names only, so that it is the same in every encoding: UTF-8 without a mark."""
    return data.to_csv(sep=";", index=False, lineterminator="\n").encode()


def fits_in_a_sheet(data):
    return len(data) < MOST_ROWS and data.size <= MOST_CELLS


def labelled_of(package, variables):
    """Bytes of a workbook: each row with labels instead of codes, and what all of them mean."""
    data = package.microdata.data
    names = Heading(each.name for each in variables)
    columns = [_labelled(each, data[each.name].tolist()) for each in variables]
    with override("nn"):
        in_nynorsk = variables_of(package)
    return workbook_of(
        [
            Sheet(
                "Data", chain([names], zip(*columns, strict=True)), (16,) * len(names), wraps=False
            ),
            Sheet(
                _("Variables"), list(_described(variables, in_nynorsk)), (20, 50, 50, 8, 30, 30, 12)
            ),
        ]
    )


def _labelled(variable, values):
    codes = variable.codes
    return [codes.get(value, value) for value in values]


def _described(variables, in_nynorsk):
    yield Heading(
        (
            _("Variable"),
            _("Question (bokmål)"),
            _("Question (nynorsk)"),
            _("Code"),
            _("Answer (bokmål)"),
            _("Answer (nynorsk)"),
            _("Missing"),
        )
    )
    for one, other in zip(variables, in_nynorsk, strict=True):
        questions = [each.label(LONGEST_TEXT, in_bytes) for each in (one, other)]
        for number, label in one.codes.items() or [(None, None)]:
            is_missing = _("yes") if number in one.missing else None
            yield (one.name, *questions, number, label, other.codes.get(number), is_missing)
