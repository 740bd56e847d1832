"""Batches are made here, and opened here. Only this process has their private keys.

What a batch leaves behind is answers in random order with random ids, all written by one
transaction: nothing that was stored while they came in is left, or can still be opened.
"""

import json
import uuid
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from nacl.exceptions import CryptoError
from nacl.public import SealedBox
from psycopg import sql

from surveys.answers import actions as answers
from surveys.answers.reading import Answers
from surveys.intake import keys
from surveys.intake.checking import NotAnAnswer, divided
from surveys.intake.models import FEWEST, Batch
from surveys.waves.models import Wave

State = Batch.State
OVER = State.RELEASED, State.DESTROYED
SPARES = 10
# Partitions need the whole table for a moment. Nobody who answers is to wait long behind us while
# we wait for somebody else, such as a dump; then we come again.
SECONDS_FOR_THE_TABLE = 1


@dataclass(frozen=True)
class Opened:
    """What became of a batch. `number` of answers, and `wrong` that were none and are left out.

    `state` stays SEALED where the key is gone.
    """

    batch: uuid.UUID
    state: str
    number: int = 0
    wrong: int = 0


def work(spares=SPARES):
    """Everything that is due, each batch in a transaction of its own. Returns [Opened]."""
    destroy_old_keys()
    due = Batch.objects.filter(state=State.SEALED).values_list("pk", flat=True)
    found = [opened for pk in due if (opened := open_batch(pk))]
    drop_spares_without_key()
    make_spares(spares)
    return found


def make_spares(number=SPARES):
    """So that there are this many."""
    for _each in range(number - Batch.objects.filter(state=State.SPARE).count()):
        make_spare()


def make_spare():
    batch_id = uuid.uuid4()
    public_key = keys.make(batch_id)
    with transaction.atomic():
        try:
            batch = Batch.objects.create(pk=batch_id, public_key=public_key)
            _on_partition(
                batch,
                "CREATE TABLE {} PARTITION OF surveys_sealed FOR VALUES IN ({})",
                sql.Literal(str(batch_id)),
            )
        except DatabaseError:
            # Not where the commit fails: it may have been done all the same.
            keys.destroy(batch_id)
            raise
    return batch


def open_batch(pk):
    """Opened, or destroyed unread where too few answered. None where somebody else does it."""
    with transaction.atomic():
        waiting = Batch.objects.select_for_update(of=("self",), skip_locked=True)
        batch = waiting.filter(pk=pk, state=State.SEALED).first()
        opened = batch and _open(batch)
    # Only now: had the answers not been written after all, they would be lost.
    if opened and opened.state in OVER:
        keys.destroy(pk)
    return opened


def destroy_old_keys():
    """Of batches that are over: this process may have ended before it came to that."""
    for name in Batch.objects.filter(pk__in=keys.kept(), state__in=OVER).values_list("pk"):
        keys.destroy(*name)


@transaction.atomic
def drop_spares_without_key():
    """Such as those of a restored database: what they took in could never be opened."""
    for batch in Batch.objects.select_for_update(skip_locked=True).filter(state=State.SPARE):
        if not keys.exists(batch.pk):
            _drop_partition(batch)
            with connection.cursor() as cursor:
                # Django would look at invitations first, whose tokens are not for this process.
                cursor.execute("DELETE FROM surveys_batch WHERE id = %s", [batch.pk])


def _open(batch):
    if not batch.is_enough:
        # One that goes on is not sealed: the wave is closed, and no more will come.
        return _end(batch, State.DESTROYED) if batch.wave.state == Wave.State.CLOSED else None
    key = keys.private(batch.pk)
    if key is None:
        return Opened(batch.pk, State.SEALED)
    found, wrong = _unsealed(batch, key)
    if len(found.responses) < FEWEST:
        return _end(batch, State.DESTROYED, wrong=wrong)
    before = batch.wave.batches.filter(state=State.RELEASED).count()
    answers.release(batch.wave, found, part=before + 1)
    return _end(batch, State.RELEASED, len(found.responses), wrong)


def _unsealed(batch, key):
    """(Answers, how many were none)"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT blob FROM surveys_sealed WHERE batch_id = %s", [batch.pk])
        blobs = [bytes(blob) for (blob,) in cursor.fetchall()]
    box, responses, texts = SealedBox(key), [], {}
    for blob in blobs:
        try:
            closed, open_answers = divided(batch.wave.questionnaire, json.loads(box.decrypt(blob)))
        except (CryptoError, ValueError, RecursionError, NotAnAnswer):
            continue
        responses.append(closed)
        for item, text in open_answers.items():
            texts.setdefault(item, []).append(text)
    return Answers(responses, texts, problems=[]), len(blobs) - len(responses)


def _end(batch, state, number=None, wrong=0):
    batch.state, batch.number = state, number
    batch.save(update_fields=["state", "number"])
    _drop_partition(batch)
    return Opened(batch.pk, state, number or 0, wrong)


def _drop_partition(batch):
    _on_partition(batch, "ALTER TABLE surveys_sealed DETACH PARTITION {}")
    _on_partition(batch, "DROP TABLE {}")


def _on_partition(batch, statement, *values):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = %s", [f"{SECONDS_FOR_THE_TABLE}s"])
        cursor.execute(sql.SQL(statement).format(sql.Identifier(batch.partition), *values))
