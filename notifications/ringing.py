"""Telling the worker that a row waits. Nothing depends on it: the sweep sees the row as well."""

import logging
import time

from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger("hybridnav")

# A Redis that hangs costs 0.2 seconds each time it is asked. Whoever rings often would wait for
# every single ring, so after one that failed this process leaves it to the sweep for a while.
QUIET_SECONDS = 5

_quiet_until = 0.0


def ring(task, row_id):
    """Have a worker do `task(row_id)` as soon as the transaction is committed. Never fails."""
    transaction.on_commit(lambda: _ring(task, str(row_id)), robust=True)


def _ring(task, row_id):
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        task.delay(row_id)
    except OperationalError as error:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("Nobody was rung, the sweep will see it: %s", type(error.__cause__).__name__)
