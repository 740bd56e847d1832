"""Workbooks that say nothing of when, where and by whom they were made, and are quickly written.

The library for workbooks writes the clock and a name into each, and takes minutes for the rows of
100,000 respondents. These hold numbers and plain text only: nothing in them is ever calculated.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from itertools import islice
from xml.sax.saxutils import escape, quoteattr  # nosec B406 # writes XML, reads none

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from aksel.spreadsheet import would_be_calculated
from surveys.package.labels import NO_SIGNS

MOST_ROWS, LONGEST_TEXT = 1_048_576, 32_767
# Of more a part of the file would be over 2 GB, which is written in a way that Excel complains of.
MOST_CELLS = 20_000_000
LONG_AGO = (1980, 1, 1, 0, 0, 0)
ROWS_AT_ONCE = 2_000
DROPPED = dict.fromkeys(map(ord, NO_SIGNS))
# Excel reads _x0041_ as a letter by its number.
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = '<sz val="11"/><name val="Calibri"/>'
XF = 'numFmtId="0" fillId="0" borderId="0"'
TOP = 'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
# Places in cellXfs: QUOTED is one more, as in a cell where an apostrophe was typed before the text.
PLAIN, WRAPPED, BOLD = 0, 2, 4
STYLES = f"""\
<styleSheet xmlns="{MAIN}">\
<fonts count="2"><font>{FONT}</font><font><b/>{FONT}</font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf {XF} fontId="0"/></cellStyleXfs>\
<cellXfs count="6"><xf {XF} fontId="0" xfId="0"/><xf {XF} fontId="0" xfId="0" quotePrefix="1"/>\
<xf {XF} fontId="0" xfId="0" {TOP}<xf {XF} fontId="0" xfId="0" quotePrefix="1" {TOP}\
<xf {XF} fontId="1" xfId="0" applyFont="1" {TOP}\
<xf {XF} fontId="1" xfId="0" applyFont="1" quotePrefix="1" {TOP}</cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


class Heading(tuple):
    """A row in bold."""


@dataclass(frozen=True)
class Sheet:
    """`rows`: tuples of text, whole numbers and None. `widths` of columns in letters; long text
    goes on below if it `wraps`. The first row stays in sight."""

    name: str
    rows: object
    widths: tuple
    wraps: bool = True


class _Cells(dict):
    """{value: the rest of its cell}, made when a value is first met."""

    def __init__(self, strings, style):
        super().__init__({None: f' s="{style}"/>'})
        self.strings, self.style = strings, style

    def __missing__(self, value):
        if isinstance(value, int):
            self[value] = f' s="{self.style}"><v>{value}</v></c>'
            return self[value]
        text = plain(value)
        number = self.strings.setdefault(text, len(self.strings))
        style = self.style + would_be_calculated(text)
        self[value] = f' s="{style}" t="s"><v>{number}</v></c>'
        return self[value]


def workbook_of(sheets):
    """Bytes of an .xlsx. Rows are taken one after the other and never held together."""
    content, strings = io.BytesIO(), {}
    with zipfile.ZipFile(content, "w") as archive:
        for path, text in _frame(sheets):
            _write(archive, path, [XML, text])
        for number, sheet in enumerate(sheets, 1):
            _write(archive, f"xl/worksheets/sheet{number}.xml", _sheet(sheet, strings))
        _write(archive, "xl/sharedStrings.xml", _strings(strings))
    return content.getvalue()


def plain(text):
    """Without the signs no workbook can hold, and as long as a cell may be."""
    text = str(text).replace("\r\n", "\n").replace("\r", "\n").translate(DROPPED)
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]


def _write(archive, path, pieces):
    info = zipfile.ZipInfo(path, LONG_AGO)
    info.create_system = 3  # else it is the system's that runs this
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    with archive.open(info, "w") as file:
        for piece in pieces:
            file.write(piece.encode())


def _frame(sheets):
    numbers = range(1, len(sheets) + 1)
    parts = [
        ("/xl/workbook.xml", "sheet.main"),
        *((f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in numbers),
        ("/xl/styles.xml", "styles"),
        ("/xl/sharedStrings.xml", "sharedStrings"),
    ]
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in parts
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    names = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in zip(numbers, sheets, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{names}</sheets></workbook>",
    )
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    targets += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    yield "xl/_rels/workbook.xml.rels", _relations(targets)
    yield "xl/styles.xml", STYLES


def _relations(targets):
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def _sheet(sheet, strings):
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    yield (
        f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>"
    )
    body = _Cells(strings, WRAPPED if sheet.wraps else PLAIN)
    heading = _Cells(strings, BOLD)
    rows, columns = enumerate(sheet.rows, 1), []
    while some := list(islice(rows, ROWS_AT_ONCE)):
        pieces = []
        for number, row in some:
            while len(columns) < len(row):
                columns.append(f'<c r="{get_column_letter(len(columns) + 1)}')
            cells = heading if isinstance(row, Heading) else body
            place = f'{number}"'
            pieces.append(f'<row r="{number}">')
            pieces += [
                f"{column}{place}{cells[value]}"
                for column, value in zip(columns, row, strict=False)
            ]
            pieces.append("</row>")
        yield "".join(pieces)
    yield "</sheetData></worksheet>"


def _strings(strings):
    yield f'{XML}<sst xmlns="{MAIN}">'
    for text in strings:
        shown = escape(LOOKS_ESCAPED.sub("_x005F_", text))
        yield f'<si><t xml:space="preserve">{shown}</t></si>'
    yield "</sst>"
