"""Questions of a member whose SQL is written once a day and then only asked.

The ORM needs longer to write a question with a few conditions than PostgreSQL to answer it. A page
that asks thirty keeps what was written and puts in whose it is.
"""

from collections import Counter
from functools import lru_cache, wraps

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Value
from django.db.models.query import ValuesIterable
from django.utils import timezone
from psycopg import Cursor
from psycopg.types.numeric import Int8

from accounts.models import Membership, Office

# A stranger, whose ids nobody has: so they are found again among the parameters.
PK, USER, OFFICE, DEPARTMENT, COUNTY = range(-(2**31), -(2**31) + 5)
KEPT = 64


def written_once(question):
    """Of `question(membership, *when)`, a QuerySet of values or values_list, make what asks it.

    Returns a list of its rows. The question may depend on the role and the ids of the membership,
    on today and on `when`, which are hashable and not many a day; never on the moment.
    """
    written = lru_cache(maxsize=KEPT)(lambda *how: _written(question, *how))

    @wraps(question)
    def asked(membership, *when):
        places = membership.office_id, membership.department_id, membership.county_id
        has = tuple(place is not None for place in places)
        found = written(timezone.localdate(), membership.role, has, *when)
        return found.rows(membership) if found else []

    return asked


def in_one_row(queryset, **aggregates):
    """Like `aggregate()`, but a QuerySet of one dict, and of none where there is nothing."""
    everything = queryset.order_by().annotate(everything=Value(1)).values("everything")
    return everything.annotate(**aggregates).values(*aggregates)


def numbers_in(rows):
    """The dict of in_one_row(), of which every number is 0 where there is nothing."""
    return Counter(*rows)


def _written(question, _today, role, has, *when):
    has_office, has_department, has_county = has
    stranger = Membership(
        pk=PK,
        user_id=USER,
        role=role,
        office=Office(pk=OFFICE, county_id=COUNTY) if has_office else None,
        department_id=DEPARTMENT if has_department else None,
        county_id=COUNTY if has_county else None,
    )
    try:
        return _Written(question(stranger, *when))
    except EmptyResultSet:
        return None


class _Written:
    """The SQL of a QuerySet, and how its rows become Python values.

    All but the ids stands in the SQL itself, so that PostgreSQL can keep its plan as well.
    """

    def __init__(self, queryset):
        # `connection` stands for that of whichever thread asks.
        self.compiler = queryset.query.get_compiler(connection=connection)
        sql, params = self.compiler.as_sql()
        self.ids = [each for each in params if _is_id(each)]
        # What is filled in here leaves its own signs of per cent to psycopg.
        filled = ("%s" if _is_id(each) else _literal(each) for each in params)
        self.sql = sql.replace("%%", "%%%%") % tuple(filled)
        self.makes_dicts = queryset._iterable_class is ValuesIterable
        self.names = list(queryset.query.selected)

    def rows(self, membership):
        ids = {
            PK: membership.pk,
            USER: membership.user_id,
            OFFICE: membership.office_id,
            DEPARTMENT: membership.department_id,
            COUNTY: membership.in_county if COUNTY in self.ids else None,
        }
        with _preparing_cursor() as cursor:
            cursor.execute(self.sql, [Int8(ids[each]) for each in self.ids])
            found = cursor.fetchall()
        rows = self.compiler.results_iter(results=[found], tuple_expected=True)
        if self.makes_dicts:
            return [dict(zip(self.names, row, strict=True)) for row in rows]
        return list(rows)


def _is_id(param):
    return type(param) is int and PK <= param <= COUNTY


def _literal(param):
    with connection.cursor() as cursor:
        return cursor.mogrify("%s", [param]).replace("%", "%%")


def _preparing_cursor():
    """One that leaves parameters to PostgreSQL. Django's puts them into the text of each query."""
    connection.ensure_connection()
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return make(Cursor(connection.connection))
