"""docs/processing.md, written anew from what the models declare."""

from django.core.management.base import BaseCommand

from hybridnav.processing import RECORD, record


class Command(BaseCommand):
    help = "Write docs/processing.md from what each app declares in its privacy.py."

    def handle(self, **options):
        RECORD.write_text(record())
        self.stdout.write(f"Written: {RECORD.name}")
