from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from surveys.files import NOT_READ, bytes_of, problems_of, report
from surveys.instruments.actions import take_in
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
                self.take(each.code, each.questionnaire, [], options)
            return
        try:
            form = read(bytes_of(options["file"]))
        except NOT_READ as error:
            said = {"instrument": None, "version": None, "items": 0}
            self.say(said, problems_of(error), options)
        else:
            self.take(form.form_id, form.questionnaire, form.problems, options)

    def take(self, code, questionnaire, problems, options):
        number = None if options["dry_run"] else take_in(code, questionnaire).number
        said = {"instrument": code, "version": number, "items": len(questionnaire.items)}
        self.say(said, problems, options)

    def say(self, said, problems, options):
        words = _("%(instrument)s: %(items)d questions")
        report(self, said, problems, words=words, as_json=options["json"])
