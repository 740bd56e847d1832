"""A wave from the day it is prepared until it is closed."""

from contextlib import suppress

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts import audit
from caseload.editing import EditedMeanwhile
from surveys.instruments.actions import freeze
from surveys.instruments.models import Instrument
from surveys.intake.actions import NoSpareBatch, go_on, seal, take_batch
from surveys.intake.models import Batch
from surveys.waves.halves import half_of, last_half
from surveys.waves.models import ConsentText, Wave, WaveOffice
from surveys.waves.readiness import offices_of, what_is_missing

State = Wave.State


class NotReady(Exception):
    """`missing` is what a wave lacks before it can be opened: [sentence]."""

    def __init__(self, missing):
        super().__init__(f"{len(missing)} things are missing")
        self.missing = missing


class IsOpenAlready(Exception):
    """Somebody has opened it meanwhile: it is no longer changed."""


@transaction.atomic
def make_wave(membership, *, offices=(), **fields):
    """A draft. No `offices`: all that take part when it opens. Returns the Wave.

    `fields`: version, label, audience, names_offices, opens_on, closes_on, consent.
    """
    wave = Wave(made_by_id=membership.user_id, **fields)
    wave.way = wave.way_of_audience
    wave.save(force_insert=True)
    _write_offices(wave, offices)
    audit.record(membership, "wave.make", wave)
    return wave


@transaction.atomic
def change_wave(membership, wave, *, seen, offices=(), **fields):
    """The same of a draft that had been changed `seen` times.

    Raises IsOpenAlready, and EditedMeanwhile when somebody else has changed it since.
    """
    fields["way"] = Wave(**fields).way_of_audience
    drafts = Wave.objects.filter(pk=wave.pk, state=State.DRAFT)
    if not drafts.filter(changes=seen).update(changes=F("changes") + 1, **fields):
        raise EditedMeanwhile if drafts.exists() else IsOpenAlready
    wave.offices.all().delete()
    _write_offices(wave, offices)
    audit.record(membership, "wave.change", wave)
    return wave


@transaction.atomic
def drop_wave(membership, wave):
    """A draft that is not to be. Raises IsOpenAlready."""
    wave.offices.all().delete()
    drafts = Wave.objects.filter(pk=wave.pk, state=State.DRAFT)
    # Django's delete() would look for answers first, and the web process may not read any.
    if not drafts._raw_delete(drafts.db):
        raise IsOpenAlready
    audit.record(membership, "wave.drop", wave)


@transaction.atomic
def open_wave(membership, wave):
    """Freeze what is asked and take a batch for the answers. Opened twice it is opened once.

    Raises NotReady, and NoSpareBatch while there is no key to seal answers with.
    """
    # Nobody writes another draft of the questionnaire while this one is looked at and frozen.
    Instrument.objects.select_for_update().get(versions=wave.version_id)
    wave = Wave.objects.select_for_update(of=("self",)).for_list().get(pk=wave.pk)
    if not wave.is_draft:
        return wave
    today = timezone.localdate()
    if missing := what_is_missing(wave, today):
        raise NotReady(missing)
    _write_offices(wave, offices_of(wave))
    freeze(wave.version)
    wave.state, wave.opens_on = State.OPEN, max(wave.opens_on, today)
    wave.save(update_fields=["state", "opens_on"])
    take_batch(wave, "" if wave.closes_on else half_of(wave.opens_on))
    audit.record(membership, "wave.open", wave)
    return wave


@transaction.atomic
def close_wave(membership, wave):
    """From now on no answer is taken, and what was answered is sealed. Closed twice it is once."""
    wave = _close(wave.pk, timezone.localdate())
    if wave:
        audit.record(membership, "wave.close", wave)


def close_what_is_over(today):
    """Waves whose last day is over. Each in a transaction of its own."""
    for pk in Wave.objects.over(today).values_list("pk", flat=True):
        with transaction.atomic():
            _close(pk, today)


def go_on_with_half_years(today):
    """Waves without a last day get a new batch for the half-year that has begun.

    Where no batch was made ahead a wave goes on with its old one until there is.
    """
    for pk in Wave.objects.without_end().values_list("pk", flat=True):
        with suppress(NoSpareBatch), transaction.atomic():
            wave = Wave.objects.select_for_update().without_end().filter(pk=pk).first()
            batch = wave and wave.batches.filter(state=Batch.State.OPEN).first()
            if batch and last_half(batch.period) < half_of(today):
                go_on(wave, half_of(today))


@transaction.atomic
def write_consent(membership, **texts):
    """A new version of what people agree to: text_nb, text_nn, text_en. Older ones stay."""
    ConsentText.objects.select_for_update().order_by("number").last()
    newest = ConsentText.objects.aggregate(number=Max("number"))["number"] or 0
    consent = ConsentText.objects.create(number=newest + 1, **texts)
    audit.record(membership, "consent_text.write", consent)
    return consent


def _close(pk, today):
    """The wave, if it was open. `closes_on` becomes the day on which it really closed."""
    wave = Wave.objects.select_for_update().filter(pk=pk, state=State.OPEN).first()
    if wave is None:
        return None
    last_day = min(today, wave.closes_on or today)
    wave.state, wave.closes_on = State.CLOSED, max(last_day, wave.opens_on)
    wave.save(update_fields=["state", "closes_on"])
    seal(wave)
    return wave


def _write_offices(wave, offices):
    rows = [WaveOffice(wave=wave, office=office) for office in offices]
    WaveOffice.objects.bulk_create(rows, ignore_conflicts=True)
