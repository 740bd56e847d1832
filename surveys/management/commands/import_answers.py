from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from surveys.answers.actions import refuse_wave, take_in_answers, wave_called
from surveys.answers.reading import answers_in
from surveys.files import NOT_READ, bytes_of, problems_of, report
from surveys.models import Instrument


class Command(BaseCommand):
    help = (
        "Import answers from another tool (.csv or .xlsx, a row for each respondent, a column for "
        "each question). A wave that is not known is made, closed and released. Several choices "
        "in one cell stand as a|b; an empty cell is not answered. All rows are imported or none. "
        "Exit code 0: imported; 1: something was rejected; 2: not started."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the .csv or .xlsx file")
        parser.add_argument("--instrument", required=True, metavar="CODE")
        parser.add_argument("--wave", required=True, metavar="LABEL", help="such as T3")
        parser.add_argument(
            "--add", action="store_true", help="to a wave that has imported answers already"
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only say")
        parser.add_argument("--json", action="store_true", help="print one JSON object, no more")

    def handle(self, **options):
        version = newest_version(options["instrument"])
        label = options["wave"].strip()
        if not 0 < len(label) <= 40:
            raise CommandError("Give the wave a label of at most 40 characters.", returncode=2)
        number = 0
        try:
            wave = wave_called(version.instrument, label)
            if wave:
                version = wave.version
                refuse_wave(wave, is_added=options["add"])
            answers = answers_in(bytes_of(options["file"]), version.questionnaire)
            problems, number = answers.problems, len(answers.responses)
            if not options["dry_run"]:
                take_in_answers(version, label, answers, is_added=options["add"])
        except NOT_READ as error:
            problems = problems_of(error)
        said, words = {"wave": label, "responses": number}, _("%(wave)s: %(responses)d responses")
        report(self, said, problems, words=words, as_json=options["json"])


def newest_version(code):
    instrument = Instrument.objects.filter(code=code.strip()).first()
    if instrument is None:
        raise CommandError(f"There is no instrument called “{code}”.", returncode=2)
    return instrument.newest
