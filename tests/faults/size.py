"""How much of everything: `QUICK=1` for a look, or each number by a variable of its own."""

import os

QUICK = os.environ.get("QUICK") == "1"


def size(name, full, quick):
    """The number in the environment variable `name`, else one of these two."""
    return int(os.environ.get(name) or (quick if QUICK else full))


MAILS = size("MAILS", 2000, 200)
KILLS = size("KILLS", 30, 6)
WEB_KILLS = size("WEB_KILLS", 20, 5)
CANCELS = size("CANCELS", 500, 60)
WAITING_WHEN_FLUSHED = size("FLUSHED", 500, 100)
REDIS_AWAY_SECONDS = size("REDIS_AWAY_SECONDS", 60, 6)
LOCK_SECONDS = size("LOCK_SECONDS", 60, 30)
WRITING_SECONDS = size("WRITING_SECONDS", 120, 10)
TIMES_ASKED = size("TIMES_ASKED", 60, 20)
ROUNDS = size("ROUNDS", 30, 8)
