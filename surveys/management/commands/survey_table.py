import json

from django.core.management.base import BaseCommand, CommandError

from surveys.models import Wave
from surveys.tables.building import GROUP_MIN
from surveys.tables.counting import counted

PROFILES = ["analysis"]


class Command(BaseCommand):
    help = "Print a table of the answers of a wave, in absolute numbers, for named researchers."

    def add_arguments(self, parser):
        parser.add_argument("--wave", required=True, metavar="LABEL")
        parser.add_argument("--items", required=True, metavar="A,B,C", help="names of questions")
        parser.add_argument("--instrument", metavar="CODE", help="where waves share a label")
        parser.add_argument("--merge", default="", metavar="NAME", help="choices put together")
        parser.add_argument("--profile", default="analysis", choices=PROFILES)
        parser.add_argument("--json", action="store_true", help="print one JSON object, no more")

    def handle(self, **options):
        names = [name.strip() for name in options["items"].split(",") if name.strip()]
        wave = find_wave(options["wave"], names, options["instrument"])
        questionnaire, merge = wave.version.questionnaire, options["merge"]
        if merge and not any(
            merge in choice.merged
            for name in names
            for choice in questionnaire.choices_of(questionnaire.items[name]).values()
        ):
            raise CommandError(f"None of the questions has a merge “{merge}”.", returncode=2)
        if not wave.is_closed and wave.closes_on:
            raise CommandError(f"The wave “{wave}” is not closed yet.", returncode=2)
        rows = counted(questionnaire, names, [wave], merge=merge)
        # Whoever imports answers has them; of ours a table needs as many as a page does.
        if wave.way != Wave.Way.IMPORTED and all(row.n < GROUP_MIN for row in rows):
            raise CommandError(f"Fewer than {GROUP_MIN} have answered in “{wave}”.", returncode=2)
        if options["json"]:
            items = [{"item": row.item.name, "counts": row.counts, "n": row.n} for row in rows]
            self.stdout.write(json.dumps({"items": items}, ensure_ascii=False))
            return
        for row in rows:
            counts = ", ".join(f"{category}: {number}" for category, number in row.counts.items())
            self.stdout.write(f"{row.item.name}  {counts}  (n = {row.n})")


def find_wave(label, names, code):
    """The only wave with this label whose instrument asks all these questions."""
    waves = Wave.objects.filter(label=label.strip()).select_related("version__instrument")
    if code:
        waves = waves.filter(version__instrument__code=code)
    if not names:
        raise CommandError("Name at least one question.", returncode=2)
    if not waves:
        raise CommandError(f"There is no wave called “{label}”.", returncode=2)
    fitting = [wave for wave in waves if set(names) <= set(wave.version.questionnaire.items)]
    if not fitting:
        known = set().union(*(wave.version.questionnaire.items for wave in waves))
        missing = ", ".join(name for name in names if name not in known) or ", ".join(names)
        raise CommandError(f"The wave “{label}” has no question called {missing}.", returncode=2)
    if len(fitting) > 1:
        codes = ", ".join(wave.version.instrument.code for wave in fitting)
        raise CommandError(
            f"Several waves are called “{label}”; add --instrument, one of {codes}.", returncode=2
        )
    return fitting[0]
