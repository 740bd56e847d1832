"""Continuity, counted by plain SQL."""

# Whoever got and lost a person on one day was no advisor of hers.
HELD = """(
  SELECT a.* FROM caseload_assignment a WHERE a.from_on <= %(today)s
  AND (a.until_on IS NULL OR a.until_on >= %(since)s AND a.until_on > a.from_on)) held"""
# Of the people she sees, also of those whose follow-up has ended.
MET = f"""(
  SELECT l.workplace_id, count(DISTINCT held.advisor_id) AS advisors
  FROM {HELD} JOIN people p ON p.id = held.participant_id
  JOIN mentors_placement l ON l.participant_id = p.id
  WHERE l.started_on <= %(today)s AND (l.ended_on IS NULL OR l.ended_on >= %(since)s)
    AND (l.ended_on IS NULL OR held.from_on < l.ended_on)
    AND (held.until_on IS NULL OR held.until_on > l.started_on)
  GROUP BY l.workplace_id
  HAVING bool_or(l.ended_on IS NULL AND p.ended_on IS NULL)) met"""
HAD = f"""(
  SELECT p.id, count(DISTINCT held.advisor_id) AS advisors
  FROM {HELD} JOIN followed p ON p.id = held.participant_id GROUP BY p.id) had"""


def of(groups, how_many):
    return f"SELECT count(*) FROM {groups} WHERE advisors {how_many}"


HOW_MANY = {"One advisor": "= 1", "Two advisors": "= 2", "Three or more": ">= 3"}
TABLES = {
    "Advisors a workplace has met": {label: [of(MET, said)] for label, said in HOW_MANY.items()},
    "Advisors a person has had": {label: [of(HAD, said)] for label, said in HOW_MANY.items()},
}

LINES = {
    r"(\d+) (?:person has|people have) had more than one advisor in this time": [of(HAD, "> 1")],
}

FINDINGS = {
    r"(\d+) workplaces? (?:has|have) somebody there now;"
    r" (\d+) of them (?:has|have) met more than one advisor in this time\.": [
        of(MET, ">= 1"),
        of(MET, "> 1"),
    ],
}
