"""The questionnaire as it was fielded: on paper in every language it had, and as an XLSForm."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from aksel.pdf import pdf_of
from surveys.instruments.questionnaire import LANGUAGES, Kind
from surveys.instruments.xlsform.writing import written
from surveys.package.same_bytes import same_workbook
from surveys.package.words import asked_of

TEMPLATE = Path(__file__).parent / "template" / "questionnaire.typ"


def questionnaire_files(package):
    """{name: bytes}"""
    xlsform = written(package.instrument, package.questionnaire)
    return {
        f"sporreskjema_v{package.version}.pdf": pdf_of(TEMPLATE, _data(package)),
        f"skjema_v{package.version}_xlsform.xlsx": same_workbook(xlsform),
    }


def _data(package):
    questionnaire = package.questionnaire
    with override(LANGUAGES[0]):
        title = str(questionnaire.title)
    return {
        "lang": LANGUAGES[0],
        "date": package.made_on.isoformat(),
        "title": f"{title} ({package.instrument}, v{package.version})",
        "parts": [
            _part(package, language) for language in LANGUAGES if _is_in(questionnaire, language)
        ],
    }


def _is_in(questionnaire, language):
    """Whether all questions are written in a language: no other was ever shown to anybody."""
    return all(getattr(item.text, language) for item in questionnaire.items.values())


def _part(package, language):
    questionnaire = package.questionnaire
    consents = dict.fromkeys(wave.consent for wave in package.waves if wave.consent)
    with override(language):
        return {
            "lang": language,
            "title": str(questionnaire.title),
            "intro": str(questionnaire.intro),
            "consents": [str(consent).split("\n") for consent in consents],
            "pages": [_page(questionnaire, page) for page in questionnaire.pages],
            "words": {
                "version": _("%(instrument)s, version %(version)s")
                % {"instrument": package.instrument, "version": package.version},
                "consent": _("Before the questions it is asked"),
                "page": _("Page"),
            },
        }


def _page(questionnaire, page):
    return {
        "title": str(page.title or page.name),
        "blocks": [
            {
                "stem": str(block.stem),
                "items": [_item(questionnaire, item) for item in block.items],
                "scale": _choices(questionnaire, block.items[0]) if block.is_matrix else [],
            }
            for block in page.blocks
        ],
    }


def _item(questionnaire, item):
    return {
        "name": item.name,
        "text": str(item.text),
        "help": str(item.help),
        "choices": _choices(questionnaire, item),
        "several": item.kind == Kind.SEVERAL,
        "rules": list(_rules(questionnaire, item)),
    }


def _choices(questionnaire, item):
    return [str(choice.text) for choice in questionnaire.choices_of(item).values()]


def _rules(questionnaire, item):
    """Sentences on who is asked and what can be answered."""
    if item.shown_if.clauses:
        yield _("Asked of: %(whom)s.") % {"whom": asked_of(questionnaire, item)}
    if item.kind == Kind.SEVERAL:
        yield _("Several answers can be chosen.")
    if item.kind == Kind.TEXT:
        yield _("Answered in own words.")
    if item.kind == Kind.NUMBER:
        yield _range(item)
    if item.required:
        yield _("Must be answered.")


def _range(item):
    limits = {"least": item.least, "most": item.most}
    if item.least is not None and item.most is not None:
        return _("A whole number from %(least)s to %(most)s.") % limits
    if item.least is not None:
        return _("A whole number, at least %(least)s.") % limits
    if item.most is not None:
        return _("A whole number, at most %(most)s.") % limits
    return _("A whole number.")
