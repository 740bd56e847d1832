"""What stands first in a table of answers: which waves, who answered them, how to read it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aksel.spreadsheet import Head
from surveys.waves.rates import rates_of


def title_of(waves):
    """Such as "Work with mentors: T0 and T1"."""
    titles = dict.fromkeys(str(wave.questionnaire.title) for wave in waves)
    labels = dict.fromkeys(wave.label for wave in waves)
    return f"{', '.join(titles)}: {', '.join(labels)}"


def populations(waves):
    """[(label of the wave, who answered it and how)], so that nobody compares in the dark."""
    rates = rates_of(waves)
    return [(wave.label, _population(wave, rates.get(wave.pk))) for wave in waves]


def _population(wave, rate):
    said = [str(wave.questionnaire.title)]
    if wave.audience:
        said.append(wave.get_audience_display())
    said.append(wave.get_way_display())
    if wave.opens_on:
        said.append(date_format(wave.opens_on, "F Y"))
    if rate and rate.percent is not None:
        numbers = {"answered": rate.answered, "asked": rate.asked, "percent": rate.percent}
        said.append(_("%(answered)s of %(asked)s have answered (%(percent)s %%)") % numbers)
    return ", ".join(said)


def head_of(definition):
    """The Head of a file."""
    facts = [(_("Wave"), f"{label}: {said}") for label, said in populations(definition.waves)]
    if definition.merge:
        facts.append((_("Answers put together"), definition.merge))
    facts.append((_("Made"), date_format(timezone.localdate(), "j. F Y")))
    return Head(
        title=title_of(definition.waves),
        facts=tuple(facts),
        note=_("For the research group only: small numbers are not protected in this table."),
    )
