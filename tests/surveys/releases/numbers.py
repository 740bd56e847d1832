"""National ids reckoned by hand, for tests: of nobody."""

FIRST, SECOND = (3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def national_id(birth, start, *, rest=0):
    """Of somebody born on this day (ddmmyy), the first from this individual number that works.

    `rest`: what the first sum leaves over; from 2032 on it may be 0 to 3.
    """
    for number in range(start, 1000):
        digits = f"{birth}{number:03}"
        for first in range(10):
            if (_sum(FIRST, digits) + first) % 11 != rest:
                continue
            for second in range(10):
                if (_sum(SECOND, f"{digits}{first}") + second) % 11 == 0:
                    return f"{digits}{first}{second}"
    raise LookupError(birth)


def is_national_id(text):
    """Whether eleven digits have check digits as in use today."""
    return (_sum(FIRST, text) + int(text[9])) % 11 == (_sum(SECOND, text) + int(text[10])) % 11 == 0


def _sum(weights, digits):
    return sum(w * int(d) for w, d in zip(weights, digits, strict=False))
