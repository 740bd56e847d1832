import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from mentors.demo.load import is_somebody_there, load


class Command(BaseCommand):
    help = "Fills an empty database with invented offices, people and a year of contacts."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("This is production (HYBRIDNAV_PRODUCTION=1): no demo data here.")
        if is_somebody_there():
            self.stdout.write("There are users already. Nothing was changed.")
            return

        def progress(caseloads):
            return tqdm(caseloads, "Demo data", unit=" caseloads", disable=not sys.stderr.isatty())

        loaded = load(timezone.localdate(), progress)
        self.stdout.write(
            f"Demo data: {loaded.offices} offices, {loaded.users} users, "
            f"{loaded.participants} participants, {loaded.mentors} mentors, "
            f"{loaded.contacts} contacts."
        )
