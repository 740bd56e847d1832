"""Which of some words are names that hybridnav knows. Asked by the server, shown to nobody."""

from django.db import connection

from accounts.models import County, Office, User
from caseload.models import Participant
from mentors.models import ContactPerson, Workplace

PEOPLE = [Participant, ContactPerson, User]
PLACES = [Workplace, Office, County]
# Everybody, protected people too: whoever reads learns only that a word may be a name.
KNOWN = """
SELECT DISTINCT said FROM ({people}) AS people CROSS JOIN LATERAL (VALUES
    (lower(name)), (lower(split_part(name, ' ', 1))), (lower(split_part(name, ' ', -1)))
) AS names (said) WHERE said = ANY (%(asked)s)
UNION
SELECT DISTINCT said FROM ({places}) AS places CROSS JOIN LATERAL (VALUES
    (lower(name)),
    (regexp_replace(lower(name), '^nav ', '')),
    (regexp_replace(lower(name), ' (as|asa|ans|da|sa|ks)$', ''))
) AS names (said) WHERE said = ANY (%(asked)s)
"""


def known_among(phrases):
    """{phrase} of these that is somebody's name, first or last name, or the name of a place.

    `phrases` are casefolded; a set.
    """
    if not phrases:
        return set()
    query = KNOWN.format(people=_names_of(PEOPLE), places=_names_of(PLACES))
    with connection.cursor() as cursor:
        cursor.execute(query, {"asked": list(phrases)})
        return {said for (said,) in cursor.fetchall()}


def _names_of(models):
    # Names of tables, which no parameter can be.
    tables = [model._meta.db_table for model in models]
    return " UNION ALL ".join(f"SELECT name FROM {table}" for table in tables)  # nosec B608
