"""Whether a text that others will read names somebody it should not name."""

import re

from accounts.names import sort_key


def named_in(text, names):
    """The word of `text` that names somebody of `names`; "" where nobody is named.

    A whole name counts however it is written. A first name alone counts with a capital letter
    only: "Stein" is a person where "stein" is a stone. A last name alone is as often a place. The
    genitive counts as the name.
    """
    words = _words(text)
    first_names = {sort_key(_words(name)[0]) for name in names if _words(name)}
    for word in words:
        if word[0].isupper() and not first_names.isdisjoint(_without_genitive(word)):
            return word
    return whole_name_in(text, names)


def whole_name_in(text, names):
    """The name of `names` that stands in `text` as a whole, of two words at least; "" without."""
    flat = f" {_flat(_words(text))} "
    for name in names:
        whole = _flat(_words(name))
        if " " in whole and (f" {whole} " in flat or f" {whole}s " in flat):
            return name
    return ""


def _words(text):
    return re.findall(r"[^\W_]+", text)


def _flat(words):
    return " ".join(sort_key(word) for word in words)


def _without_genitive(word):
    key = sort_key(word)
    return {key, key.removesuffix("s")}
