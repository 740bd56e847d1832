"""From the bytes of a file to rows of cells. What the file is called does not matter."""

import codecs
import csv
import io
import re
import warnings
import zipfile
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

import openpyxl

from mentors.imports.problems import FileProblem

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
# An .xlsx is a zip. Its sheets are read as a stream; everything else in it is held in memory.
MAX_SHEET_BYTES = 400 * 1024 * 1024
MAX_OTHER_BYTES = 64 * 1024 * 1024
# Excel has no row after this one; a file that names one would be counted up to for ever.
LAST_ROW_OF_EXCEL = 1_048_576

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
DELIMITERS = ";,\t"
_KNOWN_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Formula:
    """A cell with a formula whose value the file does not have."""


@dataclass
class Sheet:
    """`rows` are (number, cells); the heading is number 1 and empty records are counted.

    A cell is None, str, int, float, bool, a date, a datetime, a time or the class Formula. Cells
    are as many as headings; in a .csv a row may have more, where a comma was not quoted.
    """

    headings: list[str]
    rows: list[tuple[int, list]] = field(default_factory=list)
    other_sheets: bool = False
    # Numbers of rows of a .csv that end before the headings do.
    short_rows: set[int] = field(default_factory=set)


def read(content, first_rows=None):
    """The Sheet in these bytes, or its heading and `first_rows` rows. Raises FileProblem."""
    if not content.strip():
        raise FileProblem("empty")
    if len(content) > MAX_BYTES:
        raise FileProblem("too_large", megabytes=MAX_BYTES // 1024**2)
    if content.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise FileProblem("password" if encrypted else "old_excel")
    if content.startswith(b"PK"):
        return _read_xlsx(content, first_rows)
    if content.startswith(_KNOWN_OTHERS):
        raise FileProblem("not_a_table")
    return _sheet(_csv_records(_decoded(content)), first_rows)


def named_sheets(content):
    """{name: [(row number, cells)]} of all sheets of an .xlsx, empty rows left out.

    Raises FileProblem. Formulas without a value are the class Formula.
    """
    if len(content) > MAX_BYTES:
        raise FileProblem("too_large", megabytes=MAX_BYTES // 1024**2)
    if not content.startswith(b"PK"):
        raise FileProblem("empty" if not content.strip() else "not_a_table")
    return _opened(content, _all_records)


def _all_records(content, has_formulas):
    values = _visible_sheets(content, data_only=True)
    formulas = _visible_sheets(content, data_only=False) if has_formulas else [None] * len(values)
    return {
        worksheet.title: _numbered(_sheet_records(worksheet, with_formulas))
        for worksheet, with_formulas in zip(values, formulas, strict=True)
    }


def _numbered(records):
    rows = []
    for number, cells in enumerate(records, start=1):
        if cells := _trimmed(cells):
            if len(rows) == MAX_ROWS:
                raise FileProblem("too_many_rows", limit=MAX_ROWS)
            rows.append((number, cells))
    return rows


def _sheet(records, first_rows, *, is_rectangle=False):
    """Cut the empty records out of `records`, but count them.

    A sheet of Excel is a rectangle: what stands right of the headings is a column without one.
    """
    records = ((number, len(cells), _trimmed(cells)) for number, cells in enumerate(records))
    records = ((number, width, cells) for number, width, cells in records if cells)
    before, full_width, cells = next(records, (0, 0, []))
    if not cells:
        raise FileProblem("empty")
    if len(cells) > MAX_COLUMNS:
        raise FileProblem("too_many_columns", limit=MAX_COLUMNS)
    sheet = Sheet([_heading(cell) for cell in cells])
    for number, width, cells in islice(records, first_rows):
        if len(sheet.rows) == MAX_ROWS:
            raise FileProblem("too_many_rows", limit=MAX_ROWS)
        sheet.rows.append((number - before + 1, cells))
        if width < full_width and not is_rectangle:
            sheet.short_rows.add(number - before + 1)
    if is_rectangle:
        width = max([len(cells) for _number, cells in sheet.rows], default=0)
        sheet.headings += [""] * (width - len(sheet.headings))
    for _number, cells in sheet.rows:
        cells += [None] * (len(sheet.headings) - len(cells))
    return sheet


def _trimmed(cells):
    """Without the cells after the last that says something."""
    cells = list(cells)
    while cells and not _says(cells[-1]):
        cells.pop()
    return cells


def _says(cell):
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _heading(cell):
    if cell is None or cell is Formula:
        return ""
    return " ".join(_CONTROL.sub(" ", str(cell)).split())[:200]


# Text


def _decoded(content):
    marks = [
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ]
    encoding = next((name for mark, name in marks if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise FileProblem("damaged") from None
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise FileProblem("not_a_table") from None
    # A stray control character is said of its cell; a picture or a program is full of them.
    if len(_CONTROL.findall(text[:100_000])) > 0.02 * min(len(text), 100_000) + 2:
        raise FileProblem("not_a_table")
    return text


def _csv_records(text):
    # Excel's own way to name the separator.
    hint = re.match(r'"?sep=(.)"?\r?\n', text)
    if hint:
        text = text[hint.end() :]
    delimiter = hint[1] if hint and hint[1] in DELIMITERS else _delimiter(text)
    _refuse_open_quotation(text, delimiter)
    done = 0
    try:
        for cells in _reader(text, delimiter):
            yield cells
            done += 1
    except csv.Error:
        raise FileProblem("cell_too_large", row=done + 1, at=done + 1) from None


def _reader(text, delimiter, **options):
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, **options)


def _delimiter(text):
    """The one that gives the heading most columns, with most of the first rows as wide as it."""

    def fit(delimiter):
        try:
            records = [r for r in islice(_reader(text, delimiter), 50) if _trimmed(r)]
        except csv.Error:
            return (0, 0)
        if not records or len(records[0]) == 1:
            return (0, 0)
        width = len(records[0])
        as_wide = sum(len(record) == width for record in records[1:])
        return (as_wide / max(1, len(records) - 1) > 0.6, width)

    return max(DELIMITERS, key=fit)


def _refuse_open_quotation(text, delimiter):
    """Without this, everything after a forgotten quotation mark would be one silent cell."""
    number = 0
    try:
        for _record in _reader(text, delimiter, strict=True):
            number += 1
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise FileProblem("open_quotation", row=number + 1, at=number + 1) from None


# Excel


def _read_xlsx(content, first_rows):
    return _opened(content, partial(_read_workbook, first_rows=first_rows))


def _opened(content, read_it):
    """What `read_it(content, has_formulas)` gives of a workbook that is safe to open."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            has_formulas = _look_inside(package)
        # openpyxl warns of what it does not know (styles, validations, impossible dates).
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read_it(content, has_formulas)
    except FileProblem:
        raise
    except Exception:  # zipfile, expat and openpyxl raise anything at a damaged file
        raise FileProblem("damaged") from None


def _look_inside(package):
    """Refuse what is no workbook or far too large; say whether any sheet has formulas."""
    sizes = {entry.filename: entry.file_size for entry in package.infolist()}
    if "mimetype" in sizes:
        raise FileProblem("other_spreadsheet")
    if not any(name.endswith("workbook.xml") for name in sizes):
        raise FileProblem("other_spreadsheet" if "xl/workbook.bin" in sizes else "not_a_table")
    sheets = [name for name in sizes if "/worksheets/" in name and name.endswith(".xml")]
    in_sheets = sum(sizes[name] for name in sheets)
    if in_sheets > MAX_SHEET_BYTES or sum(sizes.values()) - in_sheets > MAX_OTHER_BYTES:
        raise FileProblem("too_much_inside")
    return any(_has_formula(package, name) for name in sheets)


def _has_formula(package, name):
    tail = b""
    with package.open(name) as file:
        while chunk := file.read(1 << 20):
            if re.search(rb"<(\w+:)?f[ >/]", tail + chunk):
                return True
            tail = chunk[-20:]
    return False


def _read_workbook(content, has_formulas, first_rows):
    values = _visible_sheets(content, data_only=True)
    formulas = _visible_sheets(content, data_only=False) if has_formulas else [None] * len(values)
    found = None
    for worksheet, with_formulas in zip(values, formulas, strict=True):
        if found is not None:
            found.other_sheets = any(
                any(map(_says, cells)) for cells in islice(_sheet_records(worksheet, None), 1000)
            )
            if found.other_sheets:
                break
            continue
        try:
            records = _sheet_records(worksheet, with_formulas)
            found = _sheet(records, first_rows, is_rectangle=True)
        except FileProblem as problem:
            if problem.code != "empty":
                raise
    if found is None:
        raise FileProblem("empty")
    return found


def _visible_sheets(content, *, data_only):
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    return [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]


def _sheet_records(worksheet, with_formulas):
    worksheet.reset_dimensions()  # what a file says about its own size is often wrong
    rows = islice(worksheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), LAST_ROW_OF_EXCEL)
    if with_formulas is None:
        yield from ([_text_as_written(cell) for cell in row] for row in rows)
        return
    with_formulas.reset_dimensions()
    for row, cells in zip(rows, with_formulas.iter_rows(max_col=MAX_COLUMNS + 1), strict=False):
        yield [
            Formula if value is None and cell.data_type == "f" else _text_as_written(value)
            for value, cell in zip(row, cells, strict=False)
        ]


def _text_as_written(cell):
    """Excel writes a carriage return in a text as _x000D_."""
    return cell.replace("_x000D_", "") if isinstance(cell, str) else cell
