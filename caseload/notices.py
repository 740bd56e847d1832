"""What waits for somebody besides the people in her list: one line each above the bench.

A subject that has something to say there gives a function `notices(membership, today)` that yields
Notice objects with at most one query, and stands in SOURCES.
"""

import datetime

from caseload.todos.notices import todo_notices

SOURCES = [
    todo_notices,
]


def notices(membership, today):
    """Every notice for this membership; what is due first comes first, undated last."""
    found = [notice for source in SOURCES for notice in source(membership, today)]
    return sorted(found, key=lambda notice: notice.due_on or datetime.date.max)
