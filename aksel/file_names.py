"""Names that every machine takes: of files and of sheets."""

import re

from django.utils.text import slugify

# What slugify would drop instead of writing it plainly.
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t"})
LONGEST_SHEET = 31
NOT_IN_A_SHEET = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def file_name(subject, place, day, ending):
    """Such as "oversikt-nav-fjordby-2026-11-25.csv"."""
    plain = slugify(f"{subject} {place}".lower().translate(LETTERS))
    return f"{plain}-{day.isoformat()}.{ending}"


def sheet_names(headings):
    """As many names as headings, each valid in a workbook and there once."""
    names = []
    for heading in headings:
        # An apostrophe at an end is refused, as is the name "History".
        name = NOT_IN_A_SHEET.sub(" ", str(heading))[:LONGEST_SHEET].strip(" '") or "-"
        taken = {each.lower() for each in [*names, "History"]}
        number, alone = 1, name
        while name.lower() in taken:
            number += 1
            name = f"{alone[: LONGEST_SHEET - 4].rstrip()} {number}"
        names.append(name)
    return names
