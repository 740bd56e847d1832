"""Answers in pieces for a page, those that may tell who somebody is with what they may be."""

from dataclasses import dataclass

from surveys.texts.hints import LABELS, hints_in
from surveys.texts.redacting import plain, without


@dataclass(frozen=True)
class Marked:
    """`pieces`: [(piece of the text, what it may be, "" where nothing is found)].

    `suggested`: the text with [fjernet] in place of all that is marked.
    """

    text: str
    pieces: list
    suggested: str

    @property
    def found(self):
        """[(piece, what it may be)], each once."""
        return list(dict.fromkeys(piece for piece in self.pieces if piece[1]))


def marked(texts):
    """[Marked] of these texts, as a form would send them back."""
    texts = [plain(text) for text in texts]
    return [
        Marked(text, _pieces(text, hints), without(text, hints))
        for text, hints in zip(texts, hints_in(texts), strict=True)
    ]


def _pieces(text, hints):
    pieces, at = [], 0
    for hint in hints:
        pieces += [(text[at : hint.start], ""), (text[hint.start : hint.end], LABELS[hint.kind])]
        at = hint.end
    return [(piece, label) for piece, label in [*pieces, (text[at:], "")] if piece]
