"""What waits for somebody besides the people in her list: one line each above the bench.

A subject that has something to say there gives a function `notices(membership, today)` that yields
Notice objects with at most one query, and stands in SOURCES.
"""

import datetime

from caseload.agreements.notices import agreement_notices, request_notices
from caseload.consent.notices import consent_notices
from caseload.handover.waiting import handover_notices, left_behind_notices
from caseload.measures.notices import income_notices, measure_notices
from caseload.review.notices import look_again_notices, review_notices
from caseload.todos.notices import todo_notices
from caseload.with_reason.notices import opening_notices

SOURCES = [
    handover_notices,
    left_behind_notices,
    income_notices,
    measure_notices,
    consent_notices,
    opening_notices,
    review_notices,
    look_again_notices,
    agreement_notices,
    request_notices,
    todo_notices,
]


def notices(membership, today):
    """Every notice for this membership; what is due first comes first, undated last."""
    found = [notice for source in SOURCES for notice in source(membership, today)]
    return sorted(found, key=lambda notice: notice.due_on or datetime.date.max)
