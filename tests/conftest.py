"""The cast. Tests say who is acting by name; nobody is called `user` or `other_user`.

Every stranger has rightful work of their own: a permission bug hides behind strangers without.
"""

import gc
import io
import logging
from contextlib import contextmanager

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client

from accounts.models import County, Membership
from caseload.models import MeasureLimit
from surveys.waves.models import ConsentText
from tests.addresses import url_for  # noqa: F401, a fixture
from tests.factories import make_member, make_office, make_participant
from tests.smtp import Sink

Role = Membership.Role


@pytest.fixture
def ada(db):
    """An advisor at Nav Fjordby."""
    return make_member("Ada", office=make_office("Nav Fjordby"))


@pytest.fixture
def bo(ada):
    """An advisor at Nav Fjordby too, with a caseload of his own."""
    bo = make_member("Bo", office=ada.office)
    make_participant(bo, "Varm Vott")
    return bo


@pytest.fixture
def lena(ada):
    """An employment specialist at Nav Fjordby: follows people up as an advisor does."""
    return make_member("Lena", office=ada.office, role=Role.EMPLOYMENT_SPECIALIST)


@pytest.fixture
def lars(ada):
    """Leads Nav Fjordby."""
    return make_member("Lars", office=ada.office, role=Role.OFFICE_LEADER)


@pytest.fixture
def mia(ada):
    """Employer liaison at Nav Fjordby."""
    return make_member("Mia", office=ada.office, role=Role.EMPLOYER_LIAISON)


@pytest.fixture
def kari(ada):
    """County contact of the county Nav Fjordby is in."""
    return make_member("Kari", county=ada.office.county, role=Role.COUNTY_CONTACT)


@pytest.fixture
def fia(ada):
    """A researcher."""
    return make_member("Fia", office=ada.office, role=Role.RESEARCHER)


@pytest.fixture
def pia(ada):
    """Privacy coordinator for Nav Fjordby."""
    return make_member("Pia", office=ada.office, role=Role.PRIVACY_COORDINATOR)


@pytest.fixture
def olav(ada):
    """Operates the system."""
    return make_member("Olav", office=ada.office, role=Role.OPERATOR)


@pytest.fixture
def tor(db):
    """An advisor at Nav Skogvik in another county: a rightful user with a caseload of his own."""
    county = County.objects.create(name="Agder")
    tor = make_member("Tor", office=make_office("Nav Skogvik", county))
    make_participant(tor, "Stille Brygge")
    return tor


@pytest.fixture
def liv(tor):
    """Leads Nav Skogvik: as mighty as Lars, but not at Fjordby."""
    return make_member("Liv", office=tor.office, role=Role.OFFICE_LEADER)


@pytest.fixture
def lampe(ada):
    """A participant in Ada's caseload: Blid Lampe."""
    return make_participant(ada, "Blid Lampe", birth_year=1991)


@pytest.fixture
def log_in():
    def log_in(membership):
        client = Client()
        client.force_login(membership.user)
        return client

    return log_in


@pytest.fixture
def sink(settings):
    """A mail server on this machine; mails of the test go there."""
    sink = Sink()
    sink.start()
    # pytest-django keeps mails in memory; here they go the way they go in production.
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    yield sink
    sink.stop()


@pytest.fixture
def every_log():
    """Everything any logger says, down to DEBUG."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield said
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Threads of a live server keep their connections; the database is dropped all the same."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True, scope="session")
def flushing_may_empty_the_audit_log():
    """Tests that commit are cleaned up by TRUNCATE, which the audit log's trigger refuses.

    The longest times of measures and the first text of consent stay: they come with the migrations,
    as in a real database.
    """
    plain = DatabaseOperations.sql_flush

    def without_triggers(self, style, tables, **options):
        kept = {MeasureLimit._meta.db_table, ConsentText._meta.db_table}
        statements = plain(self, style, [table for table in tables if table not in kept], **options)
        statements += ["DELETE FROM surveys_consenttext WHERE number > 1;"] if statements else []
        off, on = (f"SET session_replication_role = {role};" for role in ("replica", "DEFAULT"))
        return [off, *statements, on] if statements else statements

    execute = DatabaseOperations.execute_sql_flush

    def once_more_after_a_deadlock(self, statements):
        """A late request of the live server may hold a table; the next time it is done."""
        try:
            execute(self, statements)
        except OperationalError:
            execute(self, statements)

    DatabaseOperations.sql_flush = without_triggers
    DatabaseOperations.execute_sql_flush = once_more_after_a_deadlock
    yield
    DatabaseOperations.sql_flush = plain
    DatabaseOperations.execute_sql_flush = execute


def pytest_configure():
    """Pages in tests find static files where they lie, collected or not."""
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    # Each test's client makes the middleware anew: it need not read the collected files each time.
    settings.WHITENOISE_AUTOREFRESH = True
    # How long an example takes says nothing on a machine that others use as well.
    hypothesis.settings.register_profile(
        "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("patient")


def pytest_collection_finish():
    """What is loaded now stays to the end: the garbage collector need not look at it again."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter):
    """What was measured and, summed up, counted: `make test-anonymity` is run to read it."""
    said = [
        each
        for reports in terminalreporter.stats.values()
        for report in reports
        for each in getattr(report, "user_properties", ())
        if report.when == "call"
    ]
    lines = [value for name, value in said if name == "measured"]
    totals = {}
    for figures in (value for name, value in said if name == "counted"):
        for what, number in figures.items():
            totals[what] = totals.get(what, 0) + number
    lines += [f"{what}: {number}" for what, number in totals.items()]
    if lines:
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def database_roles(django_db_setup, django_db_blocker):
    """The roles of hybridnav/roles.py, in this test's database."""
    with django_db_blocker.unblock():
        call_command("grant_roles", verbosity=0)


@pytest.fixture
def acting_as(db, database_roles):
    """`with acting_as(role):` the database lets through what it lets through for this role."""

    @contextmanager
    def acting_as(role):
        # What fails is rolled back, and the role with it.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {role}")
            yield
            cursor.execute("RESET ROLE")

    return acting_as
