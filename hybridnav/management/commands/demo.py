import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from insight.county.counting import count_what_is_over
from mentors.demo import load as caseloads_and_mentors
from reflection.demo import load as meetings
from surveys.demo import load as surveys


class Command(BaseCommand):
    help = "Fills an empty database with invented offices, people and a year of contacts."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("This is production (HYBRIDNAV_PRODUCTION=1): no demo data here.")
        if caseloads_and_mentors.is_somebody_there():
            self.stdout.write("There are users already. Nothing was changed.")
            return

        def progress(caseloads):
            return tqdm(caseloads, "Demo data", unit=" caseloads", disable=not sys.stderr.isatty())

        today = timezone.localdate()
        with transaction.atomic():
            loaded = caseloads_and_mentors.load(today, progress)
            held = meetings.load(today)
            answered = surveys.load()
            count_what_is_over(today)
        self.stdout.write(
            f"Demo data: {loaded.offices} offices, {loaded.users} users, "
            f"{loaded.participants} participants, {loaded.mentors} mentors, "
            f"{loaded.contacts} contacts, {held} meetings, {answered} answers to surveys."
        )
