"""Which batch the answers of a wave are sealed for."""

from django.db import transaction

from surveys.intake.models import Batch
from surveys.invitations.models import Invitation, hash_of

FEWEST = 6
State = Batch.State


class NoSpareBatch(Exception):
    """The release process has made none ahead, so there is no key to seal answers with."""


@transaction.atomic
def take_batch(wave, period=""):
    spare = Batch.objects.select_for_update(skip_locked=True).filter(state=State.SPARE)
    batch = spare.first()
    if batch is None:
        raise NoSpareBatch
    batch.wave, batch.period, batch.state = wave, period, State.OPEN
    batch.save(update_fields=["wave", "period", "state"])
    return batch


def seal(wave):
    """What was answered waits to be opened."""
    wave.batches.filter(state=State.OPEN).update(state=State.SEALED)


@transaction.atomic
def go_on(wave, period):
    """A new batch for the next half-year, or the same one where too few have answered."""
    batch = wave.batches.select_for_update().get(state=State.OPEN)
    spent = wave.invitations.filter(batch=batch, is_spent=True)
    if spent.count() < FEWEST or spent.values("office").distinct().count() < 2:
        first = batch.period.partition("–")[0]
        batch.period = f"{first}–{period}"
        batch.save(update_fields=["period"])
        return batch
    seal(wave)
    new = take_batch(wave, period)
    wave.invitations.filter(batch=batch, is_spent=False).update(batch=new)
    return new


@transaction.atomic
def answer(wave, token, answers):
    return (
        Invitation.objects.filter(wave=wave, token_sha256=hash_of(token), is_spent=False).update(
            is_spent=True
        )
        == 1
    )
