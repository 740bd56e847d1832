import json

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mentors.imports.problems import FileProblem
from surveys.files import bytes_of, problem_lines
from surveys.instruments.actions import take_in
from surveys.instruments.xlsform.reading import read
from surveys.problems import Problem, Refused, errors


class Command(BaseCommand):
    help = (
        "Import an instrument from an XLSForm (.xlsx). Its form_id is the code of the instrument. "
        "The whole form is imported or nothing. "
        "Exit code 0: imported; 1: something was rejected; 2: not started."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the .xlsx file")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only say")
        parser.add_argument("--json", action="store_true", help="print one JSON object, no more")

    def handle(self, **options):
        said = {"instrument": None, "version": None, "items": 0}
        try:
            form = read(bytes_of(options["file"]))
            problems = form.problems
            said |= {"instrument": form.form_id, "items": len(form.questionnaire.items)}
            if not options["dry_run"]:
                said["version"] = take_in(form.form_id, form.questionnaire).number
        except FileProblem as problem:
            problems = [Problem(problem.code, params=problem.params)]
        except Refused as refused:
            problems = refused.problems
        self.report(said, problems, options)
        if errors(problems):
            raise SystemExit(1)

    def report(self, said, problems, options):
        rejected = errors(problems)
        if options["json"]:
            warnings = [each.as_json() for each in problems if each.is_warning]
            found = {"rejected": [each.as_json() for each in rejected], "warnings": warnings}
            self.stdout.write(json.dumps(said | found))
            return
        self.stdout.write("\n".join(problem_lines(problems)))
        if rejected:
            self.stdout.write(_("Nothing was imported."))
        else:
            self.stdout.write(_("%(instrument)s: %(items)d questions") % said)
