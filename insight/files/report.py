"""The page as a report on paper: the same panels, with their plots and tables."""

from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aksel import pdf
from aksel.plots import svg
from aksel.spreadsheet import shown

TEMPLATE = Path(__file__).parent / "template" / "report.typ"


def report_of(head, panels):
    """Bytes of a PDF on A4, in the language that is active."""
    return pdf.pdf_of(TEMPLATE, data_of(head, panels))


def data_of(head, panels):
    """What is handed to the template, as JSON can say it: everything that stands on the paper."""
    return {
        "lang": get_language(),
        "title": head.title,
        "facts": [list(fact) for fact in head.facts],
        "note": head.note,
        "page": _("Page"),
        "panels": [_panel(panel) for panel in panels],
    }


def _panel(panel):
    return {
        "heading": panel.heading,
        "finding": panel.finding,
        "lines": [line.text for line in panel.lines],
        "plots": [{"svg": svg(plot), "title": plot.title} for plot in panel.plots],
        "tables": [_table(table) for table in panel.tables],
    }


def _table(table):
    return {
        "heading": table.heading,
        "columns": list(table.columns),
        "rows": [[row.label, *(str(shown(cell)) for cell in row.cells)] for row in table.rows],
        "note": table.note,
    }
