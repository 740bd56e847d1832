"""The audit log: one line for one human action, and no way to change a written one."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts import audit, sealing
from accounts.cef import cef
from accounts.models import AuditEntry
from hybridnav.logs import without_tokens


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


@pytest.fixture
def sealed(ada, lampe):
    """Two seals over three lines."""
    audit.record(ada, "participant.open", lampe)
    audit.record(ada, "participant.open", lampe, reason="Ringte tilbake")
    sealing.seal()
    audit.record(ada, "plan.edit", lampe)
    return sealing.seal()


def test_lines_are_sealed_in_a_chain(sealed):
    assert (sealed.number, sealed.lines) == (2, 1)
    assert sealing.first_broken() == (None, 2)


def test_a_seal_is_said_in_the_log_whole(ada, lampe, caplog):
    """Kept elsewhere, it tells when the newest seal is taken away together with its lines."""
    audit.record(ada, "participant.open", lampe)
    with caplog.at_level("INFO", "hybridnav.audit"):
        made = sealing.seal()
    assert without_tokens(caplog.messages[0]).replace(" ", "").endswith(made.chain)


def test_nothing_new_is_nothing_to_seal(sealed):
    assert sealing.seal() is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE accounts_auditentry SET reason = 'x' WHERE reason <> ''", 1),
        ("UPDATE accounts_auditentry SET at = at + interval '1 microsecond'", 1),
        ("DELETE FROM accounts_auditentry WHERE reason <> ''", 1),
        ("DELETE FROM accounts_auditentry WHERE action = 'plan.edit'", 2),
        ("UPDATE accounts_auditseal SET lines = lines + 1 WHERE number = 2", 2),
        ("DELETE FROM accounts_auditseal WHERE number = 1", 1),
    ],
)
def test_the_owner_of_the_database_cannot_change_it_unseen(sealed, statement, broken):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")
    assert sealing.first_broken()[0] == broken
    with pytest.raises(CommandError, match=f"Seal {broken} is broken"):
        call_command("audit", "verify")


def test_a_line_of_a_transaction_that_is_still_open_is_sealed_with_the_next(
    transactional_db, ada, lampe
):
    """Its number is lower than that of lines that are there already."""
    is_written, may_end = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            audit.record(ada, "plan.edit", lampe)
            is_written.set()
            may_end.wait(10)
        connection.close()

    thread = threading.Thread(target=slowly)
    thread.start()
    is_written.wait(10)
    audit.record(ada, "participant.open", lampe)
    try:
        assert sealing.seal() is None
    finally:
        may_end.set()
        thread.join()
    assert sealing.seal().lines >= 2
    assert sealing.first_broken() == (None, 1)


def test_a_line_in_the_form_of_navs_logger(ada, lampe, capsys):
    audit.record(ada, "participant.open", lampe, reason="Ringte = tilbake\nnå", permitted=False)
    call_command("audit", "cef")
    [line] = [each for each in capsys.readouterr().out.splitlines() if "Deny" in each]
    assert line.startswith("CEF:0|hybridnav|auditLog|1.0|audit:read|Sporingslogg|WARN|end=")
    assert f"suid={ada.user_id} duid={lampe.pk} sproc=participant.open" in line
    assert "flexString1=Deny" in line and r"cs1=Ringte \= tilbake\nnå" in line


def test_a_change_is_no_reading(ada, lampe):
    changed = audit.record(ada, "participant.edit", lampe)
    assert "|audit:update|Sporingslogg|INFO|" in cef(changed)
