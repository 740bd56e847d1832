"""Reading a panel as a leader sees it, and asking the database past the ORM."""

from django.db import connection
from django.utils import timezone

from insight.office.panels import PANELS
from insight.panel import Scope
from insight.period import period_of


def panel_for(leader, key, *, period=""):
    return PANELS[key](Scope(leader, period_of(period, timezone.localdate())))


def texts(panel):
    return [line.text for line in panel.lines]


def url_of(panel, text):
    [url] = [line.url for line in panel.lines if line.text == text]
    return url


def table(panel, heading):
    """{label: numbers of the row}"""
    [found] = [table for table in panel.tables if table.heading == heading]
    return {row.label: tuple(cell.number for cell in row.cells) for row in found.rows}


def sql(question, *params):
    """All rows. The question is about p, caseload_participant, of whom the leader may know."""
    with connection.cursor() as cursor:
        cursor.execute(question, params)
        return cursor.fetchall()


def whom_she_leads(leader):
    """SQL condition of the participants a leader sees, written anew."""
    where = f"p.protection = 'open' AND p.office_id = {leader.office_id}"
    if leader.department_id:
        where += f" AND p.department_id = {leader.department_id}"
    return where
