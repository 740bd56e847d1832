"""Milder cuts: what a worker proposes where something is withheld or refused, as data.

A proposal is (kind, name, value). What it does to a wish is here; its words are in shown.py.
"""

from dataclasses import replace

from surveys.instruments.questionnaire import Kind
from surveys.releases.wish import ROWS, TABLES, TEXTS, merges_by_list, with_merges

LEAVE_OUT, MERGE, BANDS, TABLES_ONLY, EVERYBODY, NO_TEXTS = (
    "leave_out",
    "merge",
    "bands",
    "tables_only",
    "everybody",
    "no_texts",
)
MOST = 6


def proposals_of(wish, questionnaire, frame, *, hurt, clashing, refused_rows, refused_texts):
    """[(kind, name, value)] that would help, mildest first, no more than MOST.

    `hurt`: {background question: how many numbers are withheld in what is divided by it}; what a
    question itself may be put together to is tried without asking.
    `clashing`: variables that clash with what was released. `refused_rows`: {name: share} that had
    to be shielded, {} if rows are fine. `refused_texts`: whether own words cannot be released.
    """
    items = questionnaire.items
    found = []
    worst = sorted(refused_rows, key=refused_rows.get, reverse=True)
    for name in (*worst, *sorted(hurt, key=hurt.get, reverse=True)):
        found += _put_together(wish, questionnaire, frame, name)
    found += [(LEAVE_OUT, name, "") for name in sorted(hurt, key=hurt.get, reverse=True)]
    found += [(LEAVE_OUT, name, "") for name in worst[:1] if name in items]
    if refused_rows or clashing and ROWS in wish.forms:
        found.append((TABLES_ONLY, "", ""))
    found += [(LEAVE_OUT, name, "") for name in clashing if name in wish.closed]
    if wish.where and (hurt or clashing):
        found.append((EVERYBODY, "", ""))
    if refused_texts and wish.forms != (TEXTS,):
        found.append((NO_TEXTS, "", ""))
    possible = [each for each in dict.fromkeys(found) if _leaves_something(wish, each)]
    return possible[:MOST]


def _put_together(wish, questionnaire, frame, name):
    """Declared merges that are not taken yet, and fewer bands of numbers."""
    item = questionnaire.items.get(name)
    if item is None:
        return
    if item.kind == Kind.NUMBER:
        if bands := fewer_bands(wish.bands.get(name), frame.variables[name].values):
            yield BANDS, name, ",".join(map(str, bands))
        return
    merges = [merge for merge, lists in questionnaire.merges.items() if item.choices in lists]
    if name not in wish.merges:
        yield from ((MERGE, item.choices, merge) for merge in merges)


def fewer_bands(bands, values):
    """Half as many bands, two where there are none yet; None where it can be no fewer."""
    if bands and len(bands) > 2:
        return bands[::2]
    numbers = sorted(map(int, values))
    if bands or len(numbers) < 3:
        return None
    middle = numbers[len(numbers) // 2]
    rounded = middle // 10 * 10 if middle >= 20 else middle // 5 * 5 if middle >= 10 else middle
    return (0, rounded) if rounded > 0 else None


def milder(wish, questionnaire, proposal):
    """The Wish with this proposal taken."""
    kind, name, value = proposal
    if kind == MERGE:
        taken = merges_by_list(wish, questionnaire) | {name: value}
        return with_merges(wish, questionnaire, taken)
    if kind == BANDS:
        return replace(wish, bands=wish.bands | {name: tuple(map(int, value.split(",")))})
    if kind == TABLES_ONLY:
        kept = tuple(form for form in wish.forms if form != ROWS)
        return replace(wish, forms=kept if TABLES in kept else (TABLES, *kept))
    if kind == NO_TEXTS:
        return replace(wish, forms=tuple(f for f in wish.forms if f != TEXTS), texts=())
    if kind == EVERYBODY:
        return replace(wish, where={})
    return replace(
        wish,
        items=tuple(each for each in wish.items if each != name),
        across=tuple(each for each in wish.across if each != name),
        where={each: given for each, given in wish.where.items() if each != name},
        merges={each: merge for each, merge in wish.merges.items() if each != name},
        bands={each: bands for each, bands in wish.bands.items() if each != name},
    )


def _leaves_something(wish, proposal):
    kind, name, _value = proposal
    if kind == TABLES_ONLY:
        return bool(wish.items)
    if kind != LEAVE_OUT:
        return True
    return any(each != name for each in wish.items)
