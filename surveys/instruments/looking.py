"""A questionnaire as its builder sees it: its pages as they are asked, what to mend."""

from dataclasses import dataclass

from surveys.answering.forms import form_for
from surveys.instruments.checking import faults, labels_to_shorten, shortcomings
from surveys.instruments.questionnaire import Page, from_json
from surveys.problems import Problem
from surveys.waves.readiness import place_of


@dataclass(frozen=True)
class Preview:
    page: Page
    form: object


def previews_of(questionnaire):
    return [Preview(page, form_for(questionnaire, page)) for page in questionnaire.pages]


def preview_of(content, name):
    """The Preview of the page called this, of the first one otherwise; None where none can be."""
    questionnaire = from_json(content)
    if list(faults(questionnaire)) or not questionnaire.pages:
        return None
    pages = {page.name: page for page in questionnaire.pages}
    page = pages.get(name, questionnaire.pages[0])
    return Preview(page, form_for(questionnaire, page))


def what_to_mend(questionnaire):
    """[sentence] of what must be mended before it is sent, with where."""
    found = [*faults(questionnaire), *shortcomings(questionnaire)]
    found += labels_to_shorten(questionnaire)
    return [
        f"{place_of(questionnaire, about)}: {Problem(code, params=params)}"
        for code, params, about in found
    ]
