"""Workplace and mentor, counted by plain SQL."""

from tests.insight.plain_sql.words import FromSix, number_of, on_days

IS_PLACED = "EXISTS (SELECT FROM mentors_placement l WHERE l.participant_id = p.id {})"
AT_WORK = IS_PLACED.format("AND l.ended_on IS NULL")
WITH_MENTOR = IS_PLACED.format(
    "AND l.ended_on IS NULL AND EXISTS ("
    "SELECT FROM mentors_mentorship m WHERE m.placement_id = l.id AND m.ended_on IS NULL)"
)
NOW_AT_WORK = number_of("followed p", AT_WORK)
NOW_WITH_MENTOR = number_of("followed p", WITH_MENTOR)
WITHOUT_MENTOR = number_of("followed p", f"{AT_WORK} AND NOT {WITH_MENTOR}")
LOOKING = number_of("followed", "phase = 'finding'")
NEEDS = number_of("followed", "needs_something <> ''")
OVER = FromSix(number_of("closely", "next_contact_on < %(today)s"))

CLOSENESS = ["same_tasks", "nearby", "distant", ""]
WITH = {
    "placed": f"""
      SELECT (
        SELECT min(array_position(ARRAY{CLOSENESS}, m.closeness::text)) FROM mentors_mentorship m
        WHERE m.placement_id = l.id AND m.ended_on IS NULL) AS closest
      FROM mentors_placement l JOIN followed p ON p.id = l.participant_id
      WHERE l.ended_on IS NULL""",
    # A call says of nobody whom it is about: of a mentor all whose candidates with this advisor
    # are protected nothing is told.
    "waiting": """
      SELECT c.leader_asked_at IS NOT NULL
        AND (c.taken_by_id IS NULL OR c.taken_by_id = %(user)s) AS is_asked
      FROM mentors_call c JOIN mentors_mentorrelation r ON r.id = c.relation_id
      JOIN mentors_contactperson k ON k.id = r.mentor_id
      JOIN mentors_workplace w ON w.id = k.workplace_id
      WHERE w.office_id = %(office)s AND c.chosen <> 'all_well' AND c.answered_on IS NULL
      AND (%(department)s::bigint IS NULL OR r.advisor_id IN (
        SELECT user_id FROM accounts_membership WHERE department_id = %(department)s
        AND starts_on <= %(today)s AND (ends_on IS NULL OR ends_on >= %(today)s)))
      AND EXISTS (
        SELECT FROM mentors_mentorship m JOIN mentors_placement l ON l.id = m.placement_id
        JOIN caseload_participant p ON p.id = l.participant_id
        WHERE m.mentor_id = r.mentor_id AND p.advisor_id = r.advisor_id
        AND p.protection = 'open')""",
    "needed": """
      SELECT n.kind, t.done_on, t.dropped_on FROM mentors_mentorneed n
      JOIN mentors_placement l ON l.id = n.placement_id
      JOIN people p ON p.id = l.participant_id JOIN caseload_todo t ON t.id = n.todo_id""",
}


def as_close_as(closeness):
    return number_of("placed", f"closest = {CLOSENESS.index(closeness) + 1}")


WITH_A_MENTOR = number_of("placed", "closest IS NOT NULL")
CALLS_WAITING, CALLS_ASKED = number_of("waiting"), number_of("waiting", "is_asked")
HOW_IT_IS = ["done_on IS NULL AND dropped_on IS NULL", on_days("done_on"), on_days("dropped_on")]


def needed(kind):
    return [number_of("needed", f"kind = '{kind}' AND {how}") for how in HOW_IT_IS]


TABLES = {
    "People": {
        "At a workplace": [NOW_AT_WORK],
        "With a mentor": [NOW_WITH_MENTOR],
        "Without a mentor": [WITHOUT_MENTOR],
        "Somebody needs something": [NEEDS],
        "Over agreed time": [OVER],
    },
    "Phase": {
        label: [number_of("followed", f"phase = '{value}'")]
        for label, value in {
            "Wish and mapping": "wish",
            "Finding a workplace": "finding",
            "Start": "start",
            "Under way": "under_way",
            "In job, still followed": "in_job",
        }.items()
    },
    "How close is the mentor to the daily tasks?": {
        "Works side by side every day": [as_close_as("same_tasks")],
        "Nearby, often": [as_close_as("nearby")],
        "Seldom near the daily tasks": [as_close_as("distant")],
        "Not said": [as_close_as("")],
    },
    "Calls from mentors": {
        "Not answered yet": [CALLS_WAITING],
        "Of them, that you are asked about": [CALLS_ASKED],
    },
    "What mentors need": {
        "Advice": needed("advice"),
        "A course": needed("course"),
        "Somebody who knows the subject": needed("expert"),
        "A second mentor": needed("second_mentor"),
        "Time from the own leader": needed("time"),
        "Relief: it wears on the mentor or colleagues": needed("wear"),
    },
}

LINES = {
    r"(\d+) requests? to be called waits?": [CALLS_WAITING],
    r"You are asked to see to (\d+) of them": [CALLS_ASKED],
    r"(\d+) (?:is|are) at a workplace without a mentor": [WITHOUT_MENTOR],
    r"(\d+) (?:is|are) looking for a workplace": [LOOKING],
    r"With (\d+) somebody needs something": [NEEDS],
    r"(\d+) are over agreed time": [OVER],
    r"In (\d+) of (\d+) placements the mentor works side by side with the candidate": [
        as_close_as("same_tasks"),
        WITH_A_MENTOR,
    ],
    r"Mentors' needs: (\d+) open, (\d+) done, (\d+) dropped": [
        number_of("needed", how) for how in HOW_IT_IS
    ],
}

OF_MENTORS = r"(\d+) of (\d+) people at a workplace (?:has|have) a mentor\."
OF_LOOKING = r" (\d+) (?:is|are) looking for a workplace\."
FINDINGS = {
    OF_MENTORS: [NOW_WITH_MENTOR, NOW_AT_WORK],
    OF_MENTORS + OF_LOOKING: [NOW_WITH_MENTOR, NOW_AT_WORK, LOOKING],
    r"Nobody is at a workplace now\." + OF_LOOKING: [LOOKING],
}
