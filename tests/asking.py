"""Asking a page and looking at what else happened: rows written, queries, headers."""

import re
import uuid
from collections import Counter
from typing import NamedTuple

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

# What a GET may write: who looked at whom, what a person's own browser remembers, and how often
# somebody guessed at a secret address.
MAY_BE_WRITTEN = {"accounts_auditentry", "django_session", "cache"}
NO_SUCH_NUMBER = 2_000_000_000


def writes_so_far():
    """Counter of rows inserted, changed or deleted by table, in the transaction of this test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return Counter(dict(cursor.fetchall()))


def written_by(do):
    """(what it returns, {table: rows it wrote that a GET must not write})."""
    before = writes_so_far()
    answer = do()
    written = writes_so_far() - before
    return answer, {name: n for name, n in written.items() if name not in MAY_BE_WRITTEN}


def somewhere_else(url):
    """The same page about what is not there; None when its address names nothing by id."""
    match = resolve(url)
    ids = {
        name: uuid.uuid4() if isinstance(value, uuid.UUID) else NO_SUCH_NUMBER
        for name, value in match.kwargs.items()
        if isinstance(value, uuid.UUID | int)
    }
    return reverse(match.view_name, kwargs=match.kwargs | ids) if ids else None


class Seen(NamedTuple):
    """What a person can tell two answers apart by."""

    status: int
    body: str
    headers: dict
    queries: int


def see(client, url):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    body = answer.content.decode().replace(url, "")
    # The token of a form is masked anew each time, and a page says in which second it was made.
    body = re.sub(r'data-made="\d+"', "", body)
    body = re.sub(r'(csrf[a-z-]*"(: | value=)")[^"]+', r"\1", body, flags=re.IGNORECASE)
    return Seen(answer.status_code, body, dict(answer.headers), len(queries))
