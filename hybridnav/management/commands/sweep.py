"""Everything the clock would do now, here and at once: without beat, worker or Redis."""

import logging

from celery import current_app
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notifications.operations.clock import tasks

logger = logging.getLogger("hybridnav")


class Command(BaseCommand):
    help = "Do what is due and take up what was left. Needs neither beat nor worker nor Redis."

    def handle(self, **options):
        current_app.loader.import_default_modules()
        # What a task would ring a worker for is done here as well.
        rings, current_app.conf.task_always_eager = current_app.conf.task_always_eager, True
        try:
            failed = [
                task.name
                for task in tasks(timezone.now())
                if (task.is_sweep or task.is_due) and not self.done(task)
            ]
        finally:
            current_app.conf.task_always_eager = rings
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}")

    def done(self, task):
        """Whether it went well. One that fails must not hold up the others."""
        result = current_app.tasks[task.name].apply()
        self.stdout.write(f"{task.name}: {'done' if result.successful() else 'failed'}")
        return result.successful()
