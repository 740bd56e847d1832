"""What is in the way and what is done, counted by plain SQL."""

import datetime

from django.utils import timezone

from reflection.barriers.outline import HEADINGS, Level
from tests.insight.plain_sql.words import ZONE, number_of

NOW = """office_id = %(office)s AND state IN ('open', 'worked_on', 'smaller')"""
IS_WATCHED = "owner_id IS NOT NULL"
IS_DEALT_WITH = """(what_is_done <> '' OR state = 'worked_on' OR EXISTS (
  SELECT FROM caseload_todo t WHERE t.office_id = b.office_id AND t.dropped_on IS NULL
  AND t.link LIKE '%%' || b.id || '%%'))"""
WEIGHTS = {"Much": "much", "Some": "some", "Little": "little"}


def now(condition="TRUE"):
    return number_of("reflection_barrier b", f"{NOW} AND {condition}")


ALL, MUCH = now(), now("weight = 'much'")
WATCHED, DEALT_WITH = now(IS_WATCHED), now(IS_DEALT_WITH)

# Each barrier as it was last seen before the period, or when it was raised in it, and as it is.
LOOKS = """reflection_barrierlook k JOIN reflection_barrier b ON b.id = k.barrier_id
  WHERE b.office_id = %(office)s"""
DAY = f"(k.at AT TIME ZONE '{ZONE}')::date"
BEFORE_AND_NOW = f"""(
  SELECT b.id, min({DAY}) >= %(since)s AS is_new,
    (array_agg(k.state ORDER BY {DAY} < %(since)s DESC,
      CASE WHEN {DAY} < %(since)s THEN -extract(epoch FROM k.at) ELSE extract(epoch FROM k.at) END,
      CASE WHEN {DAY} < %(since)s THEN -k.id ELSE k.id END))[1] AS state_before,
    (array_agg(k.weight ORDER BY {DAY} < %(since)s DESC,
      CASE WHEN {DAY} < %(since)s THEN -extract(epoch FROM k.at) ELSE extract(epoch FROM k.at) END,
      CASE WHEN {DAY} < %(since)s THEN -k.id ELSE k.id END))[1] AS weight_before,
    (array_agg(k.state ORDER BY k.at DESC, k.id DESC))[1] AS state,
    (array_agg(k.weight ORDER BY k.at DESC, k.id DESC))[1] AS weight
  FROM {LOOKS} GROUP BY b.id) seen"""
LIGHTER = """array_position(ARRAY['little', 'some', 'much'], weight::text)
  < array_position(ARRAY['little', 'some', 'much'], weight_before::text)"""


def became(state):
    return f"state = '{state}' AND state_before <> '{state}'"


SMALLER = number_of(
    BEFORE_AND_NOW,
    f"state IN ('open', 'worked_on', 'smaller') AND ({LIGHTER} OR {became('smaller')})",
)
GONE = number_of(BEFORE_AND_NOW, became("gone"))


def level(codes):
    among = ", ".join(f"'{code}'" for code in codes)
    return [now(f"weight = '{each}' AND heading_code IN ({among})") for each in WEIGHTS.values()]


def heading(codes):
    among = ", ".join(f"'{code}'" for code in codes)
    under = f"heading_code IN ({among})"
    return {
        "In the way": now(under),
        "Somebody keeps an eye on it": now(f"{under} AND {IS_WATCHED}"),
        "Something is done": now(f"{under} AND {IS_DEALT_WITH}"),
    }


def in_the_way_before(day, weight):
    """What was last seen of each barrier before a day."""
    return f"""
      SELECT count(*) FROM (
        SELECT DISTINCT ON (b.id) k.state, k.weight FROM {LOOKS} AND {DAY} < '{day}'
        ORDER BY b.id, k.at DESC, k.id DESC) last
      WHERE state IN ('open', 'worked_on', 'smaller') AND weight = '{weight}'"""


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
        "Raised": [number_of(BEFORE_AND_NOW, "is_new")],
        "Became smaller": [SMALLER],
        "Went away": [GONE],
        "Set aside": [number_of(BEFORE_AND_NOW, became("set_aside"))],
    },
}

SPARSE = {
    "What it goes under": {
        # The message ids are the words in English.
        each.text._args[0]: heading([each.code])
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
