"""What beat remembers between two starts: when it last did what."""

import logging
from contextlib import suppress

from celery.beat import PersistentScheduler

logger = logging.getLogger("hybridnav")


class Schedule(PersistentScheduler):
    """Celery's own, which begins anew where its file is damaged, as after a kill or a full disk.

    Celery's takes only some kinds of damage; with others beat ended at each start.
    """

    def setup_schedule(self):
        try:
            super().setup_schedule()
        except Exception:
            logger.warning("What beat remembered cannot be read; it begins anew.")
            if self._store is not None:
                with suppress(Exception):
                    self._store.close()
            self._remove_db()
            super().setup_schedule()
