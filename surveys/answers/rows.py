"""Released answers row by row. Only the worker may read them, and a page never does."""

import json
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Row:
    """What one respondent answered: {item: name of a choice, list of names, or a whole number}.

    `part`: (wave id as text, number of the part), the answers that were opened together.
    """

    part: tuple
    answers: dict


def rows_of(parts):
    """[Row] of these parts of waves, as in Row; in the order of ids, which were drawn at random.

    A wave that is still open gives none, unless it has no last day.
    """
    parts = {tuple(part) for part in parts}
    waves = sorted({wave for wave, _number in parts})
    with connection.cursor() as cursor:
        cursor.execute("SELECT wave_id, part, answers::text FROM survey_rows(%s::uuid[])", [waves])
        found = [((str(wave), part), answers) for wave, part, answers in cursor.fetchall()]
    return [Row(part, json.loads(answers)) for part, answers in found if part in parts]


def parts_of(waves):
    """{(wave id as text, number of the part): how many answers}, of released answers."""
    with connection.cursor() as cursor:
        ids = [str(wave.pk) for wave in waves]
        cursor.execute("SELECT wave_id, part, number FROM survey_parts(%s::uuid[])", [ids])
        return {(str(wave), part): number for wave, part, number in cursor.fetchall()}
