"""The file to fill in: headings in the reader's language, columns that keep dates as dates."""

import csv
import io

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from mentors.imports import words
from mentors.imports.columns import COLUMNS

DATES = ("benefit_ends_on", "closer_since", "next_contact_on", "last_contact_on",
         "last_workplace_contact_on")  # fmt: skip
AS_TEXT = ("phone", "org_number", "mentor_phone", "division", "size")
ROWS = 500


def headings():
    return [words.heading(column, get_language()) for column in COLUMNS]


def csv_template():
    """Bytes that Excel opens as a table: UTF-8 with a mark, semicolons."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow(headings())
    return text.getvalue().encode("utf-8-sig")


def xlsx_template():
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("Caseload")
    sheet.append(headings())
    sheet.freeze_panes = "B2"
    explained = workbook.create_sheet(_("Explanation"))
    explained.append([_("Column"), _("What to write"), _("Words")])
    for position, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = max(16, len(sheet.cell(1, position).value) + 2)
        if column in DATES or column in AS_TEXT:
            for row in range(2, ROWS + 2):
                sheet.cell(row, position).number_format = "dd.mm.yyyy" if column in DATES else "@"
        explained.append([sheet.cell(1, position).value, explanation(column), ""])
        if column in words.VALUES:
            listed = words.listed(column, get_language())
            explained.cell(position + 1, 3, "\n".join(listed))
            _offer(sheet, letter, listed)
    for cell in [*sheet[1], *explained[1]]:
        cell.font = Font(bold=True)
    for letter, width in [("A", 36), ("B", 70), ("C", 50)]:
        explained.column_dimensions[letter].width = width
    for row in explained.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _offer(sheet, letter, listed):
    """A list to choose from in the cell. Excel takes no comma in a word and 255 characters."""
    formula = '"' + ",".join(listed) + '"'
    if len(formula) <= 255 and not any("," in word for word in listed):
        validation = DataValidation(type="list", formula1=formula, showErrorMessage=False)
        validation.add(f"{letter}2:{letter}{ROWS + 1}")
        sheet.add_data_validation(validation)


def explanation(column):
    return {
        "name": _("The only column that must be filled in."),
        "birth_year": _("Four digits. Name and birth year together say who it is."),
        "phone": _("Digits, with or without spaces."),
        "email": _("A whole e-mail address."),
        "advisor_email": _("A colleague who follows people up. Empty means you."),
        "phase": _("Empty for a new person means the first phase."),
        "wish": _("In the person's own words, if you can."),
        "interests": _("Free text."),
        "need_group": _("Today's name, the earlier name or the code, such as BATT."),
        "benefit": _("What the person lives on now."),
        "benefit_ends_on": _("A date, such as 24.03.2026."),
        "support_at_work": _("Do not write health information."),
        "support_outside_work": _("Do not write health information."),
        "closer_since": _("A date, for those you follow closely. Empty for the others."),
        "why": _("Why this person. Can be written later."),
        "asked": _("Can be written later."),
        "rhythm": _("How often you have agreed, for those you follow closely."),
        "next_contact_on": _("A date, such as 24.03.2026."),
        "last_contact_on": _("A date, today or earlier. The last contact with the person."),
        "last_workplace_contact_on": _("A date, today or earlier."),
        "workplace": _("The name of the workplace where the person is."),
        "org_number": _("Nine digits, of the unit where the person is."),
        "division": _("Two digits from SN2025, such as 56."),
        "size": _("How many work there, such as 12 or 10–19."),
        "mentor_name": _("The colleague at the workplace who is mentor."),
        "mentor_phone": _("Digits, with or without spaces."),
        "mentor_email": _("A whole e-mail address."),
        "mentor_position": _("What the mentor is at the workplace."),
    }[column]
