"""Texts of a release in the languages of its files, whatever language the process is in."""

from django.utils.translation import override

LANGUAGES = "nb", "nn"


def in_languages(texts):
    """[[language, text]] of Texts, in bokmål and nynorsk where it is written in them."""
    return [[each, getattr(texts, each)] for each in LANGUAGES if getattr(texts, each)] or [
        ["en", texts.en]
    ]


def each_language(said):
    """[[language, text]]: what a function says while each is active, the same text only once."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found.setdefault(said(), language)
    return [[language, text] for text, language in found.items()]
