"""What stands on a slip or in a message about codes: bokmål and nynorsk, whoever prints it."""

from dataclasses import dataclass

from django.template.defaultfilters import date as date_text
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

BOTH = "nb", "nn"
ASKED = gettext_lazy("You are asked to answer a survey. It is voluntary and takes a few minutes.")
ASKED_BEFORE = gettext_lazy("You have got a code for this survey. There is still time to answer.")
ON_THIS_SLIP = gettext_lazy("Go to the address on this slip and type the code.")
THIS_CODE = gettext_lazy("Go to %(address)s and type the code %(code)s")
YOUR_CODE = gettext_lazy("Go to %(address)s and type the code you got.")
FROM = gettext_lazy("You can answer from %(first)s.")
UNTIL = gettext_lazy("Answer by %(day)s.")
ONCE = gettext_lazy("The code works once. The system does not know who got which code.")
NOBODY_KNOWS = gettext_lazy(
    "If you have answered, you need do nothing. Everybody gets this message: nobody can see who has"
    " answered."
)


@dataclass(frozen=True)
class Words:
    """`lines` are sentences in the language `lang`."""

    lang: str
    title: str
    lines: list


def on_slip(wave):
    """[Words] for paper; code and address stand beside them."""
    return [_written(lang, wave, [ASKED, ON_THIS_SLIP, FROM, UNTIL, ONCE]) for lang in BOTH]


def with_code(wave, address, code):
    """A message to one person, as plain text."""
    return _as_text(wave, [ASKED, THIS_CODE, FROM, UNTIL, ONCE], address, code)


def reminder(wave, address):
    """A message to everybody who got a code, as plain text."""
    return _as_text(wave, [ASKED_BEFORE, YOUR_CODE, UNTIL, NOBODY_KNOWS], address)


def _as_text(wave, sentences, address, code=""):
    written = [_written(lang, wave, sentences, address, code) for lang in BOTH]
    return "\n\n".join("\n".join([each.title, *each.lines]) for each in written)


def _written(lang, wave, sentences, address="", code=""):
    untold = [FROM] if wave.opens_on <= timezone.localdate() else []
    untold += [] if wave.closes_on else [UNTIL]
    with override(lang):
        days = {"first": _day(wave.opens_on), "day": _day(wave.closes_on)}
        known = {"address": address, "code": code} | days
        said = [str(each) % known for each in sentences if each not in untold]
        title = getattr(wave.questionnaire.title, lang) or wave.questionnaire.title.nb
        return Words(lang, title or _("Survey"), said)


def _day(day):
    return date_text(day, "j. F Y")
