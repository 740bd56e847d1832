"""The independent counts of one leader, one statement for each panel."""

from django.db import connection

from accounts.models import Membership
from tests.insight.plain_sql import (
    closer,
    connected,
    continuity,
    ends_soon,
    handovers,
    in_the_way,
    outcomes,
    reflecting,
    workplace,
)
from tests.insight.plain_sql.words import FromSix

MODULES = {
    "closer": closer,
    "workplace": workplace,
    "reflecting": reflecting,
    "helpers": connected,
    "ends_soon": ends_soon,
    "handovers": handovers,
    "continuity": continuity,
    "outcomes": outcomes,
    "in_the_way": in_the_way,
}

# Whom she sees, who of them is followed up, closely or not, and whom she leads.
OF_A_LEADER = """
WITH people AS (
  SELECT * FROM caseload_participant
  WHERE office_id = %(office)s AND protection = 'open'
    AND (%(department)s::bigint IS NULL OR department_id = %(department)s)
), followed AS (
  SELECT * FROM people WHERE ended_on IS NULL
), closely AS (
  SELECT * FROM followed p WHERE EXISTS (
    SELECT FROM caseload_closerfollowup f WHERE f.participant_id = p.id AND f.ended_on IS NULL)
), rest AS (
  SELECT * FROM followed WHERE id NOT IN (SELECT id FROM closely)
), working AS (
  SELECT * FROM accounts_membership
  WHERE starts_on <= %(today)s AND (ends_on IS NULL OR ends_on >= %(today)s)
    AND role IN ('advisor', 'employment_specialist')
), advisors AS (
  SELECT DISTINCT user_id AS id FROM working
  WHERE office_id = %(office)s AND (%(department)s::bigint IS NULL OR user_id IN (
    SELECT user_id FROM working WHERE department_id = %(department)s))
)
"""


class Counted:
    """Every figure of this leader and period. `counted[cells]` are the numbers of these SQL texts,
    None where withheld."""

    def __init__(self, membership, period):
        leads_department = membership.role == Membership.Role.DEPARTMENT_LEADER
        params = {
            "office": membership.office_id,
            "department": membership.department_id if leads_department else None,
            "user": membership.user_id,
            "today": period.until,
            "since": period.since,
        }
        self.numbers = {}
        # One statement for each panel: PostgreSQL plans all of them in one three times as long.
        for module in MODULES.values():
            self.numbers |= _numbers(module, params)

    def __getitem__(self, cells):
        return [self._shown(sql) for sql in cells]

    def _shown(self, sql):
        number = self.numbers[sql]
        return None if isinstance(sql, FromSix) and 1 <= number <= 5 else number


def _numbers(module, params):
    """{SQL text: its number}."""
    asked = sorted(set(texts_of(module)))
    also = "".join(f", {name} AS ({sql})" for name, sql in part(module, "WITH").items())
    columns = ", ".join(f"({sql})" for sql in asked)
    with connection.cursor() as cursor:
        cursor.execute(f"{OF_A_LEADER}{also} SELECT {columns}", params)
        return dict(zip(asked, cursor.fetchone(), strict=True))


def part(module, name):
    return getattr(module, name, {})


def texts_of(module):
    for name in ("TABLES", "MERGED", "COARSER", "KINDS"):
        for rows in part(module, name).values():
            for cells in rows.values():
                yield from cells
    for rows in part(module, "SPARSE").values():
        for cells in rows.values():
            yield from cells.values()
    for name in ("LINES", "SOMETIMES", "FINDINGS"):
        for cells in part(module, name).values():
            yield from cells
