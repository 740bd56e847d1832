from django.db import models
from django.utils import timezone


class HeartbeatManager(models.Manager):
    def note(self, task):
        """It has just done what it does by the clock."""
        self.bulk_create(
            [Heartbeat(task=task, at=timezone.now())],
            update_conflicts=True,
            unique_fields=["task"],
            update_fields=["at"],
        )


class Heartbeat(models.Model):
    """When a task of the clock was last done to its end, so that a clock that stands is noticed."""

    task = models.CharField(max_length=120, primary_key=True)
    at = models.DateTimeField()

    objects = HeartbeatManager()

    def __str__(self):
        return f"{self.task} {self.at:%Y-%m-%d %H:%M}"
