from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from surveys.files import NOT_READ, bytes_of, problems_of, report
from surveys.instruments.actions import start_from, take_in
from surveys.instruments.shipped import shipped
from surveys.instruments.xlsform.reading import read


class Command(BaseCommand):
    help = (
        "Import an instrument from an XLSForm (.xlsx). Its form_id is the code of the instrument. "
        "The whole form is imported or nothing. With --shipped: those that come with the product. "
        "Exit code 0: imported; 1: something was rejected; 2: not started."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", help="the .xlsx file")
        parser.add_argument("--shipped", action="store_true", help="no file: the shipped ones")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only say")
        parser.add_argument("--json", action="store_true", help="print one JSON object, no more")

    def handle(self, **options):
        if bool(options["file"]) == options["shipped"]:
            raise CommandError("Give a file, or --shipped.", returncode=2)
        if options["shipped"]:
            for each in shipped():
                number = None if options["dry_run"] else start_from(each).number
                self.say(each.code, each.questionnaire, number, [], options)
            return
        try:
            form = read(bytes_of(options["file"]))
        except NOT_READ as error:
            self.say(None, None, None, problems_of(error), options)
            return
        code, questionnaire = form.form_id, form.questionnaire
        number = None if options["dry_run"] else take_in(code, questionnaire).number
        self.say(code, questionnaire, number, form.problems, options)

    def say(self, code, questionnaire, number, problems, options):
        items = len(questionnaire.items) if questionnaire else 0
        said = {"instrument": code, "version": number, "items": items}
        words = _("%(instrument)s: %(items)d questions")
        report(self, said, problems, words=words, as_json=options["json"])
