"""Whether a text that others will read names somebody it should not name."""

import re

from accounts.names import sort_key


def named_in(text, names):
    """The first word of `text` that names somebody of `names`; "" where nobody is named.

    A whole name counts however it is written. A single part of one counts with a capital letter
    only: "Stein" is a person where "stein" is a stone. The genitive counts as the name.
    """
    words = _words(text)
    parts = {sort_key(part) for name in names for part in _words(name) if len(part) > 1}
    for word in words:
        if word[0].isupper() and not parts.isdisjoint(_without_genitive(word)):
            return word
    flat = f" {_flat(words)} "
    for name in names:
        whole = _flat(_words(name))
        if f" {whole} " in flat or f" {whole}s " in flat:
            return name
    return ""


def _words(text):
    return re.findall(r"[^\W_]+", text)


def _flat(words):
    return " ".join(sort_key(word) for word in words)


def _without_genitive(word):
    key = sort_key(word)
    return {key, key.removesuffix("s")}
