"""What makes millions of rows quick, inside one transaction."""

from contextlib import contextmanager, nullcontext

from django.db import ProgrammingError, transaction

# Fewer rows than these are added to the indexes sooner than the indexes are made anew.
INDEXES_FROM = 200_000

# Of primary keys others depend. All else is made anew from its own definition.
_INDEXES = """
    SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, c.conname,
           coalesce(pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid))
    FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'u'
    WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisprimary
    ORDER BY i.indexrelid
"""


@contextmanager
def bulk_writing(cursor, tables, *, rows, progress):
    """Without checks of foreign keys, and with indexes made at the end where it is worth it.

    Only a superuser may leave out the checks; for others the same takes longer.
    """
    if not _foreign_keys_unchecked(cursor):
        yield
        return
    many = rows >= INDEXES_FROM
    with _indexes_made_afterwards(cursor, tables, progress) if many else nullcontext():
        yield
    cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def _foreign_keys_unchecked(cursor):
    try:
        with transaction.atomic():
            cursor.execute("SET LOCAL session_replication_role = replica")
    except ProgrammingError:
        return False
    return True


@contextmanager
def _indexes_made_afterwards(cursor, tables, progress):
    """Nobody else can read the tables until the transaction ends."""
    cursor.execute(_INDEXES, [[table.name for table in tables]])
    # All that is put into the statements below PostgreSQL has said itself, quoted.
    indexes = cursor.fetchall()
    for table, index, constraint, _definition in indexes:
        if constraint:
            # nosemgrep: sql-put-together
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{constraint}"')
        else:
            cursor.execute(f"DROP INDEX {index}")  # nosemgrep: sql-put-together
    yield
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    for table, _index, constraint, definition in progress(indexes, "Indexes", len(indexes)):
        if constraint:
            # nosemgrep: sql-put-together
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{constraint}" {definition}')
        else:
            cursor.execute(definition)
