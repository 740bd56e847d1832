from django.db import transaction
from django.utils import timezone

from caseload.editing import EditedMeanwhile, write_newest
from surveys.instruments.models import Instrument, InstrumentVersion


@transaction.atomic
def take_in(code, questionnaire, *, user=None):
    """The draft of this instrument, with this content: a new one after a version that is frozen.

    The same content again is the version that has it, frozen or not. What somebody has written in
    the browser stays as a version of its own: a file writes over another file's draft only.
    """
    instrument, _is_new = Instrument.objects.select_for_update().get_or_create(code=code)
    content, newest = questionnaire.to_json(), instrument.newest
    if newest and newest.questionnaire.to_json() == content:
        return newest
    if newest and not newest.is_frozen and newest.written_by:
        freeze(newest)
    if newest and not newest.is_frozen:
        newest.content, newest.written_by, newest.written_at = content, user, timezone.now()
        newest.version += 1
        newest.save(update_fields=["content", "written_by", "written_at", "version"])
        return newest
    number = newest.number + 1 if newest else 1
    return InstrumentVersion.objects.create(
        instrument=instrument, number=number, content=content, written_by=user
    )


def freeze(version):
    """From now on it never changes: answers are given to it."""
    if not version.is_frozen:
        version.frozen_at = timezone.now()
        version.save(update_fields=["frozen_at"])


@transaction.atomic
def start_from(shipped, *, user=None):
    """The newest version of this Shipped one; what somebody has made of it stays as it is."""
    instrument = Instrument.objects.filter(code=shipped.code).first()
    if instrument and instrument.newest:
        return instrument.newest
    return take_in(shipped.code, shipped.questionnaire, user=user)


@transaction.atomic
def draft_of(version, *, user=None):
    """The draft after this version: the one there is, else a copy of the newest."""
    instrument = Instrument.objects.select_for_update().get(pk=version.instrument_id)
    newest = instrument.newest
    if not newest.is_frozen:
        return newest
    return InstrumentVersion.objects.create(
        instrument=instrument, number=newest.number + 1, content=newest.content, written_by=user
    )


@transaction.atomic
def write_draft(version, content, *, seen, user=None):
    """Write this content over a draft seen when its counter was `seen`.

    Raises EditedMeanwhile when somebody else wrote, or fielded, it since.
    """
    row = InstrumentVersion.objects.select_for_update().get(pk=version.pk)
    if row.is_frozen:
        raise EditedMeanwhile
    fields = {"content": content, "written_by": user, "written_at": timezone.now()}
    write_newest(row, seen, fields)
    return row
