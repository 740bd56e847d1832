"""Tables as files for a spreadsheet: numbers as numbers, everything else as plain text.

A number withheld stands there as the word the page has for it. A panel is anything with a
`heading`, a `finding` (one sentence, or "") and `tables` of aksel.tables.
"""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from aksel.file_names import sheet_names

STARTS_A_FORMULA = frozenset("=+-@＝＋－＠")
BOLD = Font(bold=True)
SUBTLE = Font(italic=True, color="595959")
UNDERLINED = Border(bottom=Side("thin", color="808080"))
LABELS, NUMBERS, WIDEST = 28, 14, 60


@dataclass(frozen=True)
class Head:
    """`facts` are (label, text), such as ("Office", "Nav Fjordby"); `note` is a sentence."""

    title: str
    facts: tuple
    note: str


def csv_of(head, panels):
    """Bytes that Excel opens as a table: UTF-8 with a mark, semicolons, one number a line.

    The lines are (table, row, column, number).
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows(map(guarded, _above(head, panels)))
    writer.writerow([])
    writer.writerow([_("Table"), _("Row"), _("Column"), _("Number")])
    for panel in panels:
        for table in panel.tables:
            writer.writerows(map(guarded, _long_form(table)))
    return text.getvalue().encode("utf-8-sig")


def shown(cell):
    """The number of a Cell, or the word where it is withheld."""
    return _("under 6") if cell.number is None else cell.number


def _above(head, panels):
    yield from ((panel.heading, panel.finding) for panel in panels)
    yield from head.facts
    yield (head.note,)
    for panel in panels:
        yield from ((table.heading, table.note) for table in panel.tables if table.note)


def _long_form(table):
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield table.heading, row.label, column, shown(cell)


def guarded(values):
    """The values as text; what a spreadsheet would calculate gets an apostrophe before it."""
    return [f"'{text}" if would_be_calculated(text) else text for text in map(str, values)]


def would_be_calculated(text):
    return text.startswith(("\t", "\r", "\n")) or text.lstrip()[:1] in STARTS_A_FORMULA


def xlsx_of(head, panels):
    """Bytes of a workbook with a sheet for each panel: what it says, then its tables."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "hybridnav"
    workbook.properties.title = _plain(head.title)
    for name, panel in zip(sheet_names([p.heading for p in panels]), panels, strict=True):
        sheet = workbook.create_sheet(name)
        _set_up(sheet)
        _write(sheet, [panel.heading], font=Font(bold=True, size=14))
        _write(sheet, [panel.finding])
        for fact in head.facts:
            _write(sheet, fact)
        _write(sheet, [head.note], font=SUBTLE)
        for table in panel.tables:
            _write_table(sheet, table)
        _set_widths(sheet, panel.tables)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _set_up(sheet):
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_table(sheet, table):
    sheet.append([])
    row = _write(sheet, [table.heading, *table.columns], font=BOLD)
    for cell in row:
        cell.border = UNDERLINED
        cell.alignment = Alignment(
            wrap_text=True, vertical="bottom", horizontal="right" if cell.column > 1 else None
        )
    for each in table.rows:
        for cell in _write(sheet, [each.label, *map(shown, each.cells)])[1:]:
            cell.alignment = Alignment(horizontal="right")
    if table.note:
        _write(sheet, [table.note], font=SUBTLE)


def _write(sheet, values, font=None):
    """The new row's cells."""
    cells = [_cell(sheet, value, font) for value in values]
    sheet.append(cells)
    return cells


def _cell(sheet, value, font):
    """A number stays one; of everything else, whatever it begins with, the text is written."""
    if isinstance(value, int):
        cell = WriteOnlyCell(sheet, value)
    else:
        text = _plain(value)
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        cell.quotePrefix = would_be_calculated(text)
    if font:
        cell.font = font
    return cell


def _plain(text):
    """Without the signs no workbook can hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", str(text))


def _set_widths(sheet, tables):
    labels = [text for table in tables for text in _labels(table)]
    sheet.column_dimensions["A"].width = _width(labels, LABELS)
    for number in range(max((len(table.columns) for table in tables), default=0)):
        words = [
            word
            for table in tables
            for column in table.columns[number : number + 1]
            for word in column.split()
        ]
        sheet.column_dimensions[get_column_letter(number + 2)].width = _width(words, NUMBERS)


def _labels(table):
    return [table.heading, *(row.label for row in table.rows)]


def _width(texts, least):
    """In letters: column headings break between words, everything else stands on one line."""
    return min(WIDEST, max(least, *(len(text) + 2 for text in ["", *texts])))
