"""What is in the way and what is done, counted by plain SQL."""

import datetime

from django.utils import timezone

from reflection.barriers.outline import HEADINGS, Level
from tests.insight.plain_sql.words import ZONE, number_of

WEIGHTS = {"Much": "much", "Some": "some", "A little": "little"}
IN_THE_WAY = "state IN ('open', 'worked_on', 'smaller')"
DAY = f"(k.at AT TIME ZONE '{ZONE}')::date"
WITH = {
    "in_the_way": f"""
      SELECT heading_code, weight, owner_id IS NOT NULL AS is_watched,
        what_is_done <> '' OR state = 'worked_on' OR EXISTS (
          SELECT FROM caseload_todo t WHERE t.office_id = b.office_id AND t.dropped_on IS NULL
          AND t.link LIKE '%%' || b.id || '%%') AS is_dealt_with
      FROM reflection_barrier b WHERE office_id = %(office)s AND {IN_THE_WAY}""",
    "looks": f"""
      SELECT k.id, k.barrier_id, k.at, k.state, k.weight, {DAY} AS day,
        {DAY} < %(since)s AS is_before
      FROM reflection_barrierlook k JOIN reflection_barrier b ON b.id = k.barrier_id
      WHERE b.office_id = %(office)s""",
    # Each as it was last seen before the period, or when it was raised in it, and as it is.
    "seen": """
      SELECT barrier_id, NOT bool_or(is_before) AS is_new,
        coalesce((array_agg(state ORDER BY at DESC, id DESC) FILTER (WHERE is_before))[1],
          (array_agg(state ORDER BY at, id))[1]) AS state_before,
        coalesce((array_agg(weight ORDER BY at DESC, id DESC) FILTER (WHERE is_before))[1],
          (array_agg(weight ORDER BY at, id))[1]) AS weight_before,
        (array_agg(state ORDER BY at DESC, id DESC))[1] AS state,
        (array_agg(weight ORDER BY at DESC, id DESC))[1] AS weight
      FROM looks GROUP BY barrier_id""",
}
ALL, MUCH = number_of("in_the_way"), number_of("in_the_way", "weight = 'much'")
WATCHED, DEALT_WITH = (
    number_of("in_the_way", "is_watched"),
    number_of("in_the_way", "is_dealt_with"),
)
LIGHTER = """array_position(ARRAY['little', 'some', 'much'], weight::text)
  < array_position(ARRAY['little', 'some', 'much'], weight_before::text)"""


def became(state):
    return f"state = '{state}' AND state_before <> '{state}'"


SMALLER = number_of("seen", f"{IN_THE_WAY} AND ({LIGHTER} OR {became('smaller')})")
GONE = number_of("seen", became("gone"))


def under(codes):
    among = ", ".join(f"'{code}'" for code in codes)
    return f"heading_code IN ({among})"


def level(codes):
    return [
        number_of("in_the_way", f"{under(codes)} AND weight = '{each}'")
        for each in WEIGHTS.values()
    ]


def heading(code):
    return {
        "In the way": number_of("in_the_way", under([code])),
        "Somebody keeps an eye on it": number_of("in_the_way", f"{under([code])} AND is_watched"),
        "Something is done": number_of("in_the_way", f"{under([code])} AND is_dealt_with"),
    }


def in_the_way_before(day, weight):
    """What was last seen of each barrier before a day."""
    return f"""
      SELECT count(*) FROM (
        SELECT DISTINCT ON (barrier_id) state, weight FROM looks WHERE day < '{day}'
        ORDER BY barrier_id, at DESC, id DESC) last
      WHERE {IN_THE_WAY} AND weight = '{weight}'"""


def quarters():
    """(in words, the first day after it) of this one and the seven before."""
    today = timezone.localdate()
    this = today.year * 4 + (today.month - 1) // 3
    for each in range(this - 7, this + 1):
        year, number = divmod(each, 4)
        next_year, next_number = divmod(each + 1, 4)
        yield f"Q{number + 1} {year}", datetime.date(next_year, next_number * 3 + 1, 1)


TABLES = {
    "Where it lies, and how much it is in the way": {
        label: level([each.code for each in HEADINGS if each.level == value])
        for label, value in {
            "The advisor's own work": Level.OWN_WORK,
            "The office together": Level.TOGETHER,
            "Leaders and organisation": Level.LEADERS,
            "Nav as a system": Level.SYSTEM,
        }.items()
    },
    "Changed in the period": {
        "Raised": [number_of("seen", "is_new")],
        "Became smaller": [SMALLER],
        "Went away": [GONE],
        "Set aside": [number_of("seen", became("set_aside"))],
    },
}

SPARSE = {
    "What it goes under": {
        # The message ids are the words in English.
        each.text._args[0]: heading(each.code)
        for each in HEADINGS
    },
    "In the way at the end of each quarter": {
        label: {column: in_the_way_before(day, value) for column, value in WEIGHTS.items()}
        for label, day in quarters()
    },
}

LINES = {
    r"(\d+) things? (?:is|are) in the way": [ALL],
    r"(\d+) of them (?:is|are) much in the way": [MUCH],
    r"Somebody keeps an eye on (\d+) of them": [WATCHED],
    r"Something is done about (\d+) of them": [DEALT_WITH],
    r"(\d+) things? went away in the period": [GONE],
    r"(\d+) things? became smaller in the period": [SMALLER],
}

FINDINGS = {r"(\d+) things? (?:is|are) in the way\.": [ALL]}
