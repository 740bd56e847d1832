"""Spreadsheets as people make them."""

import io

from openpyxl import Workbook

from mentors.imports import columns
from mentors.imports.reading import read
from mentors.imports.write import import_caseload


def csv_file(*lines, encoding="utf-8", end="\n"):
    return end.join(lines).encode(encoding)


def xlsx_file(*rows, more_sheets=()):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    for title, sheet_rows in more_sheets:
        sheet = workbook.create_sheet(title)
        for row in sheet_rows:
            sheet.append(row)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def bring_in(membership, *lines, valid_rows=False):
    """Import lines of a .csv; the plan that was carried out, or not."""
    sheet = read(csv_file(*lines))
    mapping = columns.guess(sheet.headings)
    plan, _written = import_caseload(membership, sheet, mapping, valid_rows=valid_rows)
    return plan


def said(plan):
    return [(problem.row, problem.column, problem.code) for problem in plan.problems]


def noticed(plan):
    return [(notice.row, notice.column, notice.code) for notice in plan.notices]
