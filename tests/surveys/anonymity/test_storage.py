"""What the database, its files and its log of changes hold of an answer, and when."""

import logging
import uuid

import pytest
from django.core import mail
from django.db import connection
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from surveys.intake import release
from surveys.intake.actions import answer
from surveys.models import FreeText, Response, Sealed
from tests.reflection.test_private_canary import dump, stands_in
from tests.surveys.anonymity.waves import (
    WITH_TEXT,
    K,
    answers_of,
    bytes_in,
    close,
    file_of,
    invite_from_two_offices,
    make_wave,
    put_on_the_disk,
    sealed,
)

OF_ANSWERS = ["surveys_response", "surveys_freetext", "surveys_sealed", "surveys_batch"]
OF_TIME = {"date", "timestamp with time zone", "timestamp without time zone", "interval"}


def columns(table):
    """[(name, type, default, "YES" where it counts up)]"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, coalesce(column_default, ''), is_identity"
            " FROM information_schema.columns WHERE table_name = %s",
            [table],
        )
        return cursor.fetchall()


@pytest.mark.parametrize("table", [*OF_ANSWERS, "surveys_invitation"])
def test_no_column_says_when_or_in_which_order(db, table):
    found = columns(table)
    assert found and ("id", "uuid") in [(name, kind) for name, kind, *_more in found]
    for name, kind, default, counts_up in found:
        assert kind not in OF_TIME, name
        assert counts_up == "NO" and "nextval" not in default, name


@pytest.mark.parametrize("table", ["surveys_response", "surveys_freetext"])
def test_no_column_of_answers_says_who_from_where_or_in_which_language(db, table):
    found = {name for name, *_more in columns(table)}
    assert found <= {"id", "wave_id", "part", "answers", "item", "text"}


def test_ids_are_random_and_hold_no_time(spares):
    wave = make_wave(WITH_TEXT)
    for number, token in enumerate(invite_from_two_offices(wave)):
        answer(wave, token, answers_of(number) | {"more": "Ja"})
    ids = list(Sealed.objects.values_list("pk", flat=True))
    close(wave)
    release.work()
    for model in [Response, FreeText]:
        ids += model.objects.values_list("pk", flat=True)
    assert len(ids) == 3 * K and {each.version for each in ids} == {4}


def logs_of_changes():
    """The bytes of PostgreSQL's write-ahead log."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'")
        names = [name for (name,) in cursor.fetchall()]
    return b"".join(bytes_in(f"pg_wal/{name}") for name in names)


def test_an_answer_is_nowhere_until_it_is_opened_and_then_where_it_belongs(
    no_partition_stays, caplog, release_keys, record_property
):
    for logger in [None, "hybridnav", "django", "django.db.backends"]:
        caplog.set_level(logging.DEBUG, logger)
    marker, in_plain = (f"ZZMARK{uuid.uuid4().hex}" for _each in range(2))
    release.make_spares(1)
    wave = make_wave(WITH_TEXT, label=in_plain[:40])
    in_plain = in_plain[:40]
    (batch,) = wave.batches.all()
    for number, token in enumerate(invite_from_two_offices(wave)):
        answer(wave, token, answers_of(number) | {"more": marker})
    path = file_of(batch.partition)
    put_on_the_disk()
    old_dump, old_blobs, old_file = dump(), sealed(wave), bytes_in(path)
    # What lies there open would have been found.
    assert stands_in(in_plain, old_dump) and stands_in(in_plain, logs_of_changes())
    assert old_file
    for place in [old_dump, old_file, logs_of_changes(), caplog.text.encode()]:
        assert not stands_in(marker, place)

    close(wave)
    release.work()
    put_on_the_disk()
    assert FreeText.objects.filter(text=marker).count() == K
    assert not bytes_in(path)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [batch.partition])
        assert cursor.fetchone() == (None,)
    assert not (release_keys / f"{batch.pk.hex}.key").exists()

    # The answer stands in its own table alone; whoever kept the old dump opens it with no key left.
    elsewhere = b"".join(
        bytes_in(file_of(table)) for table in ["surveys_batch", "surveys_invitation"]
    )
    assert not stands_in(marker, elsewhere)
    assert not mail.outbox
    tried = opened = 0
    for file in release_keys.iterdir():
        for blob in old_blobs:
            tried += 1
            opened += opens(PrivateKey(file.read_bytes()), blob)
    record_property("measured", f"old dump, {tried} tries with every key left: {opened} opened")
    assert (opened, tried > 0) == (0, True)


def opens(key, blob):
    try:
        return bool(SealedBox(key).decrypt(blob))
    except CryptoError:
        return False
