"""Tables of answers in absolute numbers: each question its own n, "don't know" inside it.

A question with several answers may sum to more than its n: that is how many answered it. The
database counts: the web process may not read answers, only ask how many there are of each.
"""

import json
from dataclasses import dataclass

from django.db import connection

from surveys.instruments.questionnaire import Kind

COUNTS = """
SELECT counted.n, counted.counts::text
FROM unnest(%s::text[], %s::jsonb[]) WITH ORDINALITY AS asked (item, categories, place)
CROSS JOIN LATERAL survey_counts(%s::uuid[], asked.item, asked.categories) AS counted
ORDER BY asked.place
"""


@dataclass(frozen=True)
class Row:
    """`counts` is {name of a choice, or of a merged category: how many}, in the order of choices.

    `n`: how many answered the question.
    """

    item: object
    counts: dict
    n: int


def counted(questionnaire, names, waves, *, merge=""):
    """[Row] of these questions, in this order, over the released answers of all these waves.

    A wave that is still open counts as none, unless it has no last day. With a merge, choices of
    lists that declare it are put together; a respondent with several of one category counts once in
    it. Numbers are counted by value.
    """
    items = [questionnaire.items[name] for name in names]
    categories = [categories_of(questionnaire, item, merge) for item in items]
    with connection.cursor() as cursor:
        asked = [list(names), [json.dumps(each) for each in categories], [w.pk for w in waves]]
        cursor.execute(COUNTS, asked)
        found = cursor.fetchall()
    return [
        Row(item, _in_order(item, known, json.loads(counts)), n)
        for item, known, (n, counts) in zip(items, categories, found, strict=True)
    ]


def categories_of(questionnaire, item, merge):
    """{name of a choice: its category}, in the order of the choices; {} without choices."""
    choices = questionnaire.choices_of(item).values()
    return {choice.name: choice.merged.get(merge, choice.name) for choice in choices}


def _in_order(item, categories, counts):
    if item.kind == Kind.NUMBER:
        return dict(sorted((int(value), number) for value, number in counts.items()))
    return dict.fromkeys(categories.values(), 0) | counts


def texts_of(wave, name):
    """[answer in own words] to this question, in an order that says nothing; [] of fewer than 6.

    Those that were withheld altogether are empty, and not among them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_texts(%s, %s)", [wave.pk, name])
        return [text for (text,) in cursor.fetchall() if text]
