import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Membership, Office
from mentors.imports import columns
from mentors.imports.plan import make_plan
from mentors.imports.problems import FileProblem
from mentors.imports.reading import MAX_BYTES, read
from mentors.imports.write import import_caseload

NOTHING = {"created": 0, "updated": 0, "unchanged": 0}


class Command(BaseCommand):
    help = (
        "Import a caseload from an .xlsx or .csv file as one of the advisors of an office. "
        "Without --valid-rows all rows are imported or none. "
        "Exit code 0: everything was taken; 1: something was rejected; 2: not started."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the .xlsx or .csv file")
        parser.add_argument("--office", required=True, metavar="NAME", help="name of the office")
        parser.add_argument(
            "--as", required=True, dest="email", metavar="EMAIL", help="e-mail of the importer"
        )
        parser.add_argument(
            "--valid-rows", action="store_true", help="leave out the rows with a problem"
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only say")
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object and nothing else"
        )

    def handle(self, **options):
        content = read_bytes(options["file"])
        membership = find_membership(options["office"], options["email"])
        with translation.override(membership.user.language):
            counts, problems, notices = self.run(membership, content, options)
            self.report(counts, problems, notices, options)
        if problems:
            raise SystemExit(1)

    def run(self, membership, content, options):
        """(counts of what was written, problems, notices)"""
        try:
            sheet = read(content)
            mapping = columns.guess(sheet.headings)
            columns.refuse_unclear(sheet.headings, mapping)
        except FileProblem as problem:
            return NOTHING, [problem.problem], []
        valid_rows = options["valid_rows"]
        if options["dry_run"]:
            plan = make_plan(membership, sheet, mapping, today=timezone.localdate())
            written = valid_rows or not plan.problems
        else:
            plan, written = import_caseload(membership, sheet, mapping, valid_rows=valid_rows)
        return plan.counts() if written else NOTHING, plan.problems, plan.notices

    def report(self, counts, problems, notices, options):
        if options["json"]:
            rejected = [
                {"row": problem.row, "column": problem.column, "problem": str(problem)}
                for problem in problems
            ]
            self.stdout.write(json.dumps(counts | {"rejected": rejected}))
            return
        for said in [*notices, *problems]:
            self.stdout.write(line(said))
        if options["dry_run"]:
            self.stdout.write(_("Nothing was written. An import would give:"))
        elif problems and not any(counts.values()):
            self.stdout.write(_("Nothing was imported."))
        self.stdout.write(
            _("%(created)d new, %(updated)d updated, %(unchanged)d unchanged") % counts
        )


def line(said):
    place = [_("Row %(row)d") % {"row": said.row}] if said.row else []
    place += [said.column] if said.column else []
    return f"{', '.join(place)}: {said}" if place else str(said)


def read_bytes(path):
    """At most a little more than is allowed, which is then refused as too large."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(f"{path}: {reason}", returncode=2) from None


def find_membership(office_name, email):
    office = Office.objects.filter(name__iexact=office_name.strip()).first()
    if office is None:
        raise CommandError(f"There is no office called “{office_name}”.", returncode=2)
    here = Membership.objects.active(timezone.localdate()).filter(
        office=office, user__email__iexact=email.strip(), user__is_active=True
    )
    memberships = list(here.select_related("user", "office"))
    membership = next((m for m in memberships if m.imports), None)
    if membership is None:
        raise CommandError(
            f"{email} follows nobody up at {office} today, so nothing can be imported as her.",
            returncode=2,
        )
    return membership
