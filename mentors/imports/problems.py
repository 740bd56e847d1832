"""What can be wrong with a file or a cell, as codes with parameters.

Codes are kept and words are made when somebody reads them, so that a result is shown in her
language. A parameter is never what a cell says: that may be about a person.
"""

from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mentors.imports import words

MESSAGES = {
    # The file
    "empty": _("The file is empty."),
    "no_rows": _("The file has a heading but no rows under it."),
    "too_large": _(
        "The file is larger than %(megabytes)d MB. Remove pictures and sheets that are not needed, "
        "or split it."
    ),
    "too_much_inside": _(
        "There is far more in this file than in a list of people. Copy the list into a new "
        "workbook and choose that."
    ),
    "too_many_rows": _(
        "The file has more than %(limit)d rows. Split it into smaller files and import them one "
        "by one."
    ),
    "too_many_columns": _("The file has more than %(limit)d columns. Remove those not needed."),
    "password": _(
        "The file is protected by a password. Open it in Excel, remove the password, save it and "
        "choose it again."
    ),
    "old_excel": _(
        "This is an old Excel file (.xls). Open it in Excel, choose “Save as” and “Excel workbook "
        "(.xlsx)”, and choose the new file."
    ),
    "other_spreadsheet": _(
        "This spreadsheet has another format than Excel’s. Save it as .xlsx or .csv and choose the "
        "new file."
    ),
    "damaged": _(
        "The file cannot be read; it may be damaged. Open it in Excel, save it as .xlsx and choose "
        "the new file."
    ),
    "not_a_table": _("This is not a spreadsheet. Choose an .xlsx or .csv file."),
    "open_quotation": _(
        "A quotation mark opened in row %(at)d is never closed, so the rest cannot be read."
    ),
    "cell_too_large": _("Row %(at)d has a cell with far too much text."),
    "no_name_column": _(
        "No column is the name of the person. Give the column the heading “%(heading)s”."
    ),
    "same_heading": _("Several columns have this heading. Give each its own, or remove one."),
    "unexpected": _(
        "Something went wrong on our side and nothing was imported. Try again, or tell whoever "
        "runs hybridnav."
    ),
    "no_longer_here": _("You no longer follow people up at this office, so nothing was imported."),
    "file_forgotten": _("The file has been deleted here. Choose it again to import it."),
    # A cell
    "no_name": _("Write the name."),
    "too_long": _("Write at most %(limit)d characters."),
    "control_characters": _("The cell has invisible control characters. Write the text anew."),
    "formula_without_value": _(
        "The cell has a formula without a computed value. Open the file in Excel and save it, or "
        "write the value itself."
    ),
    "excel_error": _("The cell shows an error from the spreadsheet. Correct it or empty the cell."),
    "not_a_year": _("Write the birth year with four digits, such as 1984."),
    "year_out_of_range": _("The birth year must be from 1900 to %(this_year)d."),
    "not_a_date": _("Write the date as dd.mm.yyyy, such as 24.03.2026."),
    "date_out_of_range": _("The year of this date cannot be right."),
    "contact_after_today": _("A contact cannot be after today."),
    "since_after_today": _("Write today or an earlier day."),
    "too_far_ahead": _("Choose a day within the next five years."),
    "not_a_phone": _("Write the number with digits, such as 22 22 22 22."),
    "not_an_email": _("Write a whole e-mail address, such as name@example.no."),
    "not_an_org_number": _("This is not a valid organisation number: nine digits."),
    "not_listed": _("Write one of these: %(words)s."),
    "rhythm_days": _("The number of days must be from 1 to 366."),
    "not_a_division": _("There is no division with this number in SN2025."),
    "not_a_size": _("Write the number of employees, such as 12 or 10–19."),
    # A row
    "too_many_cells": _(
        "The row has more cells than there are headings. A text with a comma or semicolon in it "
        "needs quotation marks."
    ),
    "same_person": _("This is the same person as in row %(first)d."),
    "not_importable_here": _(
        "This row cannot be imported here. Somebody else may be following this person up: ask at "
        "your office."
    ),
    "not_a_colleague": _("Nobody with this e-mail follows people up at your office today."),
    "new_advisor": _("She has another advisor today. A leader decides who gets a new advisor."),
    "workplace_name_missing": _(
        "Your office has no workplace with this number. Write the name of the workplace too."
    ),
    "workplace_ambiguous": _(
        "Several workplaces have this name. Write the organisation number of the right one."
    ),
    "workplace_missing": _("Write the workplace of the mentor too."),
    "mentor_name_missing": _("Write the name of the mentor too."),
    "mentor_ambiguous": _(
        "Several people at this workplace have this name. Write the mentor’s e-mail or phone."
    ),
    "rhythm_after_end": _("The follow-up of this person has ended, so it has no rhythm."),
    # Said, but nothing to correct
    "column_ignored": _("The column is not read."),
    "column_taken": _("The column is not read, because “%(heading)s” is read as the same."),
    "one_sheet_read": _("Only the first sheet with content was read."),
    "missing_why": _("Followed closely, but why is missing. You can write it on her page."),
    "missing_asked": _("Followed closely, but whether she was asked is missing."),
    "missing_rhythm": _(
        "Followed closely, but how often is missing. It is set to every month until you agree."
    ),
    "missing_look_again": _("“When needed” without a day to look again: set to in three months."),
    "placement_ended": _("The placement at this workplace has ended; it is not opened again."),
    "closer_ended": _("This closer follow-up has ended; it is not opened again."),
    "not_followed_closely": _("Not read, because she is not followed closely."),
    "with_colleague": _("A colleague follows her up now, so the row is left alone."),
}


@dataclass(frozen=True)
class Problem:
    """`row`: 0 for the file as a whole, 1 for the heading. `column`: the heading as in the file."""

    row: int
    column: str
    code: str
    params: dict = field(default_factory=dict)

    def __str__(self):
        return text(self.code, self.params)

    def as_list(self):
        return [self.row, self.column, self.code, self.params]


class FileProblem(Exception):
    """The file as a whole cannot be read. Has a code and parameters; str() is for people."""

    def __init__(self, code, *, row=0, column="", **params):
        super().__init__(code)
        self.code, self.params = code, params
        self.row, self.column = row, column

    def __str__(self):
        return text(self.code, self.params)

    @property
    def problem(self):
        return Problem(self.row, self.column, self.code, self.params)


class CellProblem(Exception):
    def __init__(self, code, **params):
        super().__init__(code)
        self.code, self.params = code, params


def text(code, params):
    """The message in the language of whoever reads it now."""
    if "words_of" in params:
        listed = words.listed(params["words_of"], get_language())
        params = params | {"words": ", ".join(listed)}
    if "heading_of" in params:
        params = params | {"heading": words.heading(params["heading_of"], get_language())}
    return str(MESSAGES[code]) % params
