"""What ends soon, counted by plain SQL."""

from tests.insight.plain_sql.words import number_of

ENDING = "benefit_ends_on BETWEEN %(today)s::date - 30 AND %(today)s::date + 30"
ANSWER = """(
  SELECT a.answer FROM caseload_incomeanswer a
  WHERE a.participant_id = p.id AND a.for_end = p.benefit_ends_on)"""
IS_SETTLED = f"coalesce({ANSWER}, '') IN ('started', 'not_needed')"
INCOMES = number_of("followed p", ENDING)
INCOMES_OPEN = number_of("followed p", f"{ENDING} AND NOT {IS_SETTLED}")

WITH = {
    "ending": """
      SELECT m.*, CASE WHEN m.job_answered_for = m.ends_on THEN m.stops_job ELSE '' END AS said
      FROM caseload_measure m JOIN followed p ON p.id = m.participant_id
      WHERE m.called_off_on IS NULL AND m.starts_on <= %(today)s
      AND m.ends_on BETWEEN %(today)s AND %(today)s::date + 60""",
}
# "Not known yet" is an answer until the next of the days on which somebody is reminded.
LAST_MARK = """ends_on - CASE
  WHEN ends_on <= %(today)s::date + 14 THEN 14
  WHEN ends_on <= %(today)s::date + 30 THEN 30 ELSE 60 END"""
IS_ASKED = f"""(job_answered_for IS DISTINCT FROM ends_on
  OR stops_job = 'unknown' AND job_answered_on < {LAST_MARK})"""


def people_with(condition):
    return f"SELECT count(DISTINCT participant_id) FROM ending WHERE {condition}"


WITH_A_MEASURE = people_with("TRUE")
ASKED, STOPPING = people_with(IS_ASKED), people_with("said = 'yes'")


def within(day, first, last):
    return f"{day} BETWEEN %(today)s::date + {first} AND %(today)s::date + {last}"


def incomes(first, last):
    return [
        number_of(
            "followed p",
            f"{ENDING} AND {within('benefit_ends_on', first, last)}"
            f" AND coalesce({ANSWER}, '') = '{answer}'",
        )
        for answer in ("", "not_yet", "started", "not_needed")
    ]


def measures(first, last):
    return [
        number_of("ending", f"{within('ends_on', first, last)} AND said = '{answer}'")
        for answer in ("", "unknown", "no", "yes")
    ]


TABLES = {
    "Benefits that end": {
        "Ended lately": incomes(-30, -1),
        "Within 14 days": incomes(0, 14),
        "15–30 days": incomes(15, 30),
    },
    "Measures that end": {
        "Within 14 days": measures(0, 14),
        "15–30 days": measures(15, 30),
        "31–60 days": measures(31, 60),
    },
}

LINES = {
    r"The benefits? of (\d+) (?:person|people) ends?, and the next decision is not started": [
        INCOMES_OPEN
    ],
    r"In all the benefits? of (\d+) (?:person|people)"
    r" ends? within a month or (?:has|have) just ended": [INCOMES],
    r"(?:A measure|Measures) of (\d+) (?:person|people) ends? within two months": [WITH_A_MEASURE],
    r"For (\d+) (?:person|people) nobody has said yet whether the job stops with it": [ASKED],
    r"For (\d+) (?:person|people) the job stops with it": [STOPPING],
}

SOME_END = r"(\d+) benefits? ends? within a month or (?:has|have) just ended"
OPEN = SOME_END + r"; the next decision is not started for (\d+)\."
SEEN_TO = SOME_END + r", and what comes next is seen to\."
AND_MEASURES = r" (\d+) (?:person has|people have) a measure that ends within two months\."
FINDINGS = {
    OPEN: [INCOMES, INCOMES_OPEN],
    SEEN_TO: [INCOMES],
    OPEN + AND_MEASURES: [INCOMES, INCOMES_OPEN, WITH_A_MEASURE],
    SEEN_TO + AND_MEASURES: [INCOMES, WITH_A_MEASURE],
    r"Nobody's benefit ends within a month\." + AND_MEASURES: [WITH_A_MEASURE],
}
