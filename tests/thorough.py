"""How often random trials are made: `make test` makes few, THOROUGH=1 all of them."""

import os

IS_THOROUGH = bool(os.environ.get("THOROUGH"))


def trials(number, *, few):
    return number if IS_THOROUGH else few
