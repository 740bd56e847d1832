"""Choices that are bands of numbers, such as 0–30 and "over 100", and whether two overlap."""

import re
from itertools import pairwise

_NUMBER = r"(\d+)"
_BETWEEN = re.compile(rf"{_NUMBER}\s*(?:-|–|—|til|to)\s*{_NUMBER}(?:\s+\D*)?")
_EXACTLY = re.compile(rf"{_NUMBER}(?:\s+[^\d+]*)?")
_FROM = re.compile(
    rf"{_NUMBER}\s*\+|{_NUMBER}\s*(?:eller|og|and|or)\s+(?:flere|fleire|mer|meir|more|over).*"
)
_OVER = re.compile(rf"(?:over|mer enn|meir enn|more than|flere enn|fleire enn)\s+{_NUMBER}.*")
_UNDER = re.compile(rf"(?:under|mindre enn|less than|færre enn|fewer than)\s+{_NUMBER}.*")
WITHOUT_END = 10**9


def overlapping(labels):
    """[(label, label)] of neighbouring bands, lowest first, that share a number.

    Labels that are no bands are left out: "none", "don't know".
    """
    bands = sorted((*band, label) for label in labels if (band := band_of(label)))
    return [
        (one, other) for (_low, high, one), (low, _high, other) in pairwise(bands) if low <= high
    ]


def band_of(label):
    """(lowest, highest) whole number, both included; None for what is no band."""
    text = label.strip().lower()
    if found := _BETWEEN.fullmatch(text):
        return int(found[1]), int(found[2])
    if found := _FROM.fullmatch(text):
        return int(found[1] or found[2]), WITHOUT_END
    if found := _OVER.fullmatch(text):
        return int(found[1]) + 1, WITHOUT_END
    if found := _UNDER.fullmatch(text):
        return 0, int(found[1]) - 1
    if found := _EXACTLY.fullmatch(text):
        return int(found[1]), int(found[1])
    return None
