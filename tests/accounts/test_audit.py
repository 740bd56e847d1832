"""The audit log: one line for one human action, and no way to change a written one."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import audit
from accounts.models import AuditEntry


@pytest.fixture
def line(ada, lampe):
    return audit.record(ada, "participant.open", lampe, reason="Ringte tilbake")


def test_a_line_says_who_in_which_role_did_what_about_whom_and_why(ada, lampe, line):
    line.refresh_from_db()
    assert (line.user, line.membership, line.role) == (ada.user, ada, "advisor")
    assert (line.action, line.subject_type) == ("participant.open", "caseload.participant")
    assert (line.subject_id, line.reason, line.permitted) == (str(lampe.pk), "Ringte tilbake", True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_auditentry SET reason = 'x'",
        "DELETE FROM accounts_auditentry",
        "TRUNCATE accounts_auditentry",
    ],
)
def test_the_database_refuses_to_change_it(line, statement):
    refused = pytest.raises(DatabaseError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else TRUNCATE stops for those
        cursor.execute(statement)
    assert AuditEntry.objects.filter(pk=line.pk, reason="Ringte tilbake").exists()


def actions(membership):
    lines = AuditEntry.objects.filter(membership=membership).order_by("pk")
    return list(lines.values_list("action", flat=True))


def test_opening_a_person_writes_one_line_and_her_panels_none(log_in, ada, lampe):
    client = log_in(ada)
    before = actions(ada)
    client.get(lampe.get_absolute_url())
    client.get(f"/participants/{lampe.pk}/timeline/", headers={"HX-Request": "true"})
    client.get(f"/participants/{lampe.pk}/workplaces/", headers={"HX-Request": "true"})
    assert actions(ada)[len(before) :] == ["participant.open"]


def test_the_bench_is_a_list_and_writes_no_line(log_in, ada, lampe):
    before = actions(ada)
    log_in(ada).get("/bench/")
    assert actions(ada) == before


def test_a_leader_without_a_reason_leaves_a_denial(log_in, lars, lampe):
    log_in(lars).get(lampe.get_absolute_url())
    line = AuditEntry.objects.get(membership=lars)
    assert (line.action, line.permitted) == ("participant.open", False)
