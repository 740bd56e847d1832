"""How placements ended, counted by plain SQL."""

from tests.insight.plain_sql.words import number_of, on_days

ENDED = f"""(
  SELECT l.*, p.phase, p.ended_on AS left_on FROM mentors_placement l
  JOIN people p ON p.id = l.participant_id WHERE {on_days("l.ended_on")}) ended"""
ALL = number_of(ENDED)
SAID = number_of(ENDED, "cardinality(right_for) > 0")
GOES_ON = f"""
  SELECT count(DISTINCT participant_id) FROM {ENDED}
  WHERE outcome IN ('hired_here', 'other_job') AND phase = 'in_job' AND left_on IS NULL"""
IN_JOB = number_of("followed", "phase = 'in_job'")

TABLES = {
    "How it ended": {
        label: [number_of(ENDED, f"outcome = '{value}'")]
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
        "The candidate": [number_of(ENDED, "'participant' = ANY (right_for)")],
        "The workplace": [number_of(ENDED, "'workplace' = ANY (right_for)")],
        "The mentor": [number_of(ENDED, "'mentor' = ANY (right_for)")],
        "Not written": [number_of(ENDED, "cardinality(right_for) = 0")],
    },
}

LINES = {
    r"Of (\d+) it is written for whom (?:it was|they were) right": [SAID],
    r"(\d+) (?:person|people) went on in a job and (?:is|are) followed up there": [GOES_ON],
    r"In all (\d+) (?:person is|people are) followed up in a job now": [IN_JOB],
}

FINDINGS = {
    r"(\d+) placements? ended in this time\."
    r" They ended in (\d+) (?:way|different ways)\.": [
        ALL,
        f"SELECT count(DISTINCT outcome) FROM {ENDED}",
    ],
}
