"""What a batch leaves behind when it is opened, and when it is not opened."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from nacl.public import PrivateKey, PublicKey, SealedBox

from surveys.intake import keys, padding, release
from surveys.intake.actions import NoSpareBatch, answer, go_on, take_batch
from surveys.models import Batch, FreeText, Response, Sealed
from tests.factories import make_office
from tests.surveys.anonymity.waves import (
    WITH_TEXT,
    K,
    answers_of,
    close,
    invite,
    invite_from_two_offices,
    make_wave,
    sealed,
)

State = Batch.State


def answer_all(wave, tokens):
    for number, token in enumerate(tokens):
        assert answer(wave, token, answers_of(number))


def exists(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
        return cursor.fetchone()[0]


@pytest.fixture
def never_decrypts(monkeypatch):
    def decrypt(*_args):
        raise AssertionError("something was decrypted")

    monkeypatch.setattr(SealedBox, "decrypt", decrypt)
    monkeypatch.setattr(keys, "private", decrypt)


# Opened


def test_what_was_answered_comes_out_and_nothing_else_stays(spares):
    wave = make_wave(WITH_TEXT)
    tokens = invite_from_two_offices(wave)
    for number, token in enumerate(tokens):
        answer(wave, token, answers_of(number) | {"more": f"Ord {number} – ærlig"})
    assert not Response.objects.exists()
    (batch,) = wave.batches.all()
    assert keys.exists(batch.pk) and exists(batch.partition)

    close(wave)
    (opened,) = release.work()
    assert (opened.state, opened.number, opened.wrong) == (State.RELEASED, K, 0)
    assert not keys.exists(batch.pk) and not exists(batch.partition)
    found = [each.answers for each in Response.objects.all()]
    assert sorted(each["people"] for each in found) == list(range(K))
    assert not any("more" in each for each in found)
    texts = {each.text for each in FreeText.objects.filter(item="more", wave=wave)}
    assert texts == {f"Ord {number} – ærlig" for number in range(K)}
    batch.refresh_from_db()
    assert (batch.state, batch.number) == (State.RELEASED, K)


def test_nothing_is_opened_before_the_wave_is_closed(spares, never_decrypts):
    wave = make_wave()
    answer_all(wave, invite_from_two_offices(wave))
    assert release.work() == []
    assert len(sealed(wave)) == K


def test_a_batch_is_opened_once(spares):
    wave = make_wave()
    answer_all(wave, invite_from_two_offices(wave))
    close(wave)
    assert len(release.work()) == 1
    assert release.work() == []
    assert Response.objects.count() == K


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": "twelve"},
        {"people": True},
        {"people": 2**40},
        {"unknown": 1},
        {"ways": ["way-1", "way-1"]},
        {"ways": "way-1"},
        {"ways": []},
        {"ways": [["way-1"]]},
        {"help": "nobody"},
        {"help": None},
        {"help": ["way-1"]},
        {"more": "  "},
        {"more": "\0"},
        {"more": "\ud800"},
        {"more": 1},
        [],
        7,
        None,
    ],
)
def test_what_is_no_answer_is_counted_and_left_out(spares, wrong):
    wave = make_wave(WITH_TEXT)
    *tokens, last = invite_from_two_offices(wave, K + 1)
    answer_all(wave, tokens)
    content = json.dumps(wrong).encode().ljust(padding.length_of(WITH_TEXT))
    put_in(wave, last, content)
    close(wave)
    (opened,) = release.work()
    assert (opened.state, opened.number, opened.wrong) == (State.RELEASED, K, 1)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{", b"[" * 4000])
def test_what_cannot_be_read_is_left_out_too(spares, content):
    wave = make_wave()
    *tokens, last = invite_from_two_offices(wave, K + 1)
    answer_all(wave, tokens)
    put_in(wave, last, content.ljust(padding.length_of(wave.questionnaire)))
    close(wave)
    assert [(each.number, each.wrong) for each in release.work()] == [(K, 1)]


def test_what_was_sealed_with_another_key_is_left_out_too(spares):
    wave = make_wave()
    *tokens, last = invite_from_two_offices(wave, K + 1)
    answer_all(wave, tokens)
    put_in(wave, last, b"{}".ljust(4096), key=PrivateKey.generate().public_key)
    close(wave)
    assert [(each.number, each.wrong) for each in release.work()] == [(K, 1)]


def put_in(wave, token, content, key=None):
    """As `answer` does, but whatever content."""
    batch = wave.batches.get(state=State.OPEN)
    assert answer(wave, token, {})
    empty = Sealed.objects.filter(batch=batch).order_by("pk")
    box = SealedBox(PrivateKey(bytes(keys.private(batch.pk))))
    (mine,) = [each.pk for each in empty if not json.loads(box.decrypt(bytes(each.blob)))]
    blob = SealedBox(key or PublicKey(bytes(batch.public_key))).encrypt(content)
    Sealed.objects.filter(batch=batch, pk=mine).update(blob=blob)


# Too few


def test_fewer_than_six_answers_are_destroyed_unread(spares, never_decrypts):
    wave = make_wave()
    (batch,) = wave.batches.all()
    answer_all(wave, invite_from_two_offices(wave, 20)[: K - 1])
    close(wave)
    (opened,) = release.work()
    assert opened.state == State.DESTROYED
    assert not keys.exists(batch.pk) and not exists(batch.partition)
    assert not Response.objects.exists()


def test_answers_by_links_from_one_office_are_destroyed_unread(spares, never_decrypts):
    wave = make_wave(way="links", audience="employers")
    one = make_office()
    answer_all(wave, [invite(wave, one) for _each in range(K)])
    invite(wave, make_office())  # who was only asked does not count
    close(wave)
    assert [each.state for each in release.work()] == [State.DESTROYED]


def test_answers_by_links_from_two_offices_are_opened(spares):
    wave = make_wave(way="links", audience="employers")
    answer_all(wave, invite_from_two_offices(wave))
    close(wave)
    assert [each.state for each in release.work()] == [State.RELEASED]


def test_fewer_than_six_that_are_answers_are_not_kept(spares):
    wave = make_wave()
    *tokens, last = invite_from_two_offices(wave)
    answer_all(wave, tokens)
    put_in(wave, last, b"7".ljust(4096))
    close(wave)
    assert [(each.state, each.wrong) for each in release.work()] == [(State.DESTROYED, 1)]
    assert not Response.objects.exists()


# Half-years


def test_a_half_year_with_enough_answers_is_opened_while_the_wave_goes_on(spares):
    wave = make_wave(period="2026-1")
    tokens = invite_from_two_offices(wave, 12)
    answer_all(wave, tokens[:K])
    new = go_on(wave, "2026-2")
    assert (new.period, new.state) == ("2026-2", State.OPEN)
    assert [each.state for each in release.work()] == [State.RELEASED]
    # Who has not answered yet can.
    answer_all(wave, tokens[K:])
    assert new.invitations.filter(is_spent=True).count() == K
    close(wave)
    assert [each.number for each in release.work()] == [K]
    assert Response.objects.count() == 12


def test_a_half_year_with_too_few_goes_on_into_the_next_and_the_one_after(spares, never_decrypts):
    wave = make_wave(period="2026-1")
    answer_all(wave, invite_from_two_offices(wave, K - 1))
    (batch,) = wave.batches.all()
    assert go_on(wave, "2026-2") == batch
    assert wave.batches.get().period == "2026-1–2026-2"
    go_on(wave, "2027-1")
    assert (wave.batches.get().period, wave.batches.get().state) == ("2026-1–2027-1", State.OPEN)
    assert release.work() == []


def test_a_half_year_with_links_from_one_office_only_goes_on(spares):
    wave = make_wave(way="links", audience="employers", period="2026-1")
    office = make_office()
    answer_all(wave, [invite(wave, office) for _each in range(9)])
    go_on(wave, "2026-2")
    assert wave.batches.get().period == "2026-1–2026-2"


def test_an_invitation_that_was_made_while_a_half_year_ended_counts_where_its_answer_is(spares):
    wave = make_wave(period="2026-1")
    tokens = invite_from_two_offices(wave)
    answer_all(wave, tokens)
    late = invite(wave)
    old = wave.batches.get()
    new = go_on(wave, "2026-2")
    wave.invitations.filter(is_spent=False).update(batch=old)
    assert answer(wave, late, answers_of(0))
    assert wave.invitations.filter(batch=new, is_spent=True).count() == 1
    assert Sealed.objects.filter(batch=new).count() == 1


# Made ahead


def test_without_a_spare_batch_no_wave_opens(db):
    wave = make_wave_without_batch()
    with pytest.raises(NoSpareBatch):
        take_batch(wave)


def make_wave_without_batch():
    release.make_spares(1)
    wave = make_wave()
    wave.batches.all().delete()
    return wave


def test_there_are_always_spare_batches_each_with_a_key_of_its_own(db):
    release.work(spares=3)
    spare = list(Batch.objects.filter(state=State.SPARE))
    assert len(spare) == 3 == len({bytes(each.public_key) for each in spare})
    assert all(keys.private(each.pk).public_key.encode() == each.public_key for each in spare)
    release.work(spares=3)
    assert Batch.objects.count() == 3


def test_only_its_owner_may_read_a_key(spares, settings):
    assert settings.RELEASE_KEYS.stat().st_mode & 0o777 == 0o700
    files = list(settings.RELEASE_KEYS.iterdir())
    assert files and all(each.stat().st_mode & 0o777 == 0o600 for each in files)


def test_no_private_key_is_in_the_database(spares):
    (spare, *_more) = Batch.objects.all()
    private = bytes(keys.private(spare.pk))
    assert bytes(spare.public_key) != private
    assert private not in [bytes(each.public_key) for each in Batch.objects.all()]


def test_a_spare_batch_whose_key_is_gone_takes_no_answers(spares):
    (spare, *_more) = Batch.objects.all()
    keys.destroy(spare.pk)
    release.work(spares=3)
    assert not Batch.objects.filter(pk=spare.pk).exists() and not exists(spare.partition)
    assert Batch.objects.count() == 3


def test_a_key_that_outlived_its_batch_is_destroyed_the_next_time(spares, monkeypatch):
    wave = make_wave()
    (batch,) = wave.batches.all()
    answer_all(wave, invite_from_two_offices(wave))
    close(wave)
    with monkeypatch.context() as patch:
        # It ends between writing the answers and destroying the key.
        patch.setattr(keys, "destroy", lambda _pk: None)
        release.work()
    assert keys.exists(batch.pk)
    release.work()
    assert not keys.exists(batch.pk)


def test_a_key_is_overwritten_before_its_file_goes(spares, settings):
    (spare, *_more) = Batch.objects.all()
    path = settings.RELEASE_KEYS / f"{spare.pk.hex}.key"
    private = path.read_bytes()
    other_name = path.with_suffix(".linked")
    other_name.hardlink_to(path)
    keys.destroy(spare.pk)
    assert not path.exists()
    assert other_name.read_bytes() != private
    other_name.unlink()


def test_a_batch_whose_key_is_gone_holds_up_no_other(spares, capsys):
    waves = [make_wave(), make_wave()]
    for wave in waves:
        answer_all(wave, invite_from_two_offices(wave))
    keys.destroy(waves[0].batches.get().pk)
    for wave in waves:
        close(wave)
    call_command("release_batches")
    said = capsys.readouterr().out
    assert "its key is gone" in said and "opened, 6 answers" in said
    assert [wave.batches.get().state for wave in waves] == [State.SEALED, State.RELEASED]
