"""What a researcher sees first: where each wave stands, and the one thing to do next."""

from django.db.models import Prefetch

from surveys.instruments.models import InstrumentVersion
from surveys.intake.models import Batch
from surveys.waves.rates import rates_of


def with_batches(waves):
    """Each with its batches as `.halves`, and in `.waiting` one that went on for lack of answers.

    The batch that takes answers is not among them: of that nothing is said.
    """
    batches = Batch.objects.order_by("period")
    over = batches.exclude(state=Batch.State.OPEN)
    waiting = batches.filter(state=Batch.State.OPEN, period__contains="–")
    return waves.prefetch_related(
        Prefetch("batches", over, to_attr="halves"),
        Prefetch("batches", waiting, to_attr="waiting"),
    )


def with_rates(waves):
    """The same list, each with its `rate`: None while it is open, or if it is another tool's."""
    rates = rates_of(waves)
    for wave in waves:
        wave.rate = rates.get(wave.pk)
    return waves


def next_step(drafts, closed, today):
    """(what to do, Wave or None): "open", "mend", "read", "write" a questionnaire, or "prepare"."""
    due = [wave for wave in drafts if wave.opens_on and wave.opens_on <= today]
    if drafts:
        return ("open", due[0]) if due else ("mend", drafts[0])
    ready = [wave for wave in closed if any(each.state == READY for each in wave.halves)]
    if ready:
        return "read", ready[0]
    return ("prepare" if InstrumentVersion.objects.exists() else "write"), None


READY = Batch.State.RELEASED
