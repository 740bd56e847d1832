"""Protected tables as files: the numbers that may be shown, and what was done to the others.

A number that is withheld is in no Protected, so it is nowhere here.
"""

import csv
import io
from itertools import chain

from django.utils.translation import gettext as _

from aksel.spreadsheet import guarded
from surveys.disclosure.cuts import ALL
from surveys.disclosure.frame import TICKED
from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED
from surveys.package.described import named_tables
from surveys.package.done import done_to
from surveys.package.workbook import Heading, Sheet, workbook_of

N = "N"


def table_files(package):
    """{path: bytes}: a csv for each table that is shown, a list of all, and both in a workbook."""
    if not package.tables:
        return {}
    named = named_tables(package.tables)
    symbol = package.profile.symbol
    overview = [_titles(), *(_about(package, name, table) for name, table in named)]
    files = {
        f"tabeller/{name}.csv": _csv(_lines(table, symbol))
        for name, table in named
        if not table.why_not
    }
    sheets = [
        Sheet(_("Overview"), [Heading(overview[0]), *overview[1:]], (11, 50, 30, 14, 40, 8, 80)),
        Sheet(_("Tables"), list(_below_each_other(package, named)), (60, 24)),
    ]
    return files | {
        "tabeller/tabeller.csv": _csv(overview),
        "tabeller/tabeller.xlsx": workbook_of(sheets),
    }


def _csv(rows):
    """As spreadsheets open it: UTF-8 with a mark and semicolons."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(map(guarded, rows))
    return text.getvalue().encode("utf-8-sig")


def _titles():
    return (
        _("Table"),
        _("Question"),
        _("Divided by"),
        _("Wave"),
        _("Of whom"),
        N,
        _("What was done to protect"),
    )


def _about(package, name, table):
    cut = table.cut
    number = "" if table.why_not else table.cells.get((ALL, ALL))
    return (
        name,
        cut.rows.label,
        cut.columns.label if cut.columns else "",
        ", ".join(waves_of(package, cut.region)),
        "; ".join(_whom(package, cut.region)),
        package.profile.symbol if number is None else number,
        " ".join(done_to(table, package.profile)),
    )


def _lines(table, symbol):
    """A line for each group and one for all, a column for each answer, and the N of the line."""
    answers = table.cut.rows.categories
    columns = table.cut.columns
    yield (
        _("Question"),
        columns.label if columns else _("Group"),
        *(answer.label for answer in answers),
        N,
    )
    groups = enumerate(group.label for group in (columns.categories if columns else ()))
    for column, label in [*groups, (ALL, _("All"))]:
        numbers = [table.cells.get((row, column)) for row in [*range(len(answers)), ALL]]
        shown = (symbol if number is None else number for number in numbers)
        yield (table.cut.rows.label, label, *shown)


def _below_each_other(package, named):
    for name, table in named:
        _name, question, divided, wave, whom, *_more = _about(package, name, table)
        yield Heading((f"{name}: {question}",))
        facts = zip(_titles()[2:5], (divided, wave, whom), strict=True)
        yield from ((f"{title}: {said}",) for title, said in facts if said)
        if not table.why_not:
            titles, *lines = (line[1:] for line in _lines(table, package.profile.symbol))
            yield from chain([Heading(titles)], lines)
        yield from ((said,) for said in done_to(table, package.profile))
        yield ()


def waves_of(package, region):
    """[label] of the waves that a region is of, in the order of the package."""
    ids = {wave for wave, _part in region.parts}
    return [wave.label for wave in package.waves if wave.wave_id in ids]


def _whom(package, region):
    """[sentence] of the answers that a table is limited to."""
    for variable, values in region.answers:
        name, _colon, ticked = variable.partition(":")
        item = package.questionnaire.items[name]
        texts = {each.name: each.text for each in package.questionnaire.choices_of(item).values()}
        if ticked:
            said = texts[ticked] if TICKED in values else _("not “%s”") % texts[ticked]
        else:
            known = [str(text) for choice, text in texts.items() if choice in values]
            said = ", ".join(known or sorted(values - {NOT_ANSWERED, NOT_ASKED}, key=float))
        yield f"{item.label}: {said}"
