import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "collectstatic, where a file was added, changed or removed since the last time."
    requires_system_checks = []

    def handle(self, **options):
        seen = hashlib.sha256()
        for finder in get_finders():
            for path, storage in finder.list([]):
                changed = storage.get_modified_time(path).timestamp()
                seen.update(f"{path} {storage.size(path)} {changed}\n".encode())
        stamp = settings.STATIC_ROOT / ".collected"
        if not stamp.exists() or stamp.read_text() != seen.hexdigest():
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(seen.hexdigest())
