"""Who may do what in the database: a role for each process, and one that counts answers.

Each process logs in as its own role, so whoever gets hold of a connection of the web process reads
no answer through it. Migrations and commands by hand are the owner's. `manage.py grant_roles` makes
the database equal to the table below; `manage.py check --database default` says where it is not.
"""

import re
from collections import namedtuple

from django.core import checks
from django.db import connection

WEB, WORKER, RELEASE, ANALYST = ROLES = [
    f"hybridnav_{name}" for name in ("web", "worker", "release", "analyst")
]
PUBLIC = "PUBLIC"  # what everybody may

ROWS = "SELECT INSERT UPDATE DELETE"
OWNER = "OWNER"  # makes and drops partitions as well
# "UPDATE-public_key" is every column but that one. Tables not named here are as EVERYTHING_ELSE.
# fmt: off
TABLES = {
    # sealed answers: put in by the one, opened by the other
    #                         web and worker               release                analyst
    "surveys_sealed":        ("INSERT",                    OWNER,                 ""),
    # whose key they are sealed with, and for whom, is not changed by those who bring them
    "surveys_batch":         ("SELECT UPDATE-public_key",  ROWS,                  ""),
    "surveys_invitation":    ("SELECT INSERT DELETE UPDATE-token_sha256",
                                                           "SELECT-token_sha256", ""),
    # released answers: web has them counted, see FUNCTIONS
    "surveys_response":      ("",                          "INSERT",              "SELECT"),
    "surveys_freetext":      ("",                          "INSERT",              "SELECT UPDATE"),
    "surveys_textdecision":  (ROWS,                        "",                    "SELECT"),
    # what they are answers to
    "surveys_wave":          (ROWS,                        "SELECT",              "SELECT"),
    "surveys_waveoffice":    (ROWS,                        "SELECT",              ""),
    "surveys_instrument":    (ROWS,                        "SELECT",              "SELECT"),
    "surveys_instrumentversion":
                             (ROWS,                        "SELECT",              "SELECT"),
    # append-only, by triggers too
    "surveys_ledgerentry":   ("SELECT INSERT",             "",                    ""),
    "accounts_auditentry":   ("SELECT INSERT",             "",                    ""),
    "accounts_auditseal":    ("SELECT INSERT",             "",                    ""),
    "django_migrations":     ("SELECT",                    "",                    ""),
}
EVERYTHING_ELSE =            (ROWS,                        "",                    "")
# fmt: on
# These run with the rights of the analyst, whoever calls them.
FUNCTIONS = {
    "survey_counts": [WEB, WORKER],
    "survey_texts": [WEB, WORKER],
    "survey_parts": [WEB, WORKER],
    "survey_texts_to_review": [WEB, WORKER],
    "survey_settle_text": [WEB, WORKER],
    "survey_rows": [WORKER],  # single answers, for releases: never in a page
}

# `column` is "" where the privilege is for the whole table.
Grant = namedtuple("Grant", ["role", "table", "privilege", "column"])

RELATIONS = """
SELECT relname, relispartition, pg_get_userbyid(relowner),
       coalesce((SELECT relname FROM pg_inherits JOIN pg_class parent ON parent.oid = inhparent
                 WHERE inhrelid = pg_class.oid), ''),
       ARRAY(SELECT attname::text FROM pg_attribute
             WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped)
FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
"""
HELD = """
WITH acls AS (
    SELECT relname, relowner, '' AS attname, relacl AS acl, relnamespace, relkind FROM pg_class
    UNION ALL
    SELECT relname, relowner, attname, attacl, relnamespace, relkind
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE NOT attisdropped
)
SELECT coalesce(rolname, 'PUBLIC'), relname, privilege_type, attname
FROM acls CROSS JOIN aclexplode(acl) LEFT JOIN pg_roles ON pg_roles.oid = grantee
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
AND grantee <> relowner AND (grantee = 0 OR rolname = ANY(%s))
"""
# What no list of tables shows: rights over everything, and those of another role.
POWERS = """
SELECT rolname, power FROM pg_roles CROSS JOIN LATERAL (
    SELECT 'is a superuser' WHERE rolsuper
    UNION ALL SELECT 'may make roles' WHERE rolcreaterole
    UNION ALL SELECT 'may copy the whole server' WHERE rolreplication
    UNION ALL SELECT 'is not held by row-level security' WHERE rolbypassrls
    UNION ALL SELECT 'is a member of ' || pg_get_userbyid(roleid)
              FROM pg_auth_members WHERE member = pg_roles.oid
    UNION ALL SELECT 'may make tables in the schema ' || current_schema()
              WHERE rolname <> %s AND has_schema_privilege(oid, current_schema(), 'CREATE')
) AS powers (power)
WHERE rolname = ANY(%s)
"""


class Relation(namedtuple("Relation", ["name", "is_partition", "owner", "parent", "columns"])):
    """A table as it is in the database."""

    def listed(self, role):
        """What the role may do with it, as in TABLES."""
        web_and_worker, release, analyst = TABLES.get(self.parent or self.name, EVERYTHING_ELSE)
        listed = {RELEASE: release, ANALYST: analyst}.get(role, web_and_worker)
        return listed if listed == OWNER or not self.is_partition else ""

    def grants(self, role):
        for privilege, column in re.findall(r"(\w+)(?:-(\w+))?", self.listed(role)):
            if privilege == OWNER:
                continue
            columns = [each for each in self.columns if each != column] if column else [""]
            yield from (Grant(role, self.name, privilege, each) for each in columns)


def existing(cursor):
    """Those of ROLES that there are."""
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [ROLES])
    found = {name for (name,) in cursor.fetchall()}
    return [role for role in ROLES if role in found]


def relations(cursor):
    cursor.execute(RELATIONS)
    return [Relation(*row) for row in cursor.fetchall()]


def held(cursor):
    """{Grant} of ROLES and of everybody, apart from what somebody may with tables of their own."""
    cursor.execute(HELD, [ROLES])
    return {Grant(*row) for row in cursor.fetchall()}


def wanted(cursor):
    """{Grant} as listed, for the roles that there are."""
    roles = existing(cursor)
    return {grant for table in relations(cursor) for role in roles for grant in table.grants(role)}


@checks.register(checks.Tags.database)
def no_role_has_more_than_is_listed(databases=None, **_more):
    """Run by `migrate` and `check --database default`. What is missing shows itself."""
    if connection.alias not in (databases or ()):
        return []
    with connection.cursor() as cursor:
        cursor.execute(POWERS, [RELEASE, ROLES])
        found = [f"{role} {power}" for role, power in cursor.fetchall()]
        found += [
            f"{table.owner} owns {table.name}"
            for table in relations(cursor)
            if table.owner in ROLES and table.listed(table.owner) != OWNER
        ]
        found += [
            f"{grant.role} may {grant.privilege} {grant.table} {grant.column}".rstrip()
            for grant in held(cursor) - wanted(cursor)
        ]
    hint = "`manage.py grant_roles` takes back what was granted on tables."
    return [
        checks.Warning(
            f"{each}, which hybridnav/roles.py does not list.", hint, id="hybridnav.W001"
        )
        for each in sorted(found)
    ]
