"""T20: the ledger is added to, and every other change of it shows."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from hybridnav.roles import WEB, WORKER
from notifications.models import Notification
from surveys.ledger.actions import append, earlier_of
from surveys.ledger.chain import broken, link
from surveys.ledger.models import LedgerEntry
from surveys.releases.models import Release
from surveys.tasks import verify_ledger
from tests.surveys.releases.frames import PART
from tests.surveys.releases.released import make_content, make_entry

OTHER, THIRD = ("00000000-0000-4000-8000-000000000002", 1), (PART[0], 2)


@pytest.fixture
def three(fia):
    return [make_entry(fia, f"Tabeller {number}") for number in (1, 2, 3)]


def without_triggers(statement, *values):
    """As a superuser who has turned off what the database refuses."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_entries_are_numbered_one_after_the_other(three):
    assert [entry.number for entry in three] == [1, 2, 3]
    assert len({entry.chain for entry in three}) == 3
    assert broken() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE surveys_ledgerentry SET facts = '{}' WHERE number = 2",
        "DELETE FROM surveys_ledgerentry WHERE number = 3",
        "TRUNCATE surveys_ledgerentry",
    ],
)
def test_the_database_refuses_every_change(three, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; {statement}")
    assert broken() == []


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    "change",
    [
        "facts = facts || '{\"files\": {}}'",
        "content = jsonb_set(content, '{stats,0,high}', '9')",
        "at = at + interval '1 microsecond'",
        "chain = repeat('a', 64)",
    ],
)
def test_an_entry_that_was_edited_is_named(three, number, change):
    without_triggers(f"UPDATE surveys_ledgerentry SET {change} WHERE number = %s", number)
    assert broken() == [number]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_entry_that_was_taken_away_is_named_and_so_is_the_last(three, number):
    without_triggers("DELETE FROM surveys_ledgerentry WHERE number = %s", number)
    assert broken() == [number]


def test_an_entry_that_was_given_to_another_release_or_number_shows(three, fia):
    other = Release.objects.create(title="Ny", purpose="", seed=b"", made_by=fia.user)
    without_triggers(
        "UPDATE surveys_ledgerentry SET release_id = %s WHERE number = 2", str(other.pk)
    )
    assert 2 in broken()
    without_triggers("UPDATE surveys_ledgerentry SET number = 7 WHERE number = 3")
    assert {2, 3} <= set(broken())


def test_taking_everything_away_shows(three):
    without_triggers("TRUNCATE surveys_ledgerentry")
    assert broken() == [1, 2, 3]


def test_whoever_has_the_database_but_no_key_cannot_mend_the_chain(three, settings):
    settings.FIELD_KEYS, kept = ["ab" * 32], settings.FIELD_KEYS
    three[2].facts = {}
    forged = link(three[1].chain, three[2])
    settings.FIELD_KEYS = kept
    without_triggers(
        "UPDATE surveys_ledgerentry SET facts = '{}', chain = %s WHERE number = 3", forged
    )
    assert broken() == [3]


def test_a_command_verifies_it_for_web_and_worker(three, acting_as, capsys):
    for role in (WEB, WORKER):
        with acting_as(role):
            call_command("ledger", "verify")
    assert f"3 entries, as they were written. Last: {three[2].chain}" in capsys.readouterr().out
    without_triggers("UPDATE surveys_ledgerentry SET facts = '{}' WHERE number = 2")
    with pytest.raises(CommandError, match="Not as they were written: 2$") as failed:
        call_command("ledger", "verify")
    assert failed.value.returncode == 1


def test_the_worker_appends(fia, acting_as):
    with acting_as(WORKER):
        assert make_entry(fia).number == 1


def test_releases_of_the_same_answers_are_found_and_those_that_hang_on_them(fia):
    make_entry(fia, "a", content=make_content(parts=[PART]))
    make_entry(fia, "b", content=make_content(parts=[PART, OTHER]))
    make_entry(fia, "c", content=make_content(parts=[THIRD]))
    assert [(number, title) for number, title, _c in earlier_of([OTHER])] == [(1, "a"), (2, "b")]
    assert earlier_of([OTHER])[0][2] == make_content(parts=[PART])
    assert [number for number, *_more in earlier_of([THIRD])] == [3]
    assert earlier_of([("another", 1)]) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_append_at_once_get_different_numbers(fia):
    releases = [
        Release.objects.create(title=str(n), purpose="", seed=b"", made_by=fia.user)
        for n in range(6)
    ]

    def enter(release):
        append(release, make_content(), {})
        connection.close()

    threads = [threading.Thread(target=enter, args=[release]) for release in releases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(LedgerEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert broken() == []


def test_researchers_and_privacy_coordinators_read_it(fia, pia, log_in):
    entry = make_entry(fia, "Tabeller om tid", approved_by=pia)
    for member in (fia, pia):
        page = log_in(member).get("/surveys/ledger/").content.decode()
        assert "1. Tabeller om tid" in page and "godkjent av Pia" in page
        page = log_in(member).get(entry.get_absolute_url()).content.decode()
        assert "Denne oppføringen er slik den ble skrevet." in page
        assert entry.chain in page and "LESMEG.txt" in page


def test_the_whole_chain_is_looked_at_when_somebody_asks(three, pia, log_in):
    client = log_in(pia)
    assert "Alle oppføringene er slik" not in client.get("/surveys/ledger/").content.decode()
    assert "Alle oppføringene er slik" in client.get("/surveys/ledger/?check=yes").content.decode()
    without_triggers("UPDATE surveys_ledgerentry SET facts = '{}' WHERE number = 2")
    page = client.get("/surveys/ledger/?check=yes").content.decode()
    assert "er endret eller mangler: 2." in " ".join(page.split())
    assert "er ikke slik" in client.get(three[1].get_absolute_url()).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_no_more_when_it_grows(
    fia, pia, log_in, number, django_assert_max_num_queries
):
    for each in range(number):
        make_entry(fia, f"Tabeller {each}", approved_by=pia)
    client = log_in(pia)
    client.get("/surveys/ledger/")
    with django_assert_max_num_queries(9):
        client.get("/surveys/ledger/")


def test_privacy_coordinators_are_told_once_that_it_was_changed(three, pia):
    verify_ledger()
    told = Notification.objects.filter(kind="ledger_changed")
    assert not told.exists()
    without_triggers("DELETE FROM surveys_ledgerentry WHERE number = 3")
    verify_ledger()
    verify_ledger()
    assert told.get().user == pia.user
