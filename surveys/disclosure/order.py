"""Random orders that can be drawn again: whoever has not the seed cannot tell them from others."""

import hashlib
import hmac


def shuffled(rows, seed, purpose):
    """The rows in the order of this seed (bytes) and purpose, which stays the same for ever."""
    rows = list(rows)

    def drawn(place):
        return hmac.digest(seed, f"{purpose}:{place}".encode(), hashlib.sha256)

    return [rows[place] for place in sorted(range(len(rows)), key=drawn)]
