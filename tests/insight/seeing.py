"""What a leader sees in a panel, in English, and plain SQL to count the same anew."""

from django.db import connection
from django.utils import timezone, translation

from accounts.models import Department, Membership
from caseload.models import Participant
from insight.office.panels import PANELS
from insight.panel import Scope
from insight.period import period_of
from tests.factories import make_member


def see(membership, key, period=""):
    with translation.override("en"):
        return PANELS[key](Scope(membership, period_of(period, timezone.localdate())))


def texts(panel):
    return [line.text for line in panel.lines]


def table(panel, heading):
    """{label of the row: its numbers}, one number where there is one column."""
    [found] = [table for table in panel.tables if table.heading == heading]
    with translation.override("en"):
        rows = {str(row.label): tuple(cell.number for cell in row.cells) for row in found.rows}
    return {label: each[0] if len(each) == 1 else each for label, each in rows.items()}


def listed(client, panel, word):
    """Names on the page behind the line with this word."""
    [line] = [line for line in panel.lines if word in line.text]
    page = client.get(line.url).content.decode()
    return {name for name in Participant.objects.values_list("name", flat=True) if name in page}


def sql(query, *params):
    """The one number this asks for."""
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchone()[0]


def shield(participant):
    Participant.objects.filter(pk=participant.pk).update(protection="shielded")


def leader_of_youth(*people):
    """Leads the department of these people, and of nobody else at the office."""
    office = people[0].office
    youth = Department.objects.create(office=office, name="Ungdom")
    Participant.objects.filter(pk__in=[each.pk for each in people]).update(department=youth)
    leader = make_member("Dag", office=office)
    leader.role, leader.department = Membership.Role.DEPARTMENT_LEADER, youth
    leader.save()
    return leader
