"""Which column of a file is what: a guess from its headings, which a person may correct."""

import difflib
import re
from functools import cache, lru_cache

from mentors.imports import words
from mentors.imports.problems import FileProblem, Problem

COLUMNS = tuple(words.HEADINGS)
# Lower and a slip of the finger would be taken for another column: "neste" and "siste kontakt".
ALIKE = 0.9


def guess(headings):
    """For each heading a column or "", each column at most once: the best fit wins."""
    fits = [_fit(heading) for heading in headings]
    best = {}
    for position, (column, likeness) in enumerate(fits):
        if column and likeness > best.get(column, (0, 0))[0]:
            best[column] = (likeness, position)
    chosen = {position: column for column, (_likeness, position) in best.items()}
    return [chosen.get(position, "") for position in range(len(headings))]


def refuse_unclear(headings, mapping):
    """Raises FileProblem when there is no name, or a heading that counts stands there twice.

    Two headings with one meaning ("Telefon" and "Mobil") are no problem: the better one is read
    and the other named. Somebody who has chosen the columns herself has answered the question.
    """
    if "name" not in mapping:
        raise FileProblem("no_name_column", row=1, heading_of="name")
    folded = [words.folded(heading) for heading in headings]
    for heading, text, column in zip(headings, folded, mapping, strict=True):
        if column and folded.count(text) > 1:
            raise FileProblem("same_heading", row=1, column=heading)


def not_read(headings, mapping):
    """A notice for each column that is left out."""
    heading_of = {c: heading for heading, c in zip(headings, mapping, strict=True) if c}
    for heading, column in zip(headings, mapping, strict=True):
        if heading and not column:
            taken = heading_of.get(_fit(heading)[0])
            if taken:
                yield Problem(1, heading, "column_taken", {"heading": taken})
            else:
                yield Problem(1, heading, "column_ignored")


@lru_cache(4096)
def _fit(heading):
    """(column, likeness from 0 to 1); ("", 0) for a heading that is none of ours."""
    known = _known()
    # "Fødselsår (åååå)" is "Fødselsår", but "Division (two digits)" is known with its brackets.
    for text in [heading, re.sub(r"\(.*?\)", "", heading)]:
        folded = words.folded(text)
        if folded in known:
            return known[folded], 1.0 if folded in _usual() else 0.95
    close = difflib.get_close_matches(folded, known, n=1, cutoff=ALIKE) if len(folded) > 5 else []
    return (known[close[0]], 0.9) if close else ("", 0)


@cache
def _known():
    return {words.folded(h): column for column, every in words.HEADINGS.items() for h in every}


@cache
def _usual():
    """Those of the template file, which go before their synonyms."""
    return {words.folded(h) for every in words.HEADINGS.values() for h in every[:3]}
