"""Roles on a server of one's own, whose owner may little, and what becomes of them later."""

from urllib.parse import quote

import pytest

OWNER = "plain"
AS_ANALYST = "SELECT count(*) FROM surveys_response"


@pytest.fixture
def url(machine):
    """Addresses of a database whose owner is no superuser, for whoever logs in."""
    machine.attach()
    machine.sql(f"CREATE ROLE {OWNER} LOGIN")
    machine.sql(f"CREATE DATABASE {OWNER} OWNER {OWNER}")

    def url(user=OWNER):
        return f"postgresql://{user}@{quote(str(machine.data / 'postgres'), safe='')}/{OWNER}"

    return url


def manage(machine, *command, **environment):
    return machine.run("-W", "error", "manage.py", *command, **environment)


def ask(machine, statement, url, **more):
    code = (
        "import django, sys; django.setup(); from django.db import connection as c; q = c.cursor();"
        " q.execute(sys.argv[1]); print(q.fetchall() if q.description else 'done')"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "hybridnav.settings", "DATABASE_URL": url}
    return machine.run("-c", code, statement, **settings, **more).splitlines()[-1]


def test_an_owner_who_may_make_no_roles_is_told_and_later_may(machine, url):
    given = {"DATABASE_URL": url()}
    manage(machine, "migrate", "--verbosity=0", **given)
    said = manage(machine, "grant_roles", **given)
    assert 'Not allowed here: CREATE ROLE "hybridnav_web"' in said
    assert "log in as the owner" in said and "0 grants changed" in said
    assert ask(machine, "SELECT count(*) FROM survey_texts(gen_random_uuid(), '')", url())

    machine.sql(f"ALTER ROLE {OWNER} CREATEROLE")
    said = manage(machine, "grant_roles", WEB_PASSWORD="hemmelig", **given)
    assert not any(each in said for each in ["Not allowed", "0 grants changed", "hemmelig"])
    passwords = "SELECT string_agg(left(rolpassword, 14), '') FROM pg_authid WHERE rolname ~ '_w'"
    assert machine.sql(passwords) == "SCRAM-SHA-256$", "web has one, worker none"
    assert manage(machine, "grant_roles", **given) == "0 grants changed.\n"
    assert "no issues" in manage(machine, "check", "--database", "default", **given)

    # Each logs in as itself and may what it may.
    web, release, analyst = (url(f"hybridnav_{name}") for name in ("web", "release", "analyst"))
    assert ask(machine, "SELECT session_user, count(*) FROM accounts_user", web) == (
        "[('hybridnav_web', 0)]"
    )
    assert "permission denied" in ask(machine, AS_ANALYST, web, fails=True)
    assert ask(machine, AS_ANALYST, analyst) == "[(0,)]"
    assert ask(machine, "SELECT count(*) FROM survey_texts(gen_random_uuid(), '')", web) == "[(0,)]"
    partition = "PARTITION OF surveys_sealed FOR VALUES IN ('00000000-0000-4000-8000-000000000000')"
    assert ask(machine, f"CREATE TABLE surveys_sealed_x {partition}", release) == "done"
    assert "permission denied" in ask(machine, "TABLE surveys_sealed_x", web, fails=True)

    # The owner goes on to migrate what is no longer his.
    ask(machine, "DROP FUNCTION survey_counts", url())
    ask(machine, "ALTER TABLE surveys_sealed ADD more int", url())
    ask(machine, "TRUNCATE surveys_sealed", url())
