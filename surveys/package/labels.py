"""Texts as the formats of files take them: on one line, and no longer than they allow."""

import re
import unicodedata

from django.utils.text import slugify

from aksel.file_names import LETTERS

SPSS_LABEL, SPSS_VALUE_LABEL, SPSS_FILE_LABEL = 255, 120, 64  # bytes
STATA_LABEL, STATA_VALUE_LABEL = 80, 32_000  # characters, and bytes of the other
LONGEST_FILE_NAME = 24
ELLIPSIS = "…"


# What no letter is, and no XML may hold.
NO_SIGNS = "\ufffe\uffff"


def one_line(text):
    """Without line breaks and signs that nobody sees, which labels cannot hold."""
    seen = (
        sign
        for sign in " ".join(str(text).split())
        if sign not in NO_SIGNS and unicodedata.category(sign) not in ("Cc", "Cs", "Co")
    )
    return "".join(seen).strip()


def in_bytes(text):
    return len(text.encode())


def cut(text, longest, size=len):
    """The beginning of a text, between whole characters; `longest` is counted by `size`."""
    if size(text) <= longest:
        return text
    room = longest - size(ELLIPSIS)
    if size is in_bytes:
        text = text.encode()[:room].decode(errors="ignore")
    return text[:room].rstrip() + ELLIPSIS


def cut_before(text, ending, longest, size=len):
    """A text and what must be seen of it: the text is cut first, then the ending."""
    room = longest - size(ending)
    if room < size(ELLIPSIS):
        return cut(ending.lstrip(" :"), longest, size)
    return cut(text, room, size) + ending


def plain_name(text, longest):
    """A name of small letters, digits and underscores, such as "a12_viktigste_laering"."""
    words = slugify(str(text).lower().translate(LETTERS)).replace("-", "_")
    return re.sub("_+", "_", words)[:longest].strip("_") or "x"


def file_names(texts, ending):
    """{text: name of a file}: each once, short enough for every archive."""
    names = {}
    for text in texts:
        longest = LONGEST_FILE_NAME - len(ending) - 1
        name, number = plain_name(text, longest), 1
        while f"{name}.{ending}" in names.values():
            number += 1
            name = f"{plain_name(text, longest - len(str(number)) - 1)}_{number}"
        names[text] = f"{name}.{ending}"
    return names
