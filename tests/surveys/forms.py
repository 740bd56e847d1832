"""XLSForms and files of answers as a researcher would make them."""

import csv
import io

from openpyxl import Workbook

LABELS = "label::Bokmål (nb)", "label::Nynorsk (nn)"
AGREE = [
    ("agree", "disagree", "Uenig", "Ueinig"),
    ("agree", "agree", "Enig", "Einig"),
    ("agree", "dont_know", "Vet ikke", "Veit ikkje"),
]
SURVEY = ["type", "name", *LABELS, "relevant", "required", "short_label"]
CHOICES = ["list_name", "name", *LABELS, "says_nothing"]


def xlsform(
    *, survey, choices=AGREE, form_id="pulse", survey_columns=SURVEY, choice_columns=CHOICES
):
    """The bytes of an .xlsx with these rows; the first row of each sheet is its heading."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in [
        ("survey", [survey_columns, *survey]),
        ("choices", [choice_columns, *choices]),
        ("settings", [["form_title", "form_id"], ["Puls", form_id]]),
    ]:
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def csv_of(headings, rows):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(headings)
    writer.writerows(rows)
    return file.getvalue().encode()
