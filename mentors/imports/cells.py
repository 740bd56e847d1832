"""From what a cell says to the value that is stored, or a CellProblem that says what is wrong."""

import datetime
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.no import orgnr

from caseload.forms import is_phone_number
from caseload.industries import section_of
from caseload.models import Participant
from caseload.rhythm import Rhythm
from mentors.imports import words
from mentors.imports.problems import CellProblem
from mentors.imports.reading import Formula
from mentors.models import Workplace

# Reverses the direction of the text that follows: a name could be made to look like another.
_TURNS_TEXT = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_EXCEL_ERRORS = {
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA",
    "#SPILL!", "#CALC!",
}  # fmt: skip
_is_email = EmailValidator()


def parse(column, cell, today):
    """The value of one cell; None when it says nothing. Raises CellProblem."""
    if cell is None:
        return None
    if cell is Formula:
        raise CellProblem("formula_without_value")
    if column in _DATES:
        return _DATES[column](cell, today)
    text = _text(cell)
    if not text:
        return None
    return _PARSERS[column](text, today)


def _text(cell):
    """As a person reads it: a telephone number that Excel took for a number has no ".0"."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime.datetime):
        cell = cell.date()
    if isinstance(cell, datetime.date):
        return f"{cell:%d.%m.%Y}"
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).strip()
    if text in _EXCEL_ERRORS:
        raise CellProblem("excel_error")
    if any(c in _TURNS_TEXT or (c not in "\n\t" and _is_control(c)) for c in text):
        raise CellProblem("control_characters")
    return text


def _is_control(character):
    return unicodedata.category(character) in ("Cc", "Cs")


# Text


def _long_text(limit):
    def parse_text(text, today):
        if len(text) > limit:
            raise CellProblem("too_long", limit=limit)
        return text

    return parse_text


def _name(text, today):
    name = " ".join(text.split())
    # Some letters become several in the key that the list is sorted by.
    if len(name) > 120:
        raise CellProblem("too_long", limit=120)
    return name


def _phone(text, today):
    phone = " ".join(text.split())
    if len(phone) > 30 or not phone.isascii() or not is_phone_number(phone):
        raise CellProblem("not_a_phone")
    return phone


def _email(text, today):
    if len(text) > 254:
        raise CellProblem("too_long", limit=254)
    try:
        _is_email(text)
    except ValidationError:
        raise CellProblem("not_an_email") from None
    return text


# Numbers


def _birth_year(text, today):
    if not re.fullmatch(r"[0-9]{4}([.,]0+)?", text):
        raise CellProblem("not_a_year")
    year = int(text[:4])
    if not 1900 <= year <= today.year:
        raise CellProblem("year_out_of_range", this_year=today.year)
    return year


def _org_number(text, today):
    number = re.sub(r"^NO|MVA$", "", "".join(text.upper().split()))
    try:
        return orgnr.validate(number)
    except NotANumber:
        raise CellProblem("not_an_org_number") from None


def _division(text, today):
    # "56.101 Restaurants" is in division 56; Excel makes 05 a 5.
    found = re.match(r"([0-9]{1,2})(?![0-9])", text)
    division = found[1].zfill(2) if found else ""
    if section_of(division) is None:
        raise CellProblem("not_a_division")
    return division


_SIZES = [(4, "1-4"), (9, "5-9"), (19, "10-19"), (49, "20-49"), (99, "50-99"), (249, "100-249")]


def _size(text, today):
    band = re.fullmatch(r"([0-9]{1,3}) ?[-–] ?([0-9]{1,3})", text)
    if band and f"{int(band[1])}-{int(band[2])}" in Workplace.Size.values:
        return f"{int(band[1])}-{int(band[2])}"
    number = re.fullmatch(r"([0-9]{1,6}) ?(\+|og flere|og fleire|and more)?", text)
    if not number or not int(number[1]):
        raise CellProblem("not_a_size")
    return next((band for most, band in _SIZES if int(number[1]) <= most), "250+")


# Listed words


def _listed(column):
    def parse_word(text, today):
        value = words.meaning(column, text)
        if value is None:
            raise CellProblem("not_listed", words_of=column)
        return str(value)

    return parse_word


_EVERY = re.compile(
    r"(?:hver|kvar|every)(\d{1,4})(dag|dager|dagar|days?|uke|uker|veke|veker|weeks?)"
)
_ONCE = re.compile(
    r"(?:(?:en|ein|eitt|1)(?:gang|gong)|once)(?:etter|after)"
    r"(\d{1,4})(dag|dager|dagar|days?|uke|uker|veke|veker|weeks?)"
)


def _rhythm(text, today):
    """(rhythm, days): days only for "every so many days" and "once, after so many days"."""
    rhythm = words.meaning("rhythm", text)
    if rhythm:
        return str(rhythm), None
    folded = words.folded(text)
    for rhythm, pattern in [(Rhythm.OWN, _EVERY), (Rhythm.ONCE, _ONCE)]:
        if found := pattern.fullmatch(folded):
            days = int(found[1]) * (1 if found[2].startswith("da") else 7)
            if not 1 <= days <= 366:
                raise CellProblem("rhythm_days")
            return str(rhythm), days
    raise CellProblem("not_listed", words_of="rhythm")


# Dates


def _date(cell):
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = _text(cell)
    if not text:
        return None
    if isinstance(cell, int | float) and len(text) in (5, 7):
        text = "0" + text  # Excel made 050126 a number and dropped its first digit
    for pattern, order in _DATE_FORMS:
        if found := re.fullmatch(pattern, text):
            day, month, year = (found[place] for place in order)
            try:
                return datetime.date(int(f"20{year}"[-4:]), int(month), int(day))
            except ValueError:
                break
    raise CellProblem("not_a_date")


_DATE_FORMS = [
    (r"([0-9]{1,2})[.] ?([0-9]{1,2})[.] ?([0-9]{4}|[0-9]{2})[.]?", (1, 2, 3)),
    (r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}|[0-9]{2})", (1, 2, 3)),
    (r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})", (1, 2, 3)),
    (r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([T ][0-9:.]+(Z|[+-][0-9:]+)?)?", (3, 2, 1)),
]


def _between(earliest_year, latest_year, day):
    if day and not earliest_year <= day.year <= latest_year:
        raise CellProblem("date_out_of_range")
    return day


def _past(code):
    def parse_date(cell, today):
        day = _date(cell)
        if day and day > today:
            raise CellProblem(code)
        return _between(1950, today.year, day)

    return parse_date


def _next_contact(cell, today):
    """May have passed: a plan that was not kept is why somebody makes such a list."""
    day = _date(cell)
    if day and day > today.replace(day=1, year=today.year + 5):
        raise CellProblem("too_far_ahead")
    return _between(1950, 9999, day)


def _benefit_end(cell, today):
    return _between(1950, today.year + 60, _date(cell))


def _limit(field):
    return Participant._meta.get_field(field).max_length


_DATES = {
    "benefit_ends_on": _benefit_end,
    "closer_since": _past("since_after_today"),
    "next_contact_on": _next_contact,
    "last_contact_on": _past("contact_after_today"),
    "last_workplace_contact_on": _past("contact_after_today"),
}

_PARSERS = {
    "name": _name,
    "birth_year": _birth_year,
    "phone": _phone,
    "email": _email,
    "advisor_email": _email,
    "phase": _listed("phase"),
    "wish": _long_text(_limit("wish")),
    "interests": _long_text(_limit("interests")),
    "need_group": _listed("need_group"),
    "benefit": _listed("benefit"),
    "support_at_work": _long_text(_limit("support_at_work")),
    "support_outside_work": _long_text(_limit("support_outside_work")),
    "why": _long_text(500),
    "asked": _listed("asked"),
    "rhythm": _rhythm,
    "workplace": _name,
    "org_number": _org_number,
    "division": _division,
    "size": _size,
    "mentor_name": _name,
    "mentor_phone": _phone,
    "mentor_email": _email,
    "mentor_position": _listed("mentor_position"),
}
