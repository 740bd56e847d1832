import secrets

from django.db import transaction
from django.db.models import Max

from surveys.answers.models import FreeText, Response
from surveys.instruments.actions import freeze
from surveys.instruments.models import InstrumentVersion
from surveys.problems import Problem, Refused
from surveys.waves.models import Wave

BATCH = 2000


@transaction.atomic
def take_in_answers(version, label, answers, *, is_added=False):
    """Answers of another tool as a wave that is closed and released. Returns the Wave.

    Raises Refused where the wave has answers and these are not to be added.
    """
    InstrumentVersion.objects.select_for_update().get(pk=version.pk)
    wave = wave_called(version.instrument, label)
    if wave is None:
        wave = Wave.objects.create(
            version=version, label=label, way=Wave.Way.IMPORTED, state=Wave.State.CLOSED
        )
    else:
        refuse_wave(wave, is_added=is_added)
    freeze(version)
    before = wave.responses.aggregate(last=Max("part"))["last"] or 0
    release(wave, answers, part=before + 1)
    return wave


def wave_called(instrument, label):
    return Wave.objects.filter(version__instrument=instrument, label=label).first()


def refuse_wave(wave, *, is_added):
    if wave.way != Wave.Way.IMPORTED:
        raise Refused([Problem("wave_is_another", params={"label": wave.label})])
    if not is_added and wave.responses.exists():
        raise Refused([Problem("wave_has_answers", params={"label": wave.label})])


def release(wave, answers, *, part):
    """Write answers so that neither ids nor the order of rows say who gave which.

    Each question in own words has an order of its own, and no row says which response it is of.
    """
    responses = [
        Response(wave=wave, part=part, answers=each) for each in shuffled(answers.responses)
    ]
    Response.objects.bulk_create(responses, batch_size=BATCH)
    for item, texts in answers.texts.items():
        FreeText.objects.bulk_create(
            [FreeText(wave=wave, item=item, text=text) for text in shuffled(texts)],
            batch_size=BATCH,
        )


def shuffled(rows):
    rows = list(rows)
    secrets.SystemRandom().shuffle(rows)
    return rows
