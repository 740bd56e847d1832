"""Codes on paper: easily typed by hand, and wrong ones are told from unknown ones.

Twelve characters at random (60 bits) and one that checks them, in groups: 7KQM-2XWD-9HTRC.
"""

import re
import secrets

# Without 0 and O, 1 and I, which look alike. 32 of them, so each is a number of five bits.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
RANDOM = 12
GROUPS = 4, 8
BETWEEN = re.compile(r"[\s.\-\u2010-\u2015\u2212]+")


def new_code():
    """A code as it is printed. Each is drawn anew and kept nowhere; see hash_of."""
    drawn = "".join(secrets.choice(LETTERS) for _number in range(RANDOM))
    return _in_groups(drawn + _check(drawn))


def tidy(code):
    """What somebody typed, as it was printed, or None where it has the wrong shape.

    Small letters, and spaces, dots and dashes of any kind, are as good. One wrong character, or
    two that changed places, give None: it was typed wrong, whether such a code exists or not.
    """
    plain = BETWEEN.sub("", code).upper()
    fits = len(plain) == RANDOM + 1 and set(plain) <= set(LETTERS)
    return _in_groups(plain) if fits and _check(plain[:-1]) == plain[-1] else None


def _in_groups(plain):
    first, second = GROUPS
    return f"{plain[:first]}-{plain[first:second]}-{plain[second:]}"


def _check(drawn):
    """Each character counts by a weight of its own (a power of 2 in the field of 32 numbers)."""
    found = 0
    for letter in drawn:
        found = _doubled(found ^ LETTERS.index(letter))
    return LETTERS[found]


def _doubled(number):
    return (number << 1) ^ (0b100101 if number & 0b10000 else 0)
