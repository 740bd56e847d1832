"""Whoever has the whole database links no answer to who gave it; a design that is weaker, she does.

200 waves, fewer in `make test`, with 6 answers each, sent through the page. By chance one in six is
guessed rightly.
"""

import json
from math import sqrt

import pytest
from django.db import connection

from surveys.answers import actions as answers
from surveys.intake import actions, release
from surveys.intake.actions import answer
from surveys.models import (
    Batch,
    FreeText,
    Instrument,
    InstrumentVersion,
    Invitation,
    Response,
    Wave,
)
from tests.surveys.anonymity.attack import linked, simulate, spearman
from tests.surveys.anonymity.waves import K, send_as_a_browser
from tests.surveys.conftest import drop_partitions
from tests.thorough import trials

WAVES, WAVES_OF_A_CONTROL = trials(200, few=60), 20
AS_BY_CHANCE = 1 / K + 3.29 / (K * sqrt(WAVES))
pytestmark = pytest.mark.django_db
LENGTHS_ARE_HELD = "CHECK (octet_length(blob) IN (4144, 16432, 65584))"


@pytest.fixture(scope="module")
def seen(django_db_setup, django_db_blocker):
    """Written before the transaction of a test begins, as PostgreSQL numbers them itself."""
    with django_db_blocker.unblock():
        yield simulate(WAVES, send_as_a_browser)
        drop_partitions()
        for model in [Response, FreeText, Invitation, Batch, Wave]:
            model.objects.all().delete()
        for model in [InstrumentVersion, Instrument]:
            model.objects.all().delete()


@pytest.fixture
def any_length(no_partition_stays):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE surveys_sealed DROP CONSTRAINT surveys_sealed_blob_check")
        yield
        cursor.execute(f"ALTER TABLE surveys_sealed ADD {LENGTHS_ARE_HELD}")


def test_no_answer_is_linked_better_than_by_chance(seen, record_property):
    found = linked(seen)
    for name, share in found.items():
        record_property("measured", f"linked by {name}: {share:.3f} (limit {AS_BY_CHANCE:.3f})")
    assert max(found.values()) <= AS_BY_CHANCE


def test_each_batch_was_written_by_one_transaction(seen):
    written = [{response["xmin"] for response in each.responses} for each in seen]
    assert all(len(each) == 1 for each in written)
    assert len(set.union(*written)) == WAVES


def test_where_an_answer_is_stored_says_nothing_of_when_it_came(seen, record_property):
    limit = 3.29 / sqrt((K - 1) * WAVES)
    found = spearman(seen)
    record_property("measured", f"Spearman of arrival and place: {found:+.3f} (limit ±{limit:.3f})")
    assert abs(found) <= limit


def test_nothing_is_lost(seen):
    assert all(len(each.responses) == K for each in seen)


def test_all_sealed_answers_have_one_length(seen):
    assert {len(blob) for each in seen for _place, blob in each.dump.values()} == {4144}


def test_nothing_is_left_in_the_files_of_the_partitions(seen):
    assert {each.left for each in seen} == {b""}


# What the attack finds where one of these is left out, so that it is known to be one


def control(record_property, name):
    found = linked(simulate(WAVES_OF_A_CONTROL, answer))
    worst = max(found, key=found.get)
    record_property("measured", f"control, {name}: {found[worst]:.3f} by {worst}")
    return found


def test_without_shuffling_answers_are_linked(no_partition_stays, monkeypatch, record_property):
    monkeypatch.setattr(answers, "shuffled", list)
    # Not 1: the server may have vacuumed meanwhile, and puts rows where there is room.
    assert control(record_property, "not shuffled")["order of rows"] > 0.9


def test_without_padding_answers_are_linked(any_length, monkeypatch, record_property):
    monkeypatch.setattr(actions, "padded", lambda _of, given: json.dumps(given).encode())
    assert control(record_property, "not padded")["length when sealed"] > 0.9


def test_plain_answers_that_are_deleted_are_linked(any_length, monkeypatch, record_property):
    class Open:
        def __init__(self, _key):
            pass

        def encrypt(self, content):
            return content

        decrypt = encrypt

    def delete(batch):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM surveys_sealed WHERE batch_id = %s", [batch.pk])

    monkeypatch.setattr(
        actions, "padded", lambda _of, given: json.dumps(given, sort_keys=True).encode()
    )
    monkeypatch.setattr(actions, "SealedBox", Open)
    monkeypatch.setattr(release, "SealedBox", Open)
    monkeypatch.setattr(release, "_drop_partition", delete)
    found = control(record_property, "plain and deleted")
    assert found["reading what is left in files"] == 1
    assert found["reading the old dump"] == 1
