"""Puts a nation, or as much of it as is wanted, beside whatever is in the database."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from django.apps import apps
from django.db import connection, transaction

from mentors.demo.figures import shares
from mentors.seed.bulk import bulk_writing
from mentors.seed.dates import Calendar
from mentors.seed.people import People
from mentors.seed.places import MOST_OFFICES, is_seeded, staffed_offices
from mentors.seed.workplaces import Workplaces

# Two years have some 500 working days, and a few people get far more than the average.
MOST_CONTACTS_EACH = 20
APPS = ["accounts", "caseload", "mentors"]
AT_A_TIME = 2000  # people, before what is known of them is written


class CannotSeed(Exception):
    """What was asked for is impossible; the message says why. Nothing was written."""


def refuse_impossible(*, participants, offices, contacts, placements):
    if not 1 <= offices <= MOST_OFFICES:
        raise CannotSeed(f"Between 1 and {MOST_OFFICES} offices.")
    if participants < offices:
        raise CannotSeed("Each office needs at least one participant.")
    if not 0 <= contacts <= participants * MOST_CONTACTS_EACH:
        raise CannotSeed(f"Between 0 and {MOST_CONTACTS_EACH} contacts for each participant.")
    if not 0 <= placements <= participants:
        raise CannotSeed("Between 0 placements and one for each participant.")
    if is_seeded():
        raise CannotSeed(
            "This database has been seeded already. To get another size, begin with an empty one."
        )


def silently(things, _what, _number):
    return things


@transaction.atomic
def seed(today, *, participants, offices, contacts, placements, progress=silently):
    """Writes exactly so many of each. The same numbers on the same day give the same people.

    All in one transaction: an interrupted run leaves nothing. `progress(things, what, number)`
    wraps what takes long.
    """
    wanted = [participants, offices, contacts, placements]
    refuse_impossible(
        participants=participants, offices=offices, contacts=contacts, placements=placements
    )
    dice = random.Random(" ".join(map(str, [today, *wanted])))  # nosec B311 # invented people
    workforces = staffed_offices(dice, today, offices=offices, participants=participants)
    workplaces, people = Workplaces(dice), People(dice, Calendar(dice, today), most=participants)
    tables = [*workplaces.tables, *people.tables]
    sizes = [workforce.size for workforce in workforces]
    everybody = _everybody(
        zip(workforces, shares(sizes, contacts), shares(sizes, placements), strict=True),
        workplaces,
        people,
    )
    with (
        connection.cursor() as cursor,
        bulk_writing(cursor, tables, rows=contacts, progress=progress),
    ):
        _write(cursor, tables, progress(everybody, "People", participants))


def _write(cursor, tables, people):
    """What some people have told is written while the next ones are made."""
    people = iter(people)
    with ThreadPoolExecutor(max_workers=1) as writer:
        writing = None
        while list(islice(people, AT_A_TIME)):
            taken = [(table, table.take()) for table in tables]
            if writing:
                writing.result()
            writing = writer.submit(_copy, cursor, taken)
        writing.result()


def _copy(cursor, taken):
    for table, lines in taken:
        table.copy(cursor, lines)


def _everybody(offices, workplaces, people):
    for workforce, contacts, placements in offices:
        places = workplaces.of(workforce, placements)
        yield from people.of(workforce, places, contacts=contacts, placements=placements)


def refresh_statistics():
    """So that plans and first pages are those of an installation that has run for a while.

    VACUUM too, where no transaction is open: a large new table is otherwise vacuumed minutes later.
    """
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    vacuum = "" if connection.in_atomic_block else "VACUUM "
    with connection.cursor() as cursor:
        # nosemgrep: sql-put-together # names of tables of ours
        cursor.execute(f"{vacuum}ANALYZE {tables}")
