"""`manage.py audit verify` and `manage.py audit cef`: the audit log checked, and carried out."""

import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from accounts.cef import cef
from accounts.models import AuditEntry, AuditSeal
from accounts.sealing import first_broken, seal

READ_AT_ONCE = 2000


class Command(BaseCommand):
    help = (
        "verify: whether a line of the audit log was changed, added or taken away since it was "
        "sealed; exits with 1 at the first seal that is broken. cef: lines in Nav's CEF form, of "
        "the days from --since to --until."
    )

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["verify", "seal", "cef"])
        parser.add_argument("--since", type=day, default=None, metavar="YYYY-MM-DD")
        parser.add_argument("--until", type=day, default=None, metavar="YYYY-MM-DD")

    def handle(self, *, what, since, until, **options):
        if what == "verify":
            self.verify()
        elif what == "seal":
            made = seal()
            self.stdout.write(f"Seal {made.number}: {made.chain}" if made else "Nothing to seal.")
        else:
            self.write_cef(since or timezone.localdate(), until or timezone.localdate())

    def verify(self):
        broken, number = first_broken()
        if broken:
            raise CommandError(f"Seal {broken} is broken: lines before it were changed.")
        last = AuditSeal.objects.last()
        head = f", the last is {last.chain}, up to line {last.last}" if last else ""
        self.stdout.write(f"{number} seals are whole{head}.")

    def write_cef(self, since, until):
        entries = AuditEntry.objects.filter(at__gte=midnight(since), at__lt=midnight(until, 1))
        for entry in entries.order_by("pk").iterator(READ_AT_ONCE):
            self.stdout.write(cef(entry))


def day(text):
    found = parse_date(text)
    if found is None:
        raise ValueError(text)
    return found


def midnight(date, days=0):
    moment = datetime.datetime.combine(date + datetime.timedelta(days=days), datetime.time.min)
    return timezone.make_aware(moment)
