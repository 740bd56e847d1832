"""SPSS: the file itself, and the syntax that reads the csv."""

import tempfile
from pathlib import Path

import pyreadstat

from surveys.package.labels import (
    SPSS_FILE_LABEL,
    SPSS_LABEL,
    SPSS_VALUE_LABEL,
    cut,
    in_bytes,
    one_line,
)
from surveys.package.syntax import how_to_begin

# Where the header says which program wrote the file, on which day and at what time.
PROGRAM, DAY, TIME = slice(4, 64), slice(92, 101), slice(101, 109)
# A line of syntax has at most 256 bytes, and a name and signs stand there too.
LITERAL = 200
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def sav_of(data, variables, title, made_on):
    """Bytes of a .sav of these columns. `data` as in Microdata, [FileVariable] in its order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.sav")
        pyreadstat.write_sav(
            data,
            path,
            file_label=cut(one_line(title), SPSS_FILE_LABEL, in_bytes),
            column_labels={each.name: label_of(each) for each in variables},
            variable_value_labels={each.name: value_labels_of(each) for each in variables},
            missing_ranges={each.name: _missing(each) for each in variables if each.missing},
            variable_measure={each.name: each.measure for each in variables},
            variable_format={each.name: f"F{each.width}.0" for each in variables},
            row_compress=True,
        )
        content = bytearray(path.read_bytes())
    # The library leaves its address here, and the clock.
    content[PROGRAM] = b"@(#) SPSS DATA FILE hybridnav".ljust(60)
    content[DAY] = f"{made_on:%d} {MONTHS[made_on.month - 1]} {made_on:%y}".encode()
    content[TIME] = b"00:00:00"
    return bytes(content)


def label_of(variable):
    return variable.label(SPSS_LABEL, in_bytes)


def value_labels_of(variable):
    return {
        number: cut(label, SPSS_VALUE_LABEL, in_bytes) for number, label in variable.codes.items()
    }


def _missing(variable):
    if variable.missing_range:
        low, high = variable.missing_range
        return [{"lo": low, "hi": high}, *variable.missing_alone]
    return variable.missing_alone


def sps_of(variables, csv_path):
    """Bytes of the syntax that makes the same of the csv."""
    lines = [
        "* Encoding: UTF-8.",
        *(f"* {line}." for line in how_to_begin("CD 'C:/data'")),
        "",
        "GET DATA",
        "  /TYPE=TXT",
        f"  /FILE={_literal(csv_path)}",
        "  /ENCODING='UTF8'",
        "  /ARRANGEMENT=DELIMITED",
        "  /DELIMITERS=';'",
        "  /FIRSTCASE=2",
        "  /VARIABLES=",
        *(f"    {each.name} F{each.width}.0" for each in variables),
        "  .",
        "",
    ]
    for each in variables:
        lines += [f"VARIABLE LABELS {each.name}", f"  {_literal(label_of(each))}."]
        if each.codes:
            values = [f"  {number} {_literal(t)}" for number, t in value_labels_of(each).items()]
            lines += [f"VALUE LABELS {each.name}", *values, "  ."]
        if each.missing:
            lines.append(f"MISSING VALUES {each.name} ({_missing_in_words(each)}).")
        lines += [f"VARIABLE LEVEL {each.name} ({each.measure.upper()}).", ""]
    return "\n".join([*lines, "EXECUTE.", ""]).encode()


def _missing_in_words(variable):
    said = [str(number) for number in variable.missing_alone]
    if variable.missing_range:
        said.insert(0, "{} THRU {}".format(*variable.missing_range))
    return ", ".join(said)


def _literal(text):
    """A text between apostrophes, those in it doubled, in several pieces where it is long."""
    pieces = []
    while in_bytes(text) > LITERAL:
        piece = text.encode()[:LITERAL].decode(errors="ignore")
        pieces.append(piece)
        text = text[len(piece) :]
    return " +\n    ".join("'" + piece.replace("'", "''") + "'" for piece in [*pieces, text])
