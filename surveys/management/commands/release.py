"""A release by hand: the same wish, rules and guard as on the pages."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from accounts.models import Membership
from surveys.answers.rows import parts_of
from surveys.disclosure.profiles import PROFILES
from surveys.management.commands.survey_table import find_wave
from surveys.releases import actions, work
from surveys.releases.models import Release
from surveys.releases.outcome import outcome_of
from surveys.releases.shown import shown_of
from surveys.releases.wish import ROWS, TABLES, TEXTS, Wish

REFUSED = 3
Role = Membership.Role


class Command(BaseCommand):
    help = (
        "Try a release, and say what it costs. With --asked-by and --approved-by (two people) it "
        "is entered in the ledger and its files are written below --out; without them nothing is "
        "kept and no file is written. Ends with 0, with 3 where the rules refuse it, with 2 where "
        "what is asked for is not there, and with 1 where it could not be built."
    )

    def add_arguments(self, parser):
        parser.add_argument("--waves", required=True, metavar="A,B", help="labels of waves")
        parser.add_argument("--items", required=True, metavar="A,B", help="names of questions")
        parser.add_argument("--across", default="", metavar="A,B", help="background questions")
        parser.add_argument("--texts", default="", metavar="A,B", help="questions in own words")
        parser.add_argument("--rows", action="store_true", help="rows as well as tables")
        parser.add_argument("--instrument", metavar="CODE", help="where waves share a label")
        parser.add_argument("--profile", default="release", choices=PROFILES)
        parser.add_argument("--title", default="Release", metavar="TEXT")
        parser.add_argument("--purpose", default="-", metavar="TEXT")
        parser.add_argument("--asked-by", metavar="E-MAIL", help="a researcher")
        parser.add_argument("--approved-by", metavar="E-MAIL", help="a privacy coordinator")
        parser.add_argument("--out", type=Path, metavar="DIR", help="where the folder is put")
        parser.add_argument("--json", action="store_true", help="print one JSON object, no more")

    def handle(self, **options):
        waves, wish = wished(options)
        by, approver = options["asked_by"], options["approved_by"]
        if approver and not (by and options["out"]):
            raise CommandError("--approved-by needs --asked-by and --out.", returncode=2)
        release = self.released(waves, wish, options) if approver else tried(waves, wish, options)
        self.say(release, waves, options)
        if release.outcome["refused"]:
            raise CommandError("Refused: nothing was released.", returncode=REFUSED)

    def released(self, waves, wish, options):
        asking = member(options["asked_by"], Role.RESEARCHER)
        approving = member(options["approved_by"], Role.PRIVACY_COORDINATOR)
        if asking.user_id == approving.user_id:
            raise CommandError("Somebody else must approve it.", returncode=2)
        release = asked(asking, waves, wish, options)
        work.try_out(release.pk)
        release.refresh_from_db()
        if not release.can_be_asked_for:
            return checked(release)
        actions.ask_for_approval(asking, release)
        release.refresh_from_db()
        actions.decide(approving, release, approves=True, word="")
        with tqdm(total=len(work.STEPS), desc="Release", disable=not sys.stderr.isatty()) as bar:
            work.build(release.pk, done=lambda step: (bar.set_postfix_str(step), bar.update()))
        release = checked(Release.objects.get(pk=release.pk))
        if release.state == Release.State.BUILT:
            work.unpack(release, options["out"])
        return release

    def say(self, release, waves, options):
        outcome = release.outcome
        if options["json"]:
            said = outcome | {"state": release.state}
            if file := getattr(release, "file", None):
                said |= {"file": file.name, "sha256": file.sha256, "ledger": release.entry.number}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        shown = shown_of(release, waves)
        for line in [shown.headline, *shown.reasons, *shown.notes]:
            self.stdout.write(str(line))


def tried(waves, wish, options):
    """A Release with its outcome, of which nothing is kept."""
    with transaction.atomic():
        release = Release(title=options["title"], profile=options["profile"], seed=b"trial")
        release.outcome = outcome_of(release, wish=wish, waves=waves).to_json()
        release.tried_version = release.version
        transaction.set_rollback(True)
    return release


def asked(asking, waves, wish, options):
    said = {"title": options["title"], "purpose": options["purpose"]}
    release = actions.make_release(asking, waves=waves, **said)
    Release.objects.filter(pk=release.pk).update(profile=options["profile"])
    return actions.change_release(asking, release, version=release.version, wish=wish)


def checked(release):
    if release.trouble in (Release.Trouble.TRYING, Release.Trouble.BUILDING):
        raise CommandError("It could not be built; the log says of what kind the error was.")
    return release


def wished(options):
    """([Wave], Wish); refuses what is not asked in the waves."""
    items, across, texts = (named(options[name]) for name in ("items", "across", "texts"))
    names = [*items, *across, *texts]
    labels = named(options["waves"])
    waves = [find_wave(label, names, options["instrument"]) for label in labels]
    if len({wave.version_id for wave in waves}) > 1:
        raise CommandError("The waves ask different versions of a questionnaire.", returncode=2)
    forms = (TABLES, *([ROWS] if options["rows"] else []), *([TEXTS] if texts else []))
    wish = Wish(forms=forms, items=items, across=across, texts=texts)
    return waves, wish.with_parts(parts_of(waves))


def named(text):
    return tuple(name.strip() for name in text.split(",") if name.strip())


def member(email, role):
    found = Membership.objects.filter(user__email=email, role=role, user__is_active=True).first()
    if found is None:
        raise CommandError(f"{email} is no {Role(role).label}.", returncode=2)
    return found
