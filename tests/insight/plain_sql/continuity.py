"""Continuity, counted by plain SQL."""

from tests.insight.plain_sql.words import number_of

WITH = {
    # Whoever got and lost a person on one day was no advisor of hers.
    "held_by": """
      SELECT * FROM caseload_assignment WHERE from_on <= %(today)s
      AND (until_on IS NULL OR until_on >= %(since)s AND until_on > from_on)""",
    # Of the people she sees, also of those whose follow-up has ended.
    "met": """
      SELECT l.workplace_id, count(DISTINCT a.advisor_id) AS advisors
      FROM held_by a JOIN people p ON p.id = a.participant_id
      JOIN mentors_placement l ON l.participant_id = p.id
      WHERE l.started_on <= %(today)s AND (l.ended_on IS NULL OR l.ended_on >= %(since)s)
        AND (l.ended_on IS NULL OR a.from_on < l.ended_on)
        AND (a.until_on IS NULL OR a.until_on > l.started_on)
      GROUP BY l.workplace_id
      HAVING bool_or(l.ended_on IS NULL AND p.ended_on IS NULL)""",
    "had": """
      SELECT p.id, count(DISTINCT a.advisor_id) AS advisors
      FROM held_by a JOIN followed p ON p.id = a.participant_id GROUP BY p.id""",
}
HOW_MANY = {"One advisor": "= 1", "Two advisors": "= 2", "Three or more": ">= 3"}
TABLES = {
    "Advisors a workplace has met": {
        label: [number_of("met", f"advisors {said}")] for label, said in HOW_MANY.items()
    },
    "Advisors a person has had": {
        label: [number_of("had", f"advisors {said}")] for label, said in HOW_MANY.items()
    },
}

LINES = {
    r"(\d+) (?:person has|people have) had more than one advisor in this time": [
        number_of("had", "advisors > 1")
    ],
}

FINDINGS = {
    r"(\d+) workplaces? (?:has|have) somebody there now,"
    r" with more than one advisor at (\d+) of them in this time\.": [
        number_of("met"),
        number_of("met", "advisors > 1"),
    ],
}
