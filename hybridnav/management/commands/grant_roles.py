"""The roles of the processes, made, and given what hybridnav/roles.py lists: no more, no less."""

import os
from collections import defaultdict
from itertools import groupby

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from hybridnav import roles

LOGIN = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
INSUFFICIENT_PRIVILEGE = "42501"
THERE_ALREADY = {"42710", "23505"}  # made meanwhile, for another database of this server
FUNCTION_OWNERS = """
SELECT proname, pg_get_userbyid(proowner) FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace AND proname = ANY(%s)
"""


class Command(BaseCommand):
    help = (
        "Make the database roles web, worker, release and analyst, and give each what "
        "hybridnav/roles.py lists. Run it as the owner after `migrate`; again, it changes nothing. "
        "WEB_PASSWORD, WORKER_PASSWORD, RELEASE_PASSWORD and ANALYST_PASSWORD in the environment "
        "become their passwords. What the owner may not do is said, and the rest is done."
    )

    def handle(self, *, verbosity, **options):
        self.refused = []
        with transaction.atomic(), connection.cursor() as self.cursor:
            self.make_roles()
            self.give_schema()
            self.give_away()
            self.grant_functions()
            changed = self.grant_tables()
        for statement in self.refused:
            self.stderr.write(self.style.WARNING(f"Not allowed here: {statement}"))
        if self.refused:
            self.stderr.write(
                self.style.WARNING(
                    "Somebody who may has to run these and then grant_roles again. Until then let "
                    "processes whose role is not made log in as the owner: it works, but nothing "
                    "keeps them from answers."
                )
            )
        if verbosity:
            self.stdout.write(f"{changed} grants changed.")

    def make_roles(self):
        there = roles.existing(self.cursor)
        for role in roles.ROLES:
            if role not in there:
                self.run("CREATE ROLE {} " + LOGIN, role)
        for role in roles.existing(self.cursor):
            if password := os.environ.get(f"{role.removeprefix('hybridnav_').upper()}_PASSWORD"):
                self.set_password(role, password)

    def set_password(self, role, password):
        """Hashed here, so that it is in no statement and no log."""
        hashed = connection.connection.pgconn.encrypt_password(
            password.encode(), role.encode(), b"scram-sha-256"
        )
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(
            sql.Identifier(role), sql.Literal(hashed.decode())
        )
        if not self.try_to(statement):
            self.refused.append(f"the password of {role}")

    def give_schema(self):
        """Everybody uses it; who makes partitions makes tables, and nobody else."""
        self.cursor.execute("SELECT current_schema(), current_database()")
        self.schema, database = self.cursor.fetchone()
        for role in roles.existing(self.cursor):
            if not self.has("has_database_privilege", role, database, "CONNECT"):
                self.run("GRANT CONNECT ON DATABASE {} TO {}", database, role)
            if not self.has("has_schema_privilege", role, self.schema, "USAGE"):
                self.run("GRANT USAGE ON SCHEMA {} TO {}", self.schema, role)
            makes = self.has("has_schema_privilege", role, self.schema, "CREATE")
            if role == roles.RELEASE and not makes:
                self.run("GRANT CREATE ON SCHEMA {} TO {}", self.schema, role)
            if role != roles.RELEASE and makes:
                self.run("REVOKE CREATE ON SCHEMA {} FROM PUBLIC, {}", self.schema, role)

    def give_away(self):
        """Tables that are the release's, and functions that are the analyst's."""
        there = roles.existing(self.cursor)
        for table in roles.relations(self.cursor):
            is_listed = table.listed(roles.RELEASE) == roles.OWNER
            if roles.RELEASE in there and is_listed and table.owner != roles.RELEASE:
                self.join(roles.RELEASE)
                self.run("ALTER TABLE {} OWNER TO {}", table.name, roles.RELEASE)
        self.cursor.execute(FUNCTION_OWNERS, [list(roles.FUNCTIONS)])
        for function, owner in self.cursor.fetchall():
            if roles.ANALYST in there and owner != roles.ANALYST:
                self.join(roles.ANALYST)
                # To own something here one must be allowed to make it.
                self.run("GRANT CREATE ON SCHEMA {} TO {}", self.schema, roles.ANALYST)
                self.run("ALTER FUNCTION {} OWNER TO {}", function, roles.ANALYST)
                self.run("REVOKE CREATE ON SCHEMA {} FROM {}", self.schema, roles.ANALYST)

    def join(self, role):
        """An owner who is no superuser goes on to migrate what is no longer his."""
        self.cursor.execute("SELECT pg_has_role(%s, 'USAGE')", [role])
        if not self.cursor.fetchone()[0]:
            self.run("GRANT {} TO CURRENT_USER", role)

    def grant_functions(self):
        there = roles.existing(self.cursor)
        self.cursor.execute(FUNCTION_OWNERS, [list(roles.FUNCTIONS)])
        for function, _owner in self.cursor.fetchall():
            for role in roles.FUNCTIONS[function]:
                if role in there and not self.may_call(role, function):
                    self.run("GRANT EXECUTE ON FUNCTION {} TO {}", function, role)

    def may_call(self, role, function):
        self.cursor.execute(
            "SELECT has_function_privilege(%s, oid, 'EXECUTE') FROM pg_proc"
            " WHERE pronamespace = current_schema()::regnamespace AND proname = %s",
            [role, function],
        )
        return self.cursor.fetchone()[0]

    def grant_tables(self):
        """How many grants were given and taken back."""
        wanted = roles.wanted(self.cursor)
        more = roles.held(self.cursor) - wanted
        self.change("REVOKE {} ON {} FROM {}", more)
        # What is taken back for a table is taken back for its columns too.
        less = wanted - roles.held(self.cursor)
        self.change("GRANT {} ON {} TO {}", less)
        return len(more) + len(less)

    def change(self, statement, grants):
        """One statement for all tables with the same change for a role."""
        tables = defaultdict(list)
        for (role, table), some in groupby(sorted(grants), lambda grant: grant[:2]):
            tables[role, tuple(grant[2:] for grant in some)].append(sql.Identifier(table))
        for (role, privileges), names in tables.items():
            who = sql.SQL(role) if role == roles.PUBLIC else sql.Identifier(role)
            self.run(statement, together(map(privilege, privileges)), together(names), who)

    def has(self, question, *about):
        # The name of a function of PostgreSQL, from the calls in this file.
        self.cursor.execute(f"SELECT {question}(%s, %s, %s)", about)  # nosemgrep: sql-put-together
        return self.cursor.fetchone()[0]

    def run(self, statement, *names):
        named = [sql.Identifier(name) if isinstance(name, str) else name for name in names]
        statement = sql.SQL(statement).format(*named)
        if not self.try_to(statement):
            self.refused.append(statement.as_string(connection.connection))

    def try_to(self, statement):
        """Whether the owner may; nothing has happened otherwise."""
        try:
            with transaction.atomic():
                self.cursor.execute(statement)
        except DatabaseError as error:
            if error.__cause__.sqlstate in THERE_ALREADY:
                return True
            if error.__cause__.sqlstate != INSUFFICIENT_PRIVILEGE:
                raise
            return False
        return True


def privilege(kind_and_column):
    kind, column = kind_and_column
    return sql.SQL(f"{kind} ({{}})" if column else kind).format(sql.Identifier(column))


def together(parts):
    return sql.SQL(", ").join(parts)
