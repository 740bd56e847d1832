"""Answers go in sealed. What opens them is in release.py, and runs as another process."""

from django.db import connection, transaction
from django.utils import timezone
from nacl.public import PublicKey, SealedBox

from surveys.intake.models import Batch, Sealed
from surveys.intake.padding import padded
from surveys.invitations.models import hash_of
from surveys.waves.models import Wave

State = Batch.State
TO = "–"


class NoSpareBatch(Exception):
    """The release process has made none ahead: it does not run, or is not fast enough."""


@transaction.atomic
def take_batch(wave, period=""):
    """One that was made ahead, for the answers of a wave that opens. Raises NoSpareBatch."""
    spare = Batch.objects.select_for_update(skip_locked=True).filter(state=State.SPARE)
    batch = spare.first()
    if batch is None:
        raise NoSpareBatch
    batch.wave, batch.period, batch.state = wave, period, State.OPEN
    batch.save(update_fields=["wave", "period", "state"])
    return batch


@transaction.atomic
def seal(wave):
    """Whoever answers at this moment is waited for; then the batch waits to be opened."""
    _let_nobody_answer(wave)
    wave.batches.filter(state=State.OPEN).update(state=State.SEALED)


@transaction.atomic
def go_on(wave, period):
    """A half-year has ended, `period` begins. Returns the Batch that takes its answers.

    One that too few have answered goes on: no rest is left that could never be opened.
    """
    _let_nobody_answer(wave)
    batch = wave.batches.get(state=State.OPEN)
    if not batch.is_enough:
        batch.period = f"{batch.period.partition(TO)[0]}{TO}{period}"
        batch.save(update_fields=["period"])
        return batch
    wave.batches.filter(pk=batch.pk).update(state=State.SEALED)
    new = take_batch(wave, period)
    wave.invitations.filter(batch=batch, is_spent=False).update(batch=new)
    return new


@transaction.atomic
def answer(wave, token, answers):
    """Spend the invitation and keep `answers`, {item: value}, sealed. Both or neither happens.

    False where the token is unknown or spent or the wave is not open. Nothing else is written:
    no time, no session, no log, no mail.
    """
    with connection.cursor() as cursor:
        # Answers hold each other up as little as may be; who seals waits for all of them.
        cursor.execute("SELECT 1 FROM surveys_wave WHERE id = %s FOR SHARE", [wave.pk])
    is_open = Wave.objects.open(timezone.localdate()).filter(pk=wave.pk)
    batch = Batch.objects.filter(wave__in=is_open, state=State.OPEN).first()
    if batch is None:
        return False
    unspent = wave.invitations.filter(token_sha256=hash_of(token), is_spent=False)
    # One that was made while a half-year ended may still be of the batch before.
    if unspent.update(is_spent=True, batch=batch) != 1:
        return False
    box = SealedBox(PublicKey(bytes(batch.public_key)))
    Sealed.objects.create(batch=batch, blob=box.encrypt(padded(wave.questionnaire, answers)))
    return True


def _let_nobody_answer(wave):
    """Until the end of this transaction."""
    Wave.objects.select_for_update(of=("self",)).get(pk=wave.pk)
