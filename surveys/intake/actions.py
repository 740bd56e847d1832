"""Which batch the answers of a wave are sealed for."""

import json

from django.db import transaction
from nacl.public import PublicKey, SealedBox

from surveys.intake.models import Batch, Sealed
from surveys.invitations.models import Invitation, hash_of
from surveys.waves.models import Wave

FEWEST = 6
LENGTHS = 4096, 16384, 65536
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
    """Spend the invitation and seal the answers. False, and nothing written, where it is none."""
    invitations = Invitation.objects.filter(
        wave=wave, token_sha256=hash_of(token), is_spent=False, wave__state=Wave.State.OPEN
    )
    batch = Batch.objects.filter(invitations__in=invitations, state=State.OPEN).first()
    if batch is None or invitations.update(is_spent=True) != 1:
        return False
    content = json.dumps(answers, ensure_ascii=False, sort_keys=True).encode()
    length = next(each for each in LENGTHS if each >= len(content))
    blob = SealedBox(PublicKey(bytes(batch.public_key))).encrypt(content.ljust(length))
    Sealed.objects.create(batch=batch, blob=blob)
    return True
