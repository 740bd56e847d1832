"""`manage.py retention`: what the clock deletes at night, now, or only said."""

import json

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.forgetting import OLD_SESSIONS, forget
from notifications.digests import OLD_DIGESTS
from notifications.links import OLD_LINKS

RULES = [OLD_SESSIONS, OLD_DIGESTS, OLD_LINKS]


class Command(BaseCommand):
    help = (
        "Delete what is older than its rule in docs/processing.md: sessions, digests and links. "
        "Run again, it changes nothing. --dry-run says what would go and deletes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, dry_run, as_json, **options):
        now = timezone.now()
        rows = {
            rule.name: rule.over(now).count() if dry_run else forget(rule, now) for rule in RULES
        }
        if as_json:
            self.stdout.write(json.dumps(rows))
        else:
            for name, number in rows.items():
                self.stdout.write(f"{name}: {number}")
