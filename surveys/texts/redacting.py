"""What is left of an answer: the answer itself, with [fjernet] where something was, and no word
that whoever wrote it did not write."""

import unicodedata

from aksel.forms import BIDI

REMOVED = "[fjernet]"


def plain(text):
    """The text as a form sends it back: no invisible characters, one kind of line break."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc" and c not in BIDI
    ).strip()


def without(text, hints):
    """The text with [fjernet] in place of every hint; of hints side by side in place of all."""
    pieces, at = [], 0
    for hint in hints:
        between = text[at : hint.start]
        if not pieces or between.strip(" \u00a0,"):
            pieces += [between, REMOVED]
        at = hint.end
    return "".join([*pieces, text[at:]])


def is_what_is_left(text, original):
    """Whether `text` is `original`, or it with one or more parts replaced by [fjernet]."""
    first, *more = text.split(REMOVED)
    if not more:
        return text == original
    *between, last = more
    if not original.startswith(first):
        return False
    at = len(first)
    for piece in between:
        # Something was there: one character at least.
        at = original.find(piece, at + 1)
        if at < 0:
            return False
        at += len(piece)
    return original.endswith(last) and len(original) - len(last) > at


def says_something(text):
    return any(map(str.isalnum, text.replace(REMOVED, "")))
