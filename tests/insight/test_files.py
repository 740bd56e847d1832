"""Figures to take along: what the page shows, in a spreadsheet, and nothing that runs there."""

import csv
import io
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.utils import timezone, translation
from openpyxl import load_workbook

from accounts.models import AuditEntry, Department, Membership
from aksel.file_names import file_name, sheet_names
from aksel.spreadsheet import csv_of, xlsx_of
from aksel.tables import Cell, Row, Table
from caseload.models import Participant
from insight.files.head import Head, head_of
from insight.files.report import data_of
from insight.office.panels import PANELS, panels
from insight.panel import Panel, Scope
from insight.period import period_of
from tests.factories import make_agreement, make_barrier, make_closer, make_member, make_participant
from tests.paper import text_in, words

OVERVIEW = "/insight/office/"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '=HYPERLINK("x";"y")']


@pytest.fixture
def office(ada, bo, lars):
    """Lars reads English. Some of his numbers are withheld, others are in parts put together."""
    lars.user.language = "en"
    lars.user.save()
    for number in range(24):
        group = "reduced_capacity" if number % 2 else "needs_guidance"
        person = make_participant(ada, f"Blid Lampe {number}", need_group=group)
        if number < 12:
            overdue = date(2020, 1, 1) if number < 3 else None
            make_closer(ada, person, next_contact_on=overdue)
    make_agreement(lars, ada)
    return lars


@pytest.fixture
def client(log_in, office):
    return log_in(office)


class Tables(HTMLParser):
    """The tables of a page: a row is a list of the texts that are seen in its cells."""

    def __init__(self, page):
        super().__init__()
        self.tables, self.unseen, self.cell = [], False, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.cell = ""
        elif tag == "span":
            self.unseen = "aksel-sr-only" in dict(attrs).get("class", "")

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.tables[-1][-1].append(self.cell.strip())
            self.cell = None
        elif tag == "span":
            self.unseen = False

    def handle_data(self, data):
        if self.cell is not None and not self.unseen:
            self.cell += data


def long_form(tables):
    """{(table, row, column): what stands there} of tables as lists of rows of text."""
    return {
        (header[0], label, column): str(shown)
        for header, *rows in tables
        for label, *cells in rows
        for column, shown in zip(header[1:], cells, strict=True)
    }


def on_the_page(client, panel):
    page = client.get(OVERVIEW).content.decode()
    section = re.search(rf'<section id="panel-{panel}".*?</section>', page, re.S)[0]
    return long_form(Tables(section).tables)


def in_the_csv(content):
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    return {tuple(key): shown for *key, shown in lines[lines.index([]) + 2 :]}


def in_the_sheet(sheet):
    """A table begins with a bold heading that has bold headings of columns beside it."""
    tables = []
    for row in sheet.iter_rows():
        cells = [cell for cell in row if cell.value is not None]
        if len(cells) > 1 and cells[1].font.bold:
            tables.append([[cell.value for cell in cells]])
        elif tables and len(cells) == len(tables[-1][0]):
            tables[-1].append([cell.value for cell in cells])
    return long_form(tables)


@pytest.mark.parametrize("panel", PANELS)
def test_every_number_is_the_same_on_the_page_and_in_each_file(client, office, panel):
    make_barrier(office, owner=office.user)
    seen = on_the_page(client, panel)
    assert seen
    assert in_the_csv(client.get(f"/insight/office/{panel}.csv").content) == seen
    alone = load_workbook(io.BytesIO(client.get(f"/insight/office/{panel}.xlsx").content))
    assert in_the_sheet(alone.active) == seen
    whole = load_workbook(io.BytesIO(client.get("/insight/office.xlsx").content))
    assert in_the_sheet(whole.worksheets[list(PANELS).index(panel)]) == seen
    with translation.override("en"):
        [reported] = [each for each in reported_panels(office) if each["key"] == panel]
    tables = [[[each["heading"], *each["columns"]], *each["rows"]] for each in reported["tables"]]
    assert long_form(tables) == seen


def reported_panels(leader):
    now = timezone.localtime()
    scope = Scope(leader, period_of("", now.date()))
    made = panels(scope)
    data = data_of(head_of(scope, now), made)["panels"]
    return [{"key": panel.key} | each for panel, each in zip(made, data, strict=True)]


def test_every_row_stands_on_the_paper(client):
    paper = words(text_in(client.get("/insight/office.pdf").content))
    for panel in PANELS:
        page = client.get(OVERVIEW).content.decode()
        section = re.search(rf'<section id="panel-{panel}".*?</section>', page, re.S)[0]
        for table in Tables(section).tables:
            headings, *rows = table
            # Long headings stand in several lines, and a PDF says them line by line.
            assert all(word in paper for word in " ".join(headings).split())
            for row in rows:
                assert words("".join(row)) in paper


def test_a_withheld_number_is_in_no_file(client):
    assert on_the_page(client, "workplace")["People", "Over agreed time", "Number"] == "under 6"
    csv_file = client.get("/insight/office/workplace.csv").content.decode()
    assert "People;Over agreed time;Number;under 6\r\n" in csv_file
    sheet = load_workbook(io.BytesIO(client.get("/insight/office/workplace.xlsx").content)).active
    assert in_the_sheet(sheet)["People", "Over agreed time", "Number"] == "under 6"


def test_the_first_lines_say_whose_figures_they_are_and_that_they_are_no_targets(client):
    lines = client.get("/insight/office/closer.csv?period=year").content.decode("utf-8-sig")
    first = lines.split("\r\n\r\n")[0]
    assert first.startswith('Closer follow-up;"12 of 25 people are followed closely. 50 per')
    assert "\r\nOffice;Nav Fjordby\r\n" in first
    today = timezone.localdate()
    assert f"\r\nPeriod;{first_day_of_the_year(today)} to {spoken(today)}\r\n" in first
    assert f"\r\nAs it was;{spoken(today)} at " in first
    assert "They are no targets" in first


def spoken(day):
    return f"{day.day}. {day:%B} {day.year}"


def first_day_of_the_year(today):
    return spoken(period_of("year", today).since)


def test_numbers_are_numbers_and_nothing_is_a_formula(client):
    workbook = load_workbook(io.BytesIO(client.get("/insight/office.xlsx").content))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"n", "s"}
    assert all(not isinstance(cell.value, str) or not cell.value.isdigit() for cell in cells)


def test_a_file_is_named_by_what_it_is_and_of_nobody(client):
    answer = client.get("/insight/office/closer.csv")
    today = timezone.localdate().isoformat()
    name = f'attachment; filename="closer-follow-up-nav-fjordby-{today}.csv"'
    assert answer["Content-Disposition"] == name
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    for ending in ("xlsx", "pdf"):
        answer = client.get(f"/insight/office.{ending}")
        name = f'attachment; filename="overview-nav-fjordby-{today}.{ending}"'
        assert answer["Content-Disposition"] == name


@pytest.mark.parametrize(
    "address", ["office/closer.csv", "office/closer.xlsx", "office.xlsx", "office.pdf"]
)
def test_no_browser_keeps_a_file_and_no_line_tells_of_it(client, address):
    before = AuditEntry.objects.count()
    assert "no-store" in client.get(f"/insight/{address}")["Cache-Control"]
    assert AuditEntry.objects.count() == before


def test_a_panel_nobody_knows_is_not_found(client):
    for ending in ("csv", "xlsx"):
        assert client.get(f"/insight/office/nonsense.{ending}").status_code == 404


def test_the_page_leads_to_the_files_of_the_period_it_shows(client):
    page = client.get(f"{OVERVIEW}?period=year").content.decode()
    for address in ("office/closer.csv", "office/closer.xlsx", "office.xlsx", "office.pdf"):
        assert f'href="/insight/{address}?period=year"' in page


def test_a_department_leader_takes_her_department_along(log_in, ada, office):
    department = Department.objects.create(office=ada.office, name="Ungdom")
    role = Membership.Role.DEPARTMENT_LEADER
    una = make_member("Una", office=ada.office, language="en")
    una.role, una.department = role, department
    una.save()
    answer = log_in(una).get("/insight/office/closer.csv")
    assert "-ungdom-" in answer["Content-Disposition"]
    assert "Department;Ungdom" in answer.content.decode()
    assert in_the_csv(answer.content)["People", "Everybody who is followed up", "Number"] == "0"


def test_a_protected_person_is_in_no_file(client, lampe):
    before = in_the_csv(client.get("/insight/office/closer.csv").content)
    Participant.objects.filter(pk=lampe.pk).update(protection=Participant.Protection.SHIELDED)
    after = in_the_csv(client.get("/insight/office/closer.csv").content)
    followed = "People", "Everybody who is followed up", "Number"
    assert int(after[followed]) == int(before[followed]) - 1


HEAD = Head(title="Overview", facts=(("Office", "Nav Fjordby"),), note="No targets.")


def hostile(text):
    """A panel that says `text` wherever somebody could have written it."""
    table = Table(text, (text,), (Row(text, (Cell(7),)),), note=text)
    return Panel(key="x", heading=text, finding=text, tables=(table,))


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_calculate_is_text(text):
    head = Head(title=text, facts=((text, text),), note=text)
    lines = csv_of(head, [hostile(text)]).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(lines, newline=""), delimiter=";"))
    written = [cell for line in read for cell in line if text.strip() in cell]
    assert len(written) == 10
    assert all(cell == f"'{text}" for cell in written)
    sheet = load_workbook(io.BytesIO(xlsx_of(head, [hostile(text)]))).active
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert cell.quotePrefix == (cell.data_type == "s")


@pytest.mark.parametrize("text", ['a";=1+1', "a;b\r\n=1", "a\x0bb\x00c", "<b>&amp;</b>", "x" * 300])
def test_no_text_leaves_its_cell(text):
    lines = csv_of(HEAD, [hostile(text)]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(lines, newline=""), delimiter=";"))[-1] == [text] * 3 + ["7"]
    sheet = load_workbook(io.BytesIO(xlsx_of(HEAD, [hostile(text)]))).active
    assert (sheet["B6"].data_type, sheet["B7"].value) == ("s", 7)


def test_sheets_have_names_that_a_workbook_can_hold():
    names = sheet_names(["A/B:C*[D]?\\", "x" * 40, "X" * 40, "x" * 40, "", "'quoted'", "History"])
    assert names[:2] == ["A B C  D", "x" * 31]
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)
    assert "History" not in names


def test_a_file_name_is_plain_letters():
    made = file_name("Oversikt", 'Nav Sør-Østerdal "x"/../æå\r\n; =Ŋ', date(2026, 11, 25), "csv")
    assert made == "oversikt-nav-sor-osterdal-xaea-n-2026-11-25.csv"
