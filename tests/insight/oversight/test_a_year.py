"""Of snooping planted in a year of look-ups most is found, and most that is found is snooping."""

import datetime

from django.db import connection
from django.utils import timezone

from accounts.models import AuditEntry
from caseload.models import Assignment, StandIn
from insight.models import Finding
from insight.oversight.finding import find_in_week
from tests.factories import make_member, make_office, make_participant
from tests.insight.oversight.a_year import MONDAY, WEEKS, Year

YEARS = 3
COLUMNS = "at user_id membership_id role action subject_type subject_id reason permitted".split()


def written(year):
    """({number: User}, {number: Participant}) of a Year that stands in the database."""
    office = make_office()
    advisors = {
        number: make_member(f"Veileder{number}x{office.pk} {name}", office=office)
        for number, name in year.advisors.items()
    }
    people = {
        number: make_participant(advisors[year.holds[number]], f"Person{number} {name}")
        for number, name in year.people.items()
    }
    ids = [person.pk for person in people.values()]
    Assignment.objects.filter(participant__in=ids).update(from_on=datetime.date(2024, 1, 1))
    for absent, stand_in, first, last in year.stand_ins:
        pair = {"advisor": advisors[absent].user, "stand_in": advisors[stand_in].user}
        StandIn.objects.create(**pair, from_on=first, until_on=last)
    with connection.cursor() as cursor:
        table, columns = AuditEntry._meta.db_table, ", ".join(COLUMNS)
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for line in year.lines:
                copy.write_row(_row(line, advisors[line.advisor], people.get(line.participant)))
    return advisors, people


def _row(line, advisor, person):
    action = "participant.look_up" if line.is_look_up else "participant.open"
    about = ("caseload.participant", str(person.pk)) if person else ("", "")
    at = timezone.make_aware(line.at)
    is_permitted = person is not None
    return at, advisor.user_id, advisor.pk, "advisor", action, *about, line.reason, is_permitted


def explain(findings):
    now = timezone.now()
    findings.update(leader_at=now, coordinator_at=now, leader_word="-", coordinator_word="-")


def test_most_snooping_is_found_and_most_findings_are_snooping(db, record_property):
    planted = found = right = caught = 0
    for seed in range(YEARS):
        year = Year(seed)
        advisors, people = written(year)
        for week in range(WEEKS):
            monday = MONDAY + datetime.timedelta(weeks=week)
            find_in_week(monday)
            explain(Finding.objects.filter(monday=monday))
        numbers = {membership.user_id: number for number, membership in advisors.items()}
        of_people = {person.pk: number for number, person in people.items()}
        incidents = [(each.monday, each.advisor, set(each.participants)) for each in year.planted]
        findings = [
            (f.monday, numbers[f.user_id], of_people.get(f.participant_id))
            for f in Finding.objects.filter(user__in=list(numbers))
        ]
        planted += len(incidents)
        found += len(findings)
        caught += sum(any(_is_of(f, incident) for f in findings) for incident in incidents)
        right += sum(any(_is_of(f, incident) for incident in incidents) for f in findings)
    recall, precision = caught / planted, right / found
    record_property(
        "measured",
        f"{planted} planted in {YEARS} years, {found} findings: "
        f"recall {recall:.2f} (0.9 is good), precision {precision:.2f} (0.5 is good)",
    )
    assert recall >= 0.9 and precision >= 0.5


def _is_of(finding, incident):
    monday, advisor, person = finding
    return (monday, advisor) == incident[:2] and (person is None or person in incident[2])
