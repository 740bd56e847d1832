"""Who is due? The sweep's question as Django asks it, beside the same question in plain SQL.

Both fetch every row of the answer. Prints JSON, as cases.py does.
"""

import json
from statistics import median
from time import perf_counter

from django.db import connection
from django.utils import timezone

from caseload.reminders.due import due_contacts

WARM_UP, MEASURED = 10, 100
SQL = """
SELECT id, office_id, advisor_id, next_contact_on
FROM caseload_participant
WHERE ended_on IS NULL AND protection = 'open' AND next_contact_on <= %s
AND (not_now_until IS NULL OR not_now_until < %s)
"""


def in_django(today):
    return list(due_contacts(today))


def in_sql(today):
    with connection.cursor() as cursor:
        cursor.execute(SQL, [today, today])
        return cursor.fetchall()


def measured(today):
    """{floor_ms, ours_ms, rows}: medians, taken in turn, of two answers that are the same."""
    rows = sorted(in_sql(today))
    if sorted(in_django(today)) != rows:
        raise SystemExit("The two questions have different answers.")
    times = []
    for _each in range(WARM_UP + MEASURED):
        times.append([timed(question, today) for question in (in_sql, in_django)])
    floor_ms, ours_ms = (median(of_one) for of_one in zip(*times[WARM_UP:], strict=True))
    return {"floor_ms": floor_ms, "ours_ms": ours_ms, "rows": len(rows)}


def timed(question, today):
    begun = perf_counter()
    question(today)
    return (perf_counter() - begun) * 1000


def main():
    print(json.dumps(measured(timezone.localdate())))
