import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from mentors.seed.load import CannotSeed, refresh_statistics, seed

PLACED_ONE_IN = 6


class Command(BaseCommand):
    help = (
        "Adds invented offices with any number of people, for measuring; the nation is "
        "--offices 264 --participants 600000 --contacts 6000000 --placements 100000. "
        "All or nothing: an interrupted run leaves nothing. Nobody can work meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("--participants", type=int, required=True, metavar="N")
        parser.add_argument("--offices", type=int, required=True, metavar="M")
        parser.add_argument("--contacts", type=int, required=True, metavar="K")
        parser.add_argument(
            "--placements",
            type=int,
            metavar="P",
            help=f"default: one for every {PLACED_ONE_IN} participants",
        )

    def handle(self, *, participants, offices, contacts, placements, **options):
        if settings.PRODUCTION:
            raise CommandError("This is production (HYBRIDNAV_PRODUCTION=1): no seed here.")
        if placements is None:
            placements = participants // PLACED_ONE_IN
        began = time.monotonic()

        try:
            seed(
                timezone.localdate(),
                participants=participants,
                offices=offices,
                contacts=contacts,
                placements=placements,
                progress=progress_bar,
            )
        except CannotSeed as reason:
            raise CommandError(f"{reason} Nothing was changed.") from None
        except KeyboardInterrupt:
            raise CommandError("Interrupted. Nothing was changed.") from None
        refresh_statistics()
        self.stdout.write(
            f"Added {offices} offices, {participants} participants, {contacts} contacts and "
            f"{placements} placements in {time.monotonic() - began:.0f} s. "
            "Sign-in addresses: advisor1.office1@demo.example is at the largest office."
        )


def progress_bar(things, what, number):
    return tqdm(things, what, number, disable=not sys.stderr.isatty())
