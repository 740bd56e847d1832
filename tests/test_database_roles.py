"""Each process may do what it has to, and the database refuses it everything else."""

import json
import uuid

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from hybridnav import roles
from hybridnav.roles import ANALYST, RELEASE, WEB, WORKER
from notifications import delivery, staff_mail
from notifications.actions import tell_at_once, told
from notifications.models import Mail, Notification
from surveys.answers.actions import release
from surveys.answers.reading import Answers
from surveys.instruments.actions import take_in
from surveys.instruments.questionnaire import Block, Choice, Item, Kind, Page, Questionnaire, Texts
from surveys.intake.actions import answer, seal, take_batch
from surveys.intake.release import work
from surveys.invitations.models import hash_of
from surveys.models import Batch, ConsentText, FreeText, Invitation, Response, Sealed, Wave
from surveys.tables.counting import counted, texts_of

QUESTIONNAIRE = Questionnaire(
    Texts("Puls"),
    (
        Page(
            "p",
            (
                Block(
                    "b",
                    (
                        Item("room", Kind.ONE, Texts("Tid?"), "answers"),
                        Item("more", Kind.TEXT, Texts("Noe mer?")),
                    ),
                ),
            ),
        ),
    ),
    {"answers": (Choice("yes", Texts("Ja")), Choice("no", Texts("Nei")))},
)
EVERYTHING = ["SELECT count(*) FROM {}", "DELETE FROM {}", "TRUNCATE {}", "LOCK {}"]


def asked(sql, params=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else None


@pytest.fixture
def wave(db):
    """Closed, with the answers of six."""
    wave = Wave.objects.create(
        version=take_in("pulse", QUESTIONNAIRE), label="T3", way="codes", state="closed"
    )
    texts = [f"Tekst {number}" for number in range(6)]
    release(wave, Answers([{"room": "yes"}] * 6, {"more": texts}, []), part=1)
    return wave


def open_wave_of(version):
    consent = ConsentText.objects.first()
    given = {"opens_on": timezone.localdate(), "consent": consent, "audience": "advisors"}
    return Wave.objects.create(version=version, label="T4", way="codes", state="open", **given)


@pytest.fixture
def batch(acting_as):
    """A spare one, made as the release process makes it."""
    with acting_as(RELEASE):
        batch = Batch.objects.create(public_key=b"k" * 32)
        asked(
            f"CREATE TABLE {batch.partition} PARTITION OF surveys_sealed"
            f" FOR VALUES IN ('{batch.pk}')"
        )
    return batch


@pytest.fixture
def invitation(wave, batch):
    return Invitation.objects.create(wave=wave, batch=batch, token_sha256=hash_of("token"))


@pytest.mark.parametrize("role", [WEB, WORKER])
@pytest.mark.parametrize(
    "statement",
    [
        *(statement.format("surveys_response") for statement in EVERYTHING),
        *(statement.format("surveys_freetext") for statement in EVERYTHING),
        *(statement.format("surveys_sealed") for statement in EVERYTHING),
        "SELECT count(*) FROM {partition}",
        "INSERT INTO {partition} VALUES (gen_random_uuid(), '{batch}', '')",
        "DROP TABLE {partition}",
        "INSERT INTO surveys_response VALUES (gen_random_uuid(), '{{}}', gen_random_uuid())",
        "INSERT INTO surveys_batch SELECT * FROM surveys_batch",
        "UPDATE surveys_batch SET public_key = 'x'",
        "UPDATE surveys_invitation SET token_sha256 = 'x'",
        "DELETE FROM surveys_batch",
        "UPDATE accounts_auditentry SET action = 'x'",
        "DELETE FROM accounts_auditentry",
        "TRUNCATE accounts_auditentry",
        "DELETE FROM django_migrations",
        "ALTER TABLE surveys_sealed ADD more int",
        "CREATE TABLE made (id int)",
        "DROP FUNCTION survey_counts",
        "ALTER FUNCTION survey_counts SECURITY INVOKER",
        "SET ROLE hybridnav_analyst",
        "COPY accounts_office TO PROGRAM 'cat'",
    ],
)
def test_web_and_worker_may_not(acting_as, batch, role, statement):
    refused = pytest.raises(ProgrammingError, match="permission denied|must be owner")
    with refused, transaction.atomic():
        # As after a login: SET ROLE back to the superuser of the tests is refused too.
        asked(f"SET LOCAL SESSION AUTHORIZATION {role}")
        asked(statement.format(partition=batch.partition, batch=batch.pk))


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        (RELEASE, "SELECT answers FROM surveys_response"),
        (RELEASE, "DELETE FROM surveys_response"),
        (RELEASE, "SELECT token_sha256 FROM surveys_invitation"),
        (RELEASE, "UPDATE surveys_invitation SET is_spent = false"),
        (RELEASE, "UPDATE surveys_wave SET state = 'closed'"),
        (RELEASE, "SELECT count(*) FROM caseload_participant"),
        (RELEASE, "SELECT count(*) FROM accounts_user"),
        (RELEASE, "SELECT count(*) FROM survey_texts(gen_random_uuid(), '')"),
        (ANALYST, "SELECT count(*) FROM surveys_invitation"),
        (ANALYST, "SELECT count(*) FROM surveys_sealed"),
        (ANALYST, "SELECT count(*) FROM surveys_batch"),
        (ANALYST, "SELECT count(*) FROM caseload_participant"),
        (ANALYST, "SELECT count(*) FROM accounts_user"),
        (ANALYST, "INSERT INTO surveys_response SELECT * FROM surveys_response"),
        (ANALYST, "DELETE FROM surveys_freetext"),
        (ANALYST, "CREATE TABLE made (id int)"),
    ],
)
def test_release_and_analyst_may_not(acting_as, role, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        asked(f"SET LOCAL SESSION AUTHORIZATION {role}")
        asked(statement)


def test_web_takes_a_batch_and_an_answer(acting_as, wave, batch, invitation):
    with acting_as(WEB):
        spare = Batch.objects.select_for_update(skip_locked=True).filter(state="spare").first()
        Batch.objects.filter(pk=spare.pk).update(state="open", wave=wave, period="2026-2")
        unspent = Invitation.objects.filter(token_sha256=hash_of("token"), is_spent=False)
        assert unspent.update(is_spent=True) == 1
        Sealed.objects.create(batch_id=spare.pk, blob=b"0" * 4144)
    assert Sealed.objects.count() == 1


def test_web_and_worker_have_answers_counted_that_they_may_not_read(acting_as, wave):
    for role in (WEB, WORKER):
        with acting_as(role):
            [row] = counted(QUESTIONNAIRE, ["room"], [wave])
            assert (row.counts, row.n) == ({"yes": 6, "no": 0}, 6)
            assert len(texts_of(wave, "more")) == 6


def test_a_draft_is_deleted_without_a_look_at_answers(acting_as, wave):
    draft = Wave.objects.create(version=wave.version, label="T4", way="codes")
    with acting_as(WEB):
        draft.delete()
    assert list(Wave.objects.all()) == [wave]
    with pytest.raises(IntegrityError), acting_as(WEB):
        wave.delete()
        asked("SET CONSTRAINTS ALL IMMEDIATE")


def test_release_opens_and_drops_what_web_brought(acting_as, wave, batch, invitation):
    Sealed.objects.create(batch_id=batch.pk, blob=b"0" * 4144)
    with acting_as(RELEASE):
        assert asked(f"SELECT length(blob) FROM {batch.partition}") == [(4144,)]
        offices = batch.invitations.filter(is_spent=False).values_list("office", flat=True)
        assert list(offices) == [None]
        assert batch.invitations.count() == 1
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        assert wave.pk == Wave.objects.select_related("version__instrument").get().pk
        release(wave, Answers([{"room": "no"}], {"more": ["Nei"]}, []), part=1)
        Batch.objects.filter(pk=locked.pk).update(state="released", number=1, wave=wave)
        asked(f"ALTER TABLE surveys_sealed DETACH PARTITION {batch.partition}")
        asked(f"DROP TABLE {batch.partition}")
    assert (Response.objects.count(), FreeText.objects.count()) == (7, 7)
    assert asked("SELECT to_regclass(%s)", [batch.partition]) == [(None,)]


def test_the_whole_way_of_an_answer(acting_as, wave, settings, tmp_path):
    """Each step by its own process: a batch ahead, six answers, closed, opened, counted."""
    settings.RELEASE_KEYS = tmp_path / "keys"
    with acting_as(RELEASE):
        work(spares=2)
    wave = open_wave_of(wave.version)
    with acting_as(WEB):
        batch = take_batch(wave)
        for number in range(6):
            Invitation.objects.create(wave=wave, batch=batch, token_sha256=hash_of(f"t{number}"))
            assert answer(wave, f"t{number}", {"room": "no", "more": "Ja."})
        assert not answer(wave, "t0", {})
    with acting_as(WORKER):
        seal(wave)
        Wave.objects.filter(pk=wave.pk).update(state="closed")
    with acting_as(RELEASE):
        [opened] = work(spares=2)
    assert (opened.state, opened.number) == ("released", 6)
    with acting_as(WEB):
        assert counted(QUESTIONNAIRE, ["room"], [wave])[0].counts == {"yes": 0, "no": 6}
        assert texts_of(wave, "more") == ["Ja."] * 6
    # Those of a restored database have no keys.
    settings.RELEASE_KEYS = tmp_path / "others"
    with acting_as(RELEASE):
        work(spares=1)


def test_the_analyst_makes_tables(acting_as, wave, capsys):
    with acting_as(ANALYST):
        assert Response.objects.filter(wave=wave).count() == 6
        call_command("survey_table", "--wave", "T3", "--items", "room", "--json")
    [item] = json.loads(capsys.readouterr().out)["items"]
    assert item == {"item": "room", "counts": {"yes": 6, "no": 0}, "n": 6}


def test_an_advisor_works_as_ever(acting_as, log_in, ada, lampe):
    ada.user.set_password("et langt passord til Ada")
    ada.user.save(update_fields=["password"])
    with acting_as(WEB):
        client = log_in(ada)
        client.post(reverse("account_logout"))
        filled = {"login": ada.user.email, "password": "et langt passord til Ada"}
        assert client.post(reverse("account_login"), filled).status_code == 302
        assert "Blid Lampe" in client.get("/bench/").content.decode()
        form = client.get(f"/participants/{lampe.pk}/contacts/new/").context["form"]
        filled = {name: form[name].value() for name in form.fields if form[name].value()}
        client.post(f"/participants/{lampe.pk}/contacts/new/", filled | {"needs": "nobody"})
    assert lampe.contacts.count() == 1
    assert AuditEntry.objects.filter(subject_id=str(lampe.pk)).exists()


def test_the_worker_sends_mails_and_does_what_is_due(acting_as, ada, sink):
    with acting_as(WORKER):
        tell_at_once([told(ada.user_id, ada.office_id, Notification.Kind.CALL, uuid.uuid4(), "/")])
        delivery.deliver(str(Mail.objects.get().pk), staff_mail.write)
        call_command("sweep")
    assert [mail["To"] for mail in sink.mails] == ["ada@nav.example"]


def state():
    """Every right on every table, and when it was last written."""
    return asked(
        "SELECT relname, relacl::text, relowner, xmin::text FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname"
    ) + asked("SELECT rolname, oid FROM pg_roles ORDER BY oid")


def complaints():
    found = run_checks(tags=["database"], databases=["default"])
    return [each.msg for each in found if each.id == "hybridnav.W001"]


def test_granted_twice_nothing_changes(database_roles, db, capsys):
    before = state()
    call_command("grant_roles")
    assert state() == before
    assert capsys.readouterr() == ("0 grants changed.\n", "")
    assert complaints() == []


def test_a_new_table_is_covered(acting_as):
    asked("CREATE TABLE brought_by_a_migration (id int GENERATED ALWAYS AS IDENTITY, text text)")
    call_command("grant_roles", verbosity=0)
    for role in (WEB, WORKER):
        with acting_as(role):
            asked("INSERT INTO brought_by_a_migration (text) VALUES ('x')")
            asked("UPDATE brought_by_a_migration SET text = 'y'")
    for role in (RELEASE, ANALYST):
        with pytest.raises(ProgrammingError, match="denied"), acting_as(role):
            asked("SELECT text FROM brought_by_a_migration")


def test_a_partition_made_by_hand_becomes_the_release_s(acting_as):
    asked(f"CREATE TABLE by_hand PARTITION OF surveys_sealed FOR VALUES IN ('{uuid.uuid4()}')")
    call_command("grant_roles", verbosity=0)
    with acting_as(RELEASE):
        asked("ALTER TABLE surveys_sealed DETACH PARTITION by_hand")
        asked("DROP TABLE by_hand")


@pytest.mark.parametrize(
    ("granted", "said"),
    [
        (f"GRANT SELECT ON surveys_response TO {WEB}", f"{WEB} may SELECT surveys_response"),
        (
            f"GRANT SELECT (answers) ON surveys_response TO {WEB}",
            f"{WEB} may SELECT surveys_response answers",
        ),
        (f"GRANT TRUNCATE ON caseload_participant TO {WORKER}", f"{WORKER} may TRUNCATE"),
        ("GRANT SELECT ON surveys_freetext TO PUBLIC", "PUBLIC may SELECT surveys_freetext"),
        (f"GRANT CREATE ON SCHEMA public TO {WEB}", f"{WEB} may make tables in the schema public"),
    ],
)
def test_more_than_is_listed_is_said_and_taken_back(database_roles, db, granted, said):
    asked(granted)
    assert any(each.startswith(said) for each in complaints())
    call_command("grant_roles", verbosity=0)
    assert complaints() == []


@pytest.mark.parametrize(
    ("granted", "said"),
    [
        (f"GRANT pg_read_all_data TO {WEB}", f"{WEB} is a member of pg_read_all_data"),
        (f"ALTER ROLE {WEB} SUPERUSER", f"{WEB} is a superuser"),
        (f"ALTER TABLE caseload_participant OWNER TO {WEB}", f"{WEB} owns caseload_participant"),
    ],
)
def test_power_that_no_grant_takes_back_is_said(database_roles, db, granted, said):
    with transaction.atomic():
        asked(granted)
        assert any(each.startswith(said) for each in complaints())
        transaction.set_rollback(True)


def test_what_is_listed_is_there(db, database_roles):
    with connection.cursor() as cursor:
        tables = {table.name: table for table in roles.relations(cursor)}
    assert set(roles.TABLES) <= set(tables)
    assert tables["surveys_sealed"].owner == RELEASE
    owners = "SELECT proname, pg_get_userbyid(proowner) FROM pg_proc WHERE proname = ANY(%s)"
    assert dict(asked(owners, [list(roles.FUNCTIONS)])) == dict.fromkeys(roles.FUNCTIONS, ANALYST)
