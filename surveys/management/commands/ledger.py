from django.core.management.base import BaseCommand, CommandError

from surveys.ledger.chain import broken
from surveys.ledger.models import LedgerEntry


class Command(BaseCommand):
    help = "verify: Is every entry of the ledger of releases as it was written?"

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["verify"])

    def handle(self, **_options):
        if numbers := broken():
            listed = ", ".join(map(str, numbers))
            raise CommandError(f"Not as they were written: {listed}")
        last = LedgerEntry.objects.order_by("-number").first()
        if last is None:
            self.stdout.write("Nothing has been released.")
        else:
            self.stdout.write(f"{last.number} entries, as they were written. Last: {last.chain}")
