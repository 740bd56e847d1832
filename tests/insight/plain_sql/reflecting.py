"""Meeting places to reflect, counted by plain SQL."""

import datetime

from django.utils import timezone

from tests.insight.plain_sql.words import ZONE, in_period, number_of, on_days

# What somebody has written alone and not shared is hers.
WITH = {
    "held": f"""
      SELECT t.id, g.kind, date_trunc('month', t.starts_at AT TIME ZONE '{ZONE}')::date AS month
      FROM reflection_meeting t JOIN reflection_group g ON g.id = t.group_id
      WHERE t.office_id = %(office)s AND t.state IN ('held', 'shared')
      AND {in_period("t.starts_at")}""",
    "agreed": """
      SELECT t.done_on, t.dropped_on, a.times_carried, t.done_on IS NULL AND t.dropped_on IS NULL
        AS is_open
      FROM reflection_agreedaction a JOIN reflection_meeting m ON m.id = a.meeting_id
      JOIN caseload_todo t ON t.id = a.todo_id WHERE m.office_id = %(office)s""",
    "learned": f"""
      SELECT reach FROM reflection_learningpoint
      WHERE office_id = %(office)s AND {in_period("created_at")}
      AND NOT (meeting_id IS NULL AND reach = 'group')""",
}
ALL = number_of("held")
SHE_IS_INVITED = """EXISTS (
  SELECT FROM reflection_invitee i WHERE i.meeting_id = held.id AND i.user_id = %(user)s)"""
LEADER_CAME = """EXISTS (
  SELECT FROM reflection_invitee i WHERE i.meeting_id = held.id AND i.was_there
  AND i.role IN ('office_leader', 'department_leader'))"""
INVITED = number_of("held", SHE_IS_INVITED)
WITH_LEADER = number_of("held", f"{SHE_IS_INVITED} AND {LEADER_CAME}")
UNPLANNED = number_of(
    "reflection_group g",
    "g.office_id = %(office)s AND g.ended_on IS NULL AND NOT EXISTS ("
    " SELECT FROM reflection_meeting t WHERE t.group_id = g.id AND t.state = 'draft'"
    " AND t.began_at IS NULL AND t.starts_at > clock_timestamp())",
)

UNDER_WAY = number_of("agreed", "is_open")
CARRIED_AGAIN = number_of("agreed", "is_open AND times_carried > 1")
DONE = number_of("agreed", on_days("done_on"))
WRITTEN = number_of("learned")
SHARED = number_of("learned", "reach <> 'group'")


def months():
    """{month in words: SQL of its first day}: those a year touches."""
    first = timezone.localdate().replace(day=1)
    for number in range(13):
        yield f"{first:%B %Y}", f"date_trunc('month', %(today)s::date) - interval '{number} months'"
        first = (first - datetime.timedelta(days=1)).replace(day=1)


MEETINGS = {
    "Reflection meeting": "reflection",
    "Small discussion group": "small",
    "Office meeting": "office",
    "County gathering": "county",
    "Dialogue conference": "dialogue",
}
SPARSE = {
    "Meetings held": {
        label: {
            column: number_of("held", f"month = {month} AND kind = '{kind}'")
            for column, kind in MEETINGS.items()
        }
        for label, month in months()
    },
}

TABLES = {
    "What we agreed": {
        "Under way": [UNDER_WAY],
        "Of these carried on from an earlier meeting": [
            number_of("agreed", "is_open AND times_carried > 0")
        ],
        "Of these carried on more than once": [CARRIED_AGAIN],
        "Done in the period": [DONE],
        "No longer needed, in the period": [number_of("agreed", on_days("dropped_on"))],
    },
    "Learning points, by who may read them": {
        label: [number_of("learned", f"reach = '{reach}'")]
        for label, reach in {
            "Those who were invited": "group",
            "The whole office": "office",
            "The other offices of the county": "county",
            "All offices": "everybody",
        }.items()
    },
}

LINES = {
    r"(\d+) meetings? (?:was|were) held": [ALL],
    r"(\d+) groups? (?:has|have) no meeting planned": [UNPLANNED],
    r"(\d+) things? that (?:was|were) agreed (?:is|are) under way": [UNDER_WAY],
    r"(\d+) of them (?:was|were) carried on more than once": [CARRIED_AGAIN],
    r"(\d+) things? that (?:was|were) agreed (?:was|were) done in the period": [DONE],
}

POINTS = r"(\d+) learning points? (?:was|were) written in the period"
SOMETIMES = {
    r"The next meeting is .+": [],
    r"You were invited to (\d+) of them": [INVITED],
    r"You were invited to (\d+) of them; a leader was there at (\d+)": [INVITED, WITH_LEADER],
    POINTS: [WRITTEN],
    POINTS + r"; (\d+) of them (?:is|are) shared": [WRITTEN, SHARED],
}

FINDINGS = {
    r"(\d+) meetings? (?:was|were) held in the period,"
    r" and (?:the next one is .+|none is planned)\.": [ALL],
    r"No meeting was held in the period, and the next one is .+\.": [],
}
