"""What is released in own words says of no two answers that one person gave them."""

import random
import statistics

from django.db import connection

from surveys.answers import actions
from surveys.answers.reading import Answers
from surveys.instruments.actions import take_in
from surveys.instruments.questionnaire import Block, Item, Kind, Page, Questionnaire, Texts
from surveys.models import TextDecision, Wave
from surveys.texts.reviewing import answers_of, released_texts

WAVES, ANSWERS = 200, 8
# Of the mean of so many rank correlations of independent orders, 1 in 1000 is further from 0.
LIMIT = 3.29 / (ANSWERS - 1) ** 0.5 / WAVES**0.5
ASKED = Questionnaire(
    Texts("Med egne ord"),
    tuple(
        Page(name, (Block(name, (Item(name, Kind.TEXT, Texts(name)),)),)) for name in ("one", "two")
    ),
    {},
)


def answered_waves():
    """[Wave] in which respondent 3 has said "3" to both questions."""
    version = take_in("words", ASKED)
    waves = [
        Wave.objects.create(
            version=version, label=str(n), way=Wave.Way.IMPORTED, state=Wave.State.CLOSED
        )
        for n in range(WAVES)
    ]
    for wave in waves:
        came = [str(n) for n in random.sample(range(ANSWERS), ANSWERS)]
        actions.release(wave, Answers([], {"one": came, "two": came}, []), part=1)
    return waves


def approve_all(waves, fia, pia):
    TextDecision.objects.bulk_create(
        TextDecision(
            text_id=answer.text_id,
            wave=wave,
            item=item,
            kind="keep",
            text=answer.said,
            proposed_by=fia.user,
        )
        for wave in waves
        for item in ("one", "two")
        for answer in answers_of(wave, item)
    )
    TextDecision.objects.update(approved_by=pia.user)
    with connection.cursor() as cursor:
        cursor.execute("SELECT bool_and(survey_settle_text(text_id)) FROM surveys_textdecision")
        assert cursor.fetchone() == (True,)


def correlation(first, second):
    """Of the places that the same respondents have in two lists, by Spearman."""
    gaps = [(place - second.index(said)) ** 2 for place, said in enumerate(first)]
    return 1 - 6 * sum(gaps) / (len(first) * (len(first) ** 2 - 1))


def mean_correlation(waves, order):
    return statistics.mean(correlation(order(wave, "one"), order(wave, "two")) for wave in waves)


def as_stored(wave, item):
    with connection.cursor() as cursor:
        query = "SELECT text FROM surveys_freetext WHERE wave_id = %s AND item = %s ORDER BY ctid"
        cursor.execute(query, [wave.pk, item])
        return [text for (text,) in cursor.fetchall()]


def test_the_order_of_two_questions_is_of_nobody(db, fia, pia, record_property):
    waves = answered_waves()
    approve_all(waves, fia, pia)
    found = {
        "released": mean_correlation(waves, released_texts),
        "stored": mean_correlation(waves, as_stored),
    }
    for name, mean in found.items():
        said = f"two questions in own words, as {name}: {mean:+.3f} (limit {LIMIT:.3f})"
        record_property("measured", f"rank correlation of {said}")
    assert all(abs(mean) < LIMIT for mean in found.values())


def test_without_shuffling_the_same_attack_finds_everybody(db, monkeypatch):
    monkeypatch.setattr(actions, "shuffled", list)
    assert mean_correlation(answered_waves(), as_stored) == 1
