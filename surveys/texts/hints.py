"""What in an answer may tell who somebody is, found by machine. People decide.

A mark never says more than "look at this": a name that hybridnav knows is marked as any word with a
capital letter inside a sentence is, and nobody learns from it who is known here, or as what.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from stdnum.no import orgnr
from stdnum.no.fodselsnummer import calc_check_digit2

from surveys.texts.names import known_among


class Kind(StrEnum):
    NATIONAL_ID = "national_id"
    EMAIL = "email"
    URL = "url"
    GUID = "guid"
    ORG_NUMBER = "org_number"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"


LABELS = {
    Kind.NATIONAL_ID: _("national identity number"),
    Kind.EMAIL: _("e-mail or user name"),
    Kind.URL: _("web address"),
    Kind.GUID: _("identifier"),
    Kind.ORG_NUMBER: _("organisation number"),
    Kind.PHONE: _("phone number"),
    Kind.ADDRESS: _("address"),
    Kind.NAME: _("name or place"),
}
# These name somebody or something whatever stands around them: no two people may keep them.
NEVER_KEPT = frozenset({Kind.NATIONAL_ID, Kind.EMAIL, Kind.URL, Kind.GUID})


@dataclass(frozen=True)
class Hint:
    """text[start:end] is of this kind, perhaps."""

    start: int
    end: int
    kind: Kind


GAP = r"[ .\-\u00a0\u2009\u202f]?"  # how digits are kept apart
DIGITS = r"(?=((?:\d%s){%d}\d)(?!\d))"  # looks ahead: of what overlaps nothing is missed
ENDINGS = "no|com|org|net|io|se|dk|fi|eu|info|biz|app|uk|de"
PATTERNS = [
    (Kind.EMAIL, re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+|(?<!\w)@\w{3,}")),
    (Kind.URL, re.compile(r"(?:[a-z][a-z0-9+.\-]*://|\bwww\.)\S+", re.I)),
    (Kind.URL, re.compile(rf"\b(?:[\w\-]+\.)+(?:{ENDINGS})\b(?:/\S*)?", re.I)),
    (Kind.GUID, re.compile(r"\b[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\b", re.I)),
    (
        Kind.ADDRESS,
        re.compile(
            r"\b\w+(?:gata|gaten|gate|veien|vegen|vei|veg|allé|alleen)\s+\d+\s?[a-z]?\b", re.I
        ),
    ),
    (Kind.ADDRESS, re.compile(r"\b(?!19|20)\d{4}[ \u00a0]+[A-ZÆØÅ][\w\-]+")),
]
PHONE = re.compile(
    r"(?<!\d)(?<!\d[.\-])(?:(?:\+|00)47[ \u00a0]?|\(\+?47\)[ \u00a0]?)?"
    r"(?:[2-9]\d{7}"
    r"|[2-9]\d(?P<two>[ \u00a0\-])\d{2}(?P=two)\d{2}(?P=two)\d{2}"
    r"|[2-9]\d{2}(?P<three>[ \u00a0\-])\d{2}(?P=three)\d{3})(?!\d|[.\-]\d)"
    r"|(?<!\w)(?:\+|00)(?!47)[1-9]\d{0,2}(?:[ \u00a0\-]?\d){6,12}(?!\d)"
)
COMPACT_DATE = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LONGEST_NAME = 5  # words
# Capital letters that say nothing, and the beginnings of sentences.
ORDINARY = frozenset({"nav", "norge", "noreg", "jeg", "eg", "i"})
BEGINS = frozenset('.!?:;•*–—-"«“(/…')


def hints_in(texts):
    """[[Hint]] of each of these texts, in order and without overlaps. Asks the database once."""
    words = [list(WORD.finditer(text)) for text in texts]
    known = known_among(
        {
            phrase
            for text, found in zip(texts, words, strict=True)
            for phrase in _phrases(text, found)
        }
    )
    return [
        _apart([*_patterns_in(text), *_names_in(text, found, known)])
        for text, found in zip(texts, words, strict=True)
    ]


def never_kept_in(text):
    """[Hint] of what may be left in no released text."""
    return [hint for hint in _apart(_patterns_in(text)) if hint.kind in NEVER_KEPT]


def _patterns_in(text):
    for kind, pattern in PATTERNS:
        yield from (Hint(*found.span(), kind) for found in pattern.finditer(text))
    for length, kind, is_one in NUMBERS:
        for found in length.finditer(text):
            if is_one("".join(filter(str.isdigit, found[1]))):
                yield Hint(*found.span(1), kind)
    for found in PHONE.finditer(text):
        if not COMPACT_DATE.fullmatch(found[0]):
            yield Hint(*found.span(), Kind.PHONE)


def _is_national_id(digits):
    """Of whoever was born on a day, or has a D-number, or one of a register for tests.

    The first check digit may leave a rest of 0 to 3, as from 2032 on.
    """
    day, month = int(digits[:2]) % 40, int(digits[2:4])
    rest = (
        sum(w * int(n) for w, n in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits, strict=False)) % 11
    )
    return (
        1 <= day <= 31
        and any(1 <= month - added <= 12 for added in (0, 40, 65, 80))
        and rest <= 3
        and digits[10] == calc_check_digit2(digits)
    )


NUMBERS = [
    (re.compile(r"(?<!\d)" + DIGITS % (GAP, 10)), Kind.NATIONAL_ID, _is_national_id),
    (re.compile(r"(?<!\d)" + DIGITS % (GAP, 8)), Kind.ORG_NUMBER, orgnr.is_valid),
]


# Names


def _phrases(text, words):
    """Everything in the text that could be a name, casefolded: words with a capital, and several
    words on end."""
    for first, word in enumerate(words):
        if word[0][0].isupper():
            yield from _as_known(word[0])
        for last in words[first + 1 : first + LONGEST_NAME]:
            yield from _as_known(text[word.start() : last.end()])


def _as_known(phrase):
    """A name as it stands, and what it is the genitive of."""
    flat = " ".join(phrase.casefold().split())
    return {flat, re.sub(r"['’]?s$", "", flat)}


def _names_in(text, words, known):
    for first, word in enumerate(words):
        for last in words[first + 1 : first + LONGEST_NAME]:
            if not known.isdisjoint(_as_known(text[word.start() : last.end()])):
                yield Hint(word.start(), last.end(), Kind.NAME)
        if not word[0][0].isupper() or word[0].casefold() in ORDINARY:
            continue
        is_known = not known.isdisjoint(_as_known(word[0]))
        is_short_for_something = word[0].isupper() and len(word[0]) <= 5
        if is_known or not (is_short_for_something or _begins_a_sentence(text, word.start())):
            yield Hint(*word.span(), Kind.NAME)


def _begins_a_sentence(text, start):
    before = text[:start]
    stripped = before.rstrip()
    return not stripped or stripped[-1] in BEGINS or "\n" in before[len(stripped) :]


def _apart(hints):
    """In order; of two that overlap the one that begins first and is longest, made longer."""
    found = []
    for hint in sorted(
        hints, key=lambda each: (each.start, -each.end, list(Kind).index(each.kind))
    ):
        if found and hint.start < found[-1].end:
            last = found[-1]
            kind = min(last.kind, hint.kind, key=list(Kind).index)
            found[-1] = Hint(last.start, max(last.end, hint.end), kind)
        else:
            found.append(hint)
    return found
