"""What is new and what is gone between two texts, paragraph by paragraph and word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple


class Piece(NamedTuple):
    """`kind`: "same", "new" or "gone"."""

    kind: str
    text: str


def differences(earlier, later):
    """[[Piece, …], …]: a list of pieces for each paragraph of both, in order. Plain text.

    Of paragraphs that were changed the words are compared; several beside each other are one list,
    with line breaks in it.
    """
    old, new = earlier.split("\n"), later.split("\n")
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [[Piece("same", text)] for text in new[c:d]]
        elif kind == "replace":
            found.append(_words("\n".join(old[a:b]), "\n".join(new[c:d])))
        else:
            found += [[Piece("gone", text)] for text in old[a:b]]
            found += [[Piece("new", text)] for text in new[c:d]]
    return [pieces for pieces in found if any(piece.text for piece in pieces)]


def _words(earlier, later):
    old, new = (re.findall(r"\S+|\s+", text) for text in (earlier, later))
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [
            Piece(kind, "".join(words))
            for kind, words in (("gone", old[a:b]), ("new", new[c:d]))
            if words
        ]
    return pieces
