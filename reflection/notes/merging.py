"""Two people wrote in one text at the same time: what both wrote stands, and nothing twice.

A paragraph is what stands between two line breaks, as somebody makes them who writes in a text
field. `theirs` is what is saved, `mine` what somebody saves now, `base` the text both began from.
"""

from typing import NamedTuple


class Merged(NamedTuple):
    """`both`: pairs (theirs, mine) where both changed one paragraph, into different words."""

    text: str
    both: list[tuple[str, str]]


class _New(NamedTuple):
    place: int  # how many paragraphs of the base stand before it
    text: str


def merge(base, theirs, mine):
    """The Merged of two texts that began as `base`.

    What either added stands, at its place; where both added at one place, theirs comes first. What
    either took away is gone, unless the other changed it: then the changed one stands. Where both
    wrote the same it stands once, so merging a second time changes nothing.
    """
    base, theirs, mine = _paragraphs(base), _paragraphs(theirs), _paragraphs(mine)
    in_theirs, in_mine = dict(_common(base, theirs)), dict(_common(base, mine))
    kept = [at for at in range(len(base)) if at in in_theirs and at in in_mine]
    merged, both = [], []
    begun = _Places(-1, -1, -1)
    for at in [*kept, len(base)]:
        ends = _Places(at, in_theirs.get(at, len(theirs)), in_mine.get(at, len(mine)))
        within = range(begun.base + 1, at)
        new_theirs = _new(theirs, in_theirs, range(begun.theirs + 1, ends.theirs), within)
        new_mine = _new(mine, in_mine, range(begun.mine + 1, ends.mine), within)
        texts, only_theirs, only_mine = _side_by_side(new_theirs, new_mine)
        changed_by_both = any(gone not in in_theirs and gone not in in_mine for gone in within)
        if changed_by_both and only_theirs and only_mine:
            both.append((only_theirs, only_mine))
        merged += texts
        if at < len(base):
            merged.append(base[at])
        begun = ends
    return Merged("\n".join(merged), both)


class _Places(NamedTuple):
    """Of a paragraph that both kept: its place in each of the three texts."""

    base: int
    theirs: int
    mine: int


def _paragraphs(text):
    return text.split("\n") if text else []


def _new(text, found, span, within):
    """What stands in this `span` of `text` and not in the base, each with its place in the base.

    `within` is the same span of the base. What replaces paragraphs of it takes their places one
    by one.
    """
    kept = {place: at for at, place in found.items() if at in within}
    new, place = [], within.start
    for each in span:
        if each in kept:
            place = kept[each] + 1
            continue
        new.append(_New(place, text[each]))
        next_kept = min((at for at in kept.values() if at >= place), default=within.stop)
        place = min(place + 1, max(next_kept - 1, place))
    return new


def _side_by_side(theirs, mine):
    """(all texts in order, those only in theirs, those only in mine); equal ones stand once."""
    together = _common([each.text for each in theirs], [each.text for each in mine])
    texts, only_theirs, only_mine = [], [], []
    begun = (-1, -1)
    for at in [*together, (len(theirs), len(mine))]:
        hers, my = theirs[begun[0] + 1 : at[0]], mine[begun[1] + 1 : at[1]]
        # sorted() is stable, and theirs stand first where the place is the same.
        texts += [each.text for each in _by_place(hers, my)]
        only_theirs += [each.text for each in hers]
        only_mine += [each.text for each in my]
        if at[0] < len(theirs):
            texts.append(theirs[at[0]].text)
        begun = at
    return texts, _written(only_theirs), _written(only_mine)


def _by_place(theirs, mine):
    """Each side keeps its order."""
    theirs, mine = list(theirs), list(mine)
    while theirs and mine:
        yield (theirs if theirs[0].place <= mine[0].place else mine).pop(0)
    yield from theirs
    yield from mine


def _written(texts):
    return "\n".join(text for text in texts if text.strip())


def _common(one, other):
    """Longest common subsequence, as [(place in one, place in other)].

    Where both begin or end alike nothing is looked for: two versions differ in few places.
    """
    begin, ends = 0, min(len(one), len(other))
    while begin < ends and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < ends - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    middle = _longest(one[begin : len(one) - end], other[begin : len(other) - end])
    return [
        *((at, at) for at in range(begin)),
        *((begin + at, begin + where) for at, where in middle),
        *((len(one) - at, len(other) - at) for at in range(end, 0, -1)),
    ]


def _longest(one, other):
    lengths = [[0] * (len(other) + 1) for _row in range(len(one) + 1)]
    for at in reversed(range(len(one))):
        row, below = lengths[at], lengths[at + 1]
        for where in reversed(range(len(other))):
            if one[at] == other[where]:
                row[where] = below[where + 1] + 1
            else:
                row[where] = max(below[where], row[where + 1])
    pairs, at, where = [], 0, 0
    while at < len(one) and where < len(other):
        if one[at] == other[where]:
            pairs.append((at, where))
            at, where = at + 1, where + 1
        elif lengths[at + 1][where] >= lengths[at][where + 1]:
            at += 1
        else:
            where += 1
    return pairs
