"""How placements ended, counted by plain SQL."""

from tests.insight.plain_sql.words import number_of, on_days

WITH = {
    "ended": f"""
      SELECT l.participant_id, l.outcome, l.right_for, p.phase, p.ended_on AS left_on
      FROM mentors_placement l JOIN people p ON p.id = l.participant_id
      WHERE {on_days("l.ended_on")}""",
}
ALL = number_of("ended")
SAID = number_of("ended", "cardinality(right_for) > 0")
GOES_ON = """
  SELECT count(DISTINCT participant_id) FROM ended
  WHERE outcome IN ('hired_here', 'other_job') AND phase = 'in_job' AND left_on IS NULL"""
IN_JOB = number_of("followed", "phase = 'in_job'")

TABLES = {
    "How it ended": {
        label: [number_of("ended", f"outcome = '{value}'")]
        for label, value in {
            "Hired here": "hired_here",
            "Another job": "other_job",
            "Education": "education",
            "Apprenticeship": "apprenticeship",
            "More hours of work": "more_hours",
            "Better prepared for work": "better_prepared",
            "Stopped by the workplace": "stopped_by_workplace",
            "Stopped by the person": "stopped_by_person",
            "The measure ended": "measure_ended",
            "Something else": "other",
        }.items()
    },
    "For whom was it right?": {
        "The candidate": [number_of("ended", "'participant' = ANY (right_for)")],
        "The workplace": [number_of("ended", "'workplace' = ANY (right_for)")],
        "The mentor": [number_of("ended", "'mentor' = ANY (right_for)")],
        "Not written": [number_of("ended", "cardinality(right_for) = 0")],
    },
}

LINES = {
    r"Of (\d+) it is written for whom (?:it was|they were) right": [SAID],
    r"(\d+) (?:person|people) went on in a job and (?:is|are) followed up there": [GOES_ON],
    r"In all (\d+) (?:person is|people are) followed up in a job now": [IN_JOB],
}

FINDINGS = {
    r"(\d+) placements ended in this time, in (\d+) different ways\.": [
        ALL,
        "SELECT count(DISTINCT outcome) FROM ended",
    ],
    r"(\d+) placements? ended in this time(?:, all in the same way)?\.": [ALL],
}
