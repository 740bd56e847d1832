"""Stata: the file itself, and the commands that read the csv."""

import datetime
import io
import re

import numpy as np
import pandas as pd

from surveys.package.labels import STATA_LABEL, STATA_VALUE_LABEL, cut, in_bytes, one_line
from surveys.package.syntax import how_to_begin

VERSION = 118  # the oldest that is in UTF-8: Stata 14
# A file's last two digits of a missing code, and which of Stata's missing values it is.
LETTERS = {88: "a", 97: "b", 98: "c", 99: "d"}
# Whole numbers as Stata keeps them, up to the largest; the missing value "." is the next.
LARGEST = {"<i1": 100, "<i2": 32_740, "<i4": 2_147_483_620}
# Where the file begins to tell where its parts are, and which of them is the data.
MAP, DATA = b"</timestamp></header><map>", 9


def dta_of(data, variables, title, made_on):
    """Bytes of a .dta of these columns, with .a to .d for the missing codes.

    The library knows no missing value but ".": it writes zeros, and these are written over.
    """
    types = {each.name: _type_of(each) for each in variables}
    content = io.BytesIO()
    answers = {
        each.name: data[each.name].where(~data[each.name].isin(list(each.missing)), 0)
        for each in variables
    }
    pd.DataFrame(answers).astype(types).to_stata(
        content,
        write_index=False,
        byteorder="<",
        version=VERSION,
        time_stamp=datetime.datetime.combine(made_on, datetime.time()),
        data_label=cut(one_line(title), STATA_LABEL),
        variable_labels={each.name: each.short_label(STATA_LABEL) for each in variables},
        value_labels={each.name: _labels(each, types) for each in variables if each.codes},
    )
    content = bytearray(content.getvalue())
    offsets = np.frombuffer(content, "<u8", DATA + 1, content.index(MAP) + len(MAP))
    start = int(offsets[DATA]) + len(b"<data>")
    records = np.frombuffer(content, list(types.items()), len(data), start)
    for each in variables:
        values = data[each.name].to_numpy()
        for number in each.missing:
            records[each.name][values == number] = _missing_value(each, number, types)
    return bytes(content)


def _type_of(variable):
    """The smallest that holds every answer."""
    most = max((abs(number) for number in variable.numbers - set(variable.missing)), default=0)
    return next(kind for kind, largest in LARGEST.items() if most <= largest)


def _missing_value(variable, number, types):
    """What stands in the file for .a to .d."""
    return LARGEST[types[variable.name]] + 1 + "abcd".index(letters_of(variable)[number]) + 1


def _labels(variable, types):
    labels = {
        **variable.valid,
        # Labels are of long numbers, whatever the column is of.
        **{
            LARGEST["<i4"] + 2 + "abcd".index(letter): variable.missing[number]
            for number, letter in letters_of(variable).items()
        },
    }
    return {number: cut(text, STATA_VALUE_LABEL, in_bytes) for number, text in labels.items()}


def letters_of(variable):
    """{missing code: letter}"""
    return {number: LETTERS[number % 100] for number in variable.missing}


def do_of(variables, csv_path):
    """Bytes of the commands that make the same of the csv."""
    lines = [
        *(f"* {line}" for line in how_to_begin('cd "C:/data"')),
        "version 14",
        f'import delimited using "{csv_path}", delimiters(";") varnames(1) case(preserve) '
        'encoding("UTF-8") clear',
        "",
    ]
    for each in variables:
        letters = letters_of(each)
        lines.append(f"label variable {each.name} {_literal(each.short_label(STATA_LABEL))}")
        if letters:
            moves = r" \ ".join(f"{number}=.{letter}" for number, letter in letters.items())
            lines.append(f"mvdecode {each.name}, mv({moves})")
        for number, label in each.codes.items():
            value = f".{letters[number]}" if number in letters else number
            text = _literal(cut(label, STATA_VALUE_LABEL, in_bytes))
            lines.append(f"label define {each.name} {value} {text}, modify")
        if each.codes:
            lines.append(f"label values {each.name} {each.name}")
        lines.append("")
    return "\n".join(lines).encode()


def _literal(text):
    """A text between compound quotes. Stata would read `…' and $… in it as names of macros, "' as
    its end, /* and // as comments: those are written as their likes, or with a backslash before."""
    text = text.replace("`", "‘").replace("\"'", '"’').replace("/*", "/ *").replace(" //", " / /")
    return '`"' + re.sub(r"(\\*)\$", r"\1\1\\$", text) + "\"'"
