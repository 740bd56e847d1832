from django.core.management.base import BaseCommand

from hybridnav import embedded


class Command(BaseCommand):
    help = "Stop the PostgreSQL and Redis of the data folder and wait until they are gone."
    requires_system_checks = []

    def handle(self, **options):
        embedded.stop()
