"""What happens by the clock: when each task was last done, and which are due by now.

The schedule is that of hybridnav/celery.py; what has been done is read from Heartbeat, so that
beat and `manage.py sweep` can take turns.
"""

import datetime
from dataclasses import dataclass

from celery import current_app
from celery.schedules import maybe_schedule

from notifications.models import Heartbeat

# Late by this much is not late: a worker may be busy.
PATIENCE = datetime.timedelta(minutes=2)
# A task that was never done is looked at as if it had been done this long ago.
UNKNOWN = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Task:
    """`late`: how long ago it should have been done; negative while it is not due."""

    name: str
    last_at: datetime.datetime | None
    late: datetime.timedelta

    @property
    def is_due(self):
        return self.late >= datetime.timedelta(0)

    @property
    def is_missed(self):
        """A sweep that was never heard of is missed; what is done once a day may still come."""
        return self.late > PATIENCE and (self.last_at is not None or self.is_sweep)

    @property
    def is_sweep(self):
        """Takes up what was left, so that doing it once more does no harm."""
        return self.name.rpartition(".")[2].startswith("sweep_")


def tasks(now):
    """[Task, …] in the order of the schedule."""
    done = dict(Heartbeat.objects.values_list("task", "at"))
    return [
        _task(each["task"], each["schedule"], done.get(each["task"]), now)
        for each in current_app.conf.beat_schedule.values()
    ]


def is_on_the_clock(name):
    return any(each["task"] == name for each in current_app.conf.beat_schedule.values())


def _task(name, schedule, last_at, now):
    remaining = maybe_schedule(schedule).remaining_estimate(last_at or now - UNKNOWN)
    return Task(name, last_at, -remaining)
