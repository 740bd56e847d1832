"""The three sheets of an XLSForm, as rows that know where they stand."""

import re
from dataclasses import dataclass

from mentors.imports.reading import Formula, named_sheets
from surveys.instruments.questionnaire import LANGUAGES, Texts
from surveys.problems import Problem, Refused

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
TRANSLATED = "label", "hint", "heading", "intro"
READ = {
    SURVEY: (
        "type name label hint required relevant appearance constraint short_label tells_who".split()
    ),
    CHOICES: "list_name name label says_nothing".split(),
    SETTINGS: "form_title heading form_id version default_language intro style".split(),
}
MERGE = "merge_"
_LANGUAGE_NAMES = {
    "nb": "nb",
    "no": "nb",
    "bokmål": "nb",
    "norsk": "nb",
    "norsk bokmål": "nb",
    "norwegian": "nb",
    "nn": "nn",
    "nynorsk": "nn",
    "norsk nynorsk": "nn",
    "en": "en",
    "english": "en",
    "engelsk": "en",
}


@dataclass(frozen=True)
class Line:
    """One row: `cells` is {column as read: text}. `label::nn` is the column ("label", "nn")."""

    sheet: str
    row: int
    cells: dict
    headings: dict

    def text(self, column):
        return self.cells.get((column, "nb"), "")

    def texts(self, column):
        return Texts(**{each: self.cells.get((column, each), "") for each in LANGUAGES})

    def says(self, column):
        return self.text(column).lower() in ("yes", "true", "1", "ja", "x", "true()")

    @property
    def merged(self):
        """{name of a merge: its category for this choice}"""
        found = {}
        for (column, _language), text in self.cells.items():
            if column.startswith(MERGE) and text:
                found[column.removeprefix(MERGE)] = text
        return found

    def problem(self, code, column="", **params):
        heading = self.headings.get((column, "nb"), column)
        return Problem(code, self.sheet, self.row, heading, params=params)


def lines_of(content):
    """({sheet: [Line]}, problems that are warnings). Raises FileProblem, Refused."""
    found = {name.strip().lower(): rows for name, rows in named_sheets(content).items()}
    missing = [name for name in (SURVEY, SETTINGS) if not found.get(name)]
    if missing:
        raise Refused([Problem("no_sheet", params={"name": name}) for name in missing])
    sheets, problems = {}, []
    for name in (SURVEY, CHOICES, SETTINGS):
        sheets[name], of_sheet = _lines(name, found.get(name, []))
        problems += of_sheet
    return sheets, problems


def _lines(sheet, rows):
    if not rows:
        return [], []
    (_number, headings), *rows = rows
    columns = [_column(heading) for heading in headings]
    written = {
        column: str(heading) for column, heading in zip(columns, headings, strict=True) if column
    }
    ignored = [
        Problem("column_ignored", sheet, 1, str(heading), is_warning=True)
        for column, heading in zip(columns, headings, strict=True)
        if heading and not _is_read(sheet, column)
    ]
    return [Line(sheet, number, _cells(columns, cells), written) for number, cells in rows], ignored


def _cells(columns, cells):
    return {
        column: text
        for column, cell in zip(columns, cells, strict=False)
        if column and (text := _text(cell))
    }


def _text(cell):
    if cell is None or cell is Formula:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def _column(heading):
    """("label", "nn") of "label::Nynorsk (nn)"; without a language it is bokmål."""
    name, _colons, language = (_text(heading) or "").partition("::")
    name = name.strip().lower().replace(" ", "_")
    if not name:
        return None
    code = re.search(r"\((\w+)\)\s*$", language)
    language = (code[1] if code else language).strip().lower()
    return name, _LANGUAGE_NAMES.get(language, language or "nb")


def _is_read(sheet, column):
    if column is None:
        return True
    name, language = column
    if sheet == CHOICES and name.startswith(MERGE):
        return True
    return name in READ[sheet] and (language == "nb" or name in TRANSLATED)
