"""An answer goes in sealed, at one length, once for each invitation."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import translation

from surveys.instruments.questionnaire import Block, Item, Kind, Page, Questionnaire, Texts
from surveys.intake import padding, release
from surveys.intake.actions import answer, seal
from surveys.models import InstrumentVersion, Invitation, Wave
from surveys.waves.readiness import of_questionnaire
from tests.surveys.anonymity.waves import (
    CLOSED,
    WITH_TEXT,
    K,
    answers_of,
    invite,
    make_wave,
    sealed,
)

LONGEST = "€" * padding.LONGEST_TEXT
ALL_WAYS = [f"way-{number}" for number in range(K + 1)]


@pytest.mark.parametrize("questionnaire", [CLOSED, WITH_TEXT])
def test_nothing_answered_and_everything_answered_are_as_long(spares, questionnaire):
    wave = make_wave(questionnaire)
    everything = {"people": -(2**31), "ways": ALL_WAYS, "help": "way-1"}
    if questionnaire is WITH_TEXT:
        everything["more"] = LONGEST
    for given in [{}, {"people": 1}, everything]:
        assert answer(wave, invite(wave), given)
    lengths = {len(blob) for blob in sealed(wave)}
    assert lengths == {48 + padding.length_of(questionnaire)}


def of_texts(number):
    items = [Item(f"text-{each}", Kind.TEXT, Texts("Hva?")) for each in range(number)]
    return Questionnaire(Texts("Puls"), (Page("one", (Block("all", tuple(items)),)),), {})


@pytest.mark.parametrize(("number", "kib"), [(0, 4), (1, 16), (2, 16), (3, 64), (8, 64)])
def test_how_long_is_decided_by_what_is_asked(number, kib):
    assert padding.length_of(of_texts(number)) == kib * 1024


def test_the_longest_answers_fit_as_they_are():
    given = {f"text-{each}": "😀" * padding.LONGEST_TEXT for each in range(8)}
    content = padding.padded(of_texts(8), given)
    assert len(content) == 64 * 1024
    assert json.loads(content) == given


def test_what_could_be_longer_than_can_be_sealed_is_not_sent_to_anybody():
    assert padding.length_of(of_texts(9)) is None
    wave = Wave(version=InstrumentVersion(content=of_texts(9).to_json()))
    with translation.override("en"):
        assert any("too many questions in own words" in each for each in of_questionnaire(wave))


def test_the_same_answer_is_never_sealed_the_same_way(spares):
    wave = make_wave()
    for _each in range(3):
        answer(wave, invite(wave), answers_of(1) | {"help": "way-1"})
    assert len(set(sealed(wave))) == 3


def test_who_is_not_invited_has_answered_or_comes_too_late_writes_nothing(spares):
    wave, other = make_wave(), make_wave()
    token = invite(wave)
    assert not answer(wave, "unknown", {})
    assert not answer(wave, "", {})
    assert not answer(other, token, {})
    assert answer(wave, token, {})
    assert not answer(wave, token, {})
    late = invite(wave)
    seal(wave)
    assert not answer(wave, late, {})
    assert len(sealed(wave)) == 1 and not sealed(other)
    assert Invitation.objects.filter(is_spent=True).count() == 1


def test_fifty_at_once_with_one_token_are_one_answer(no_partition_stays):
    release.make_spares(1)
    wave = make_wave()
    token = invite(wave)

    def send(number):
        try:
            return answer(wave, token, answers_of(number % K))
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        taken = list(pool.map(send, range(50)))
    assert taken.count(True) == 1
    assert len(sealed(wave)) == 1


def test_nobody_who_answers_while_the_wave_is_sealed_is_lost(no_partition_stays):
    release.make_spares(1)
    wave = make_wave()
    tokens = [invite(wave) for _each in range(40)]

    def send(number):
        try:
            if number == 20:
                return seal(wave)
            return answer(wave, tokens[number], answers_of(1))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(send, range(40)))
    spent = wave.invitations.filter(is_spent=True).count()
    assert taken.count(True) == spent == len(sealed(wave))
