"""The methods an office can choose from: the shipped ones, as it has changed them, and its own.

The shipped ones are data in content.toml: texts that people read and correct, in three languages
beside each other, without knowing Python. They are read once, when the process starts.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reflection.methods.models import OfficeMethod

LANGUAGES = [code for code, _name in settings.LANGUAGES]
TEXTS = ["title", "purpose", "question", "roles"]
STEP_TEXTS = ["title", "who", "text"]
FALLBACK = "nb"


def _read(path):
    """{code: content}: {language: {text: …}} and "steps", each {"minutes": n, language: {…}}."""
    methods = tomllib.loads(path.read_text(encoding="utf-8"))["methods"]
    return {method.pop("code"): method for method in methods}


SHIPPED = _read(Path(__file__).with_name("content.toml"))


@dataclass(frozen=True)
class Step:
    title: str
    who: str
    text: str
    minutes: int


@dataclass(frozen=True)
class Method:
    """A method in one language: `language`, which is bokmål where the one asked for is missing."""

    code: str
    language: str
    title: str
    purpose: str
    question: str
    roles: str
    steps: tuple
    is_own: bool
    is_changed: bool
    is_hidden: bool

    @property
    def minutes(self):
        return sum(step.minutes for step in self.steps)


def method_in(language, code, content, *, is_hidden=False):
    """The Method that this content is in a language."""
    language = language if _is_whole_in(language, content) else FALLBACK
    return Method(
        code=code,
        language=language,
        **{text: content[language].get(text, "") for text in TEXTS},
        steps=tuple(
            Step(**{t: step[language].get(t, "") for t in STEP_TEXTS}, minutes=step["minutes"])
            for step in content["steps"]
        ),
        is_own=code not in SHIPPED,
        is_changed=code in SHIPPED and content != SHIPPED[code],
        is_hidden=is_hidden,
    )


def _is_whole_in(language, content):
    """Whether every text written in bokmål is there in this language as well."""
    return all(
        part.get(language, {}).get(text)
        for part in [content, *content["steps"]]
        for text, written in part[FALLBACK].items()
        if written
    )


def methods_for(office_id, language=None, *, also_hidden=False):
    """Methods as this office has them, its own last; without an office those that are shipped."""
    language = language or get_language()
    rows = {row.code: row for row in OfficeMethod.objects.filter(office=office_id)}
    own = [
        method_in(language, row.code, row.content, is_hidden=row.is_hidden)
        for row in rows.values()
        if row.code not in SHIPPED and row.content
    ]
    shipped = [_of_office(language, code, rows.get(code)) for code in SHIPPED]
    methods = [*shipped, *sorted(own, key=lambda method: method.title)]
    return [method for method in methods if also_hidden or not method.is_hidden]


def method_for(office_id, code, language=None):
    """One of them, hidden or not, since an agenda may have chosen it before; None without one."""
    row = OfficeMethod.objects.filter(office=office_id, code=code).first()
    if code not in SHIPPED and (row is None or not row.content):
        return None
    return _of_office(language or get_language(), code, row)


def _of_office(language, code, row):
    content = (row and row.content) or SHIPPED[code]
    return method_in(language, code, content, is_hidden=bool(row and row.is_hidden))


def method_choices(membership):
    """Choices for an item of an agenda: (code, title), first the one for no method."""
    methods = methods_for(membership.office_id)
    return [("", _("No method")), *((method.code, method.title) for method in methods)]
