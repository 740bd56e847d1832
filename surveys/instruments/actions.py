from django.db import transaction
from django.utils import timezone

from surveys.instruments.models import Instrument, InstrumentVersion


@transaction.atomic
def take_in(code, questionnaire, *, user=None):
    """The draft of this instrument, with this content: a new one after a version that is frozen.

    The same content again is the version that has it, frozen or not.
    """
    instrument, _is_new = Instrument.objects.select_for_update().get_or_create(code=code)
    content, newest = questionnaire.to_json(), instrument.newest
    if newest and newest.questionnaire.to_json() == content:
        return newest
    if newest and not newest.is_frozen:
        newest.content, newest.written_by, newest.written_at = content, user, timezone.now()
        newest.save(update_fields=["content", "written_by", "written_at"])
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
