"""What a wave still lacks before anybody can be asked, said in words and where."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Office
from surveys.instruments.checking import shortcomings
from surveys.intake.padding import length_of
from surveys.problems import Problem
from surveys.waves.models import Wave
from surveys.waves.population import FEWEST, asked_at


def what_is_missing(wave, today):
    """[sentence] of all that must be mended, what is in the questionnaire last. [] when ready."""
    return [*_of_the_wave(wave, today), *_of_its_offices(wave, today), *of_questionnaire(wave)]


def of_questionnaire(wave):
    questionnaire = wave.version.questionnaire
    if not questionnaire.items:
        yield _("The questionnaire has no question.")
    if length_of(questionnaire) is None:
        yield _("The questionnaire has too many questions in own words: at most eight.")
    for code, params, about in shortcomings(questionnaire):
        yield f"{place_of(questionnaire, about)}: {Problem(code, params=params)}"


def place_of(questionnaire, about):
    """Where in a questionnaire, in words. `about` is what checking.py says it is about."""
    kind, name, *choice = about
    if kind == "choice":
        texts = {each.name: each.text for each in questionnaire.choices[name]}
        return _("Choice “%(choice)s” of the list %(name)s") % {
            "choice": texts[choice[0]].nb or choice[0],
            "name": name,
        }
    if kind == "page":
        return _("Page %(name)s") % {"name": name}
    return _("Question %(name)s") % {"name": name}


def _of_the_wave(wave, today):
    if wave.version.instrument.newest != wave.version:
        yield _("The questionnaire has a newer version. Change and save the wave to use it.")
    if not wave.consent:
        yield _("Choose a consent text.")
    if not wave.opens_on:
        yield _("Write the first day.")
    if wave.closes_on and wave.closes_on < today:
        yield _("The last day is over. Choose a later one.")


def _of_its_offices(wave, today):
    offices = offices_of(wave)
    if not offices:
        yield _("No office takes part.")
    for office in offices:
        if office.status != Office.Status.TAKING_PART:
            yield _("%(office)s takes part no more.") % {"office": office}
    if wave.audience == Wave.Audience.OFFICE:
        asked = asked_at(wave.audience, offices, today)
        for office in offices:
            if asked[office.pk] < FEWEST:
                yield _too_few(office, asked[office.pk])


def offices_of(wave):
    """[Office] it asks at. As long as none is chosen, all that take part."""
    offices = Office.objects.order_by("name")
    chosen = list(offices.filter(pk__in=wave.offices.values("office")))
    return chosen or list(offices.filter(status=Office.Status.TAKING_PART))


def _too_few(office, number):
    works_there = ngettext(
        "Only %(number)d person works at %(office)s.",
        "Only %(number)d people work at %(office)s.",
        number,
    )
    why = _("Of fewer than six it could be guessed who answered what, so they are not asked.")
    return f"{works_there} {why}" % {"number": number, "office": office}
