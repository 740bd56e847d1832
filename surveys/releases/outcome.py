"""What becomes of a wish under the rules: computed in the worker, never in a page."""

from dataclasses import dataclass, field

from surveys.answers.rows import rows_of
from surveys.disclosure.cuts import ALL
from surveys.disclosure.frame import Frame, frame_of
from surveys.disclosure.order import shuffled
from surveys.disclosure.profiles import PROFILES
from surveys.disclosure.protecting import all_protected, said_by
from surveys.disclosure.shapes import Content, Region, Stat, contents_together
from surveys.instruments.questionnaire import Questionnaire
from surveys.ledger.actions import earlier_of
from surveys.ledger.frames import frame_of_parts
from surveys.ledger.guard import clashes
from surveys.microdata.shapes import Microdata
from surveys.microdata.shielding import TooMuchShielded, microdata_of
from surveys.releases.cuts import cuts_of
from surveys.releases.proposals import proposals_of
from surveys.releases.wish import ROWS, TABLES, TEXTS, Wish, wish_from_json
from surveys.texts.reviewing import released_texts


@dataclass(frozen=True)
class Outcome:
    """`tables`: [(label of the wave, Protected)]. `too_much`: {variable: share} that would have to
    be shielded, where there are no rows for it. `texts`: {question: [text]}, and in `no_texts` the
    (wave, question) of which nothing can be released yet. `clashes`: [Clash] with the ledger.
    """

    wish: Wish
    questionnaire: Questionnaire
    frame: Frame
    tables: tuple = ()
    microdata: Microdata | None = None
    too_much: dict = field(default_factory=dict)
    texts: dict = field(default_factory=dict)
    no_texts: tuple = ()
    clashes: tuple = ()
    content: Content = Content()

    @property
    def shows_something(self):
        tables = any(not each.why_not for _wave, each in self.tables)
        return tables or self.microdata is not None or bool(self.texts)

    @property
    def is_refused(self):
        return bool(self.clashes or self.too_much or self.no_texts) or not self.shows_something

    def to_json(self):
        """What pages show. No number that is withheld is in it."""
        return {
            "refused": self.is_refused,
            "number": len(self.frame),
            "tables": [_table(wave, each) for wave, each in self.tables],
            "rows": self.microdata and _rows(self.microdata),
            "too_much": {name: round(share, 3) for name, share in self.too_much.items()},
            "texts": {name: len(texts) for name, texts in self.texts.items()},
            "no_texts": [list(each) for each in self.no_texts],
            "clashes": [each.to_json() for each in self.clashes],
            "proposals": [list(each) for each in self._proposals()],
        }

    def _proposals(self):
        return proposals_of(
            self.wish,
            self.questionnaire,
            self.frame,
            hurt=_withheld(self.tables),
            clashing=_clashing(self.clashes),
            refused_rows=_by_item(self.too_much),
            refused_texts=bool(self.no_texts),
        )


def outcome_of(release, *, before=None, wish=None, waves=None):
    """The Outcome of a Release (models.py) against the ledger as it is.

    `before`: the number of an entry, only against those before it. `wish` and `waves`: of a release
    that is not saved.
    """
    wish = wish or wish_from_json(release.wish)
    waves = waves or list(release.waves.select_related("version__instrument"))
    questionnaire = waves[0].questionnaire
    texts = {(wave, "texts") for wave, _part in wish.parts}
    earlier = [
        each
        for each in earlier_of(frozenset(wish.parts) | texts)
        if before is None or each[0] < before
    ]
    own = frame_of(questionnaire, rows_of(wish.parts))
    profile, seed = PROFILES[release.profile], bytes(release.seed)

    tables = _tables(wish, own, questionnaire, waves, profile)
    microdata, too_much = _microdata(wish, own, questionnaire, profile, seed, waves)
    texts, numbers, no_texts = _texts(wish, waves, seed)
    content = _content(tables, microdata, numbers, wish, own)
    parts = content.parts.union(*(each.parts for _number, _title, each in earlier))
    found = clashes(content, earlier, frame_of_parts(parts), profile)
    return Outcome(
        wish,
        questionnaire,
        own,
        tables=tuple(tables),
        microdata=microdata,
        too_much=too_much,
        texts=texts,
        no_texts=tuple(no_texts),
        clashes=tuple(found),
        content=content,
    )


def _tables(wish, frame, questionnaire, waves, profile):
    """[(label of the wave, Protected)]"""
    if TABLES not in wish.forms:
        return []
    labels = {str(wave.pk): wave.label for wave in waves}
    cuts = cuts_of(wish, frame, questionnaire, waves)
    waves_of = [{wave for wave, _part in cut.region.parts} for cut in cuts]
    found = all_protected(frame, cuts, profile)
    return [(labels[wave], table) for (wave,), table in zip(waves_of, found, strict=True)]


def _microdata(wish, frame, questionnaire, profile, seed, waves):
    """(Microdata, {}), (None, {variable: share}) if too much would be shielded, or (None, {})."""
    if ROWS not in wish.forms:
        return None, {}
    try:
        labels = {str(wave.pk): wave.label for wave in waves}
        return microdata_of(wish, frame, questionnaire, profile, seed, waves=labels), {}
    except TooMuchShielded as refused:
        return None, refused.shares


def _texts(wish, waves, seed):
    """({question: [text]}, {(wave id, question): how many}, [(label of the wave, question)])

    The last are those of which nothing may be released: not all of it is decided, or too little
    is left of it.
    """
    found, numbers, missing = {}, {}, []
    for name in wish.texts if TEXTS in wish.forms else ():
        said = []
        for wave in waves:
            texts = released_texts(wave, name)
            if texts:
                numbers[str(wave.pk), name] = len(texts)
                said += texts
            else:
                missing.append((wave.label, name))
        if said:
            found[name] = shuffled(said, seed, f"texts:{name}")
    return found, numbers, missing


def _content(tables, microdata, numbers, wish, frame):
    """The Content of all of it together, and of how many have answered."""
    contents = [said_by(frame, each) for _wave, each in tables]
    if microdata is not None:
        contents.append(Content(stats=tuple(microdata.stats), rows=(microdata.rows,)))
    texts = tuple((wave, name, number) for (wave, name), number in sorted(numbers.items()))
    return contents_together([*contents, Content(stats=_everybody(wish, frame), texts=texts)])


def _everybody(wish, frame):
    """How many have answered in each wave: the files say so, of everybody and of nobody else."""
    if not says_how_many(wish):
        return ()
    waves = sorted({wave for wave, _part in wish.parts})
    regions = [Region.of(part for part in wish.parts if part[0] == wave) for wave in waves]
    return tuple(Stat(region, frame.count(region), frame.count(region)) for region in regions)


def says_how_many(wish):
    """Whether the files tell how many answered: not beside the numbers of some of them."""
    return not wish.where


def _table(wave, protected_table):
    cut = protected_table.cut
    columns = range(len(cut.columns.categories)) if cut.columns else ()
    places = [*range(len(cut.rows.categories)), ALL]
    return {
        "wave": wave,
        "variable": cut.rows.variable,
        "label": cut.rows.label,
        "across": cut.columns.variable if cut.columns else "",
        "across_label": cut.columns.label if cut.columns else "",
        "categories": [each.label for each in cut.rows.categories],
        "columns": [each.label for each in cut.columns.categories] if cut.columns else [],
        # A line for each category and one for all; the last number is that of all.
        "cells": []
        if protected_table.why_not
        else [[protected_table.cells.get((row, c)) for c in (*columns, ALL)] for row in places],
        "done": [[each.kind, list(each.what), each.number] for each in protected_table.done],
        "why_not": protected_table.why_not,
    }


def _rows(microdata):
    return {
        "number": len(microdata.data),
        "k": microdata.k,
        "l": microdata.l,
        "shielded": [
            [column.variable.item.label, round(microdata.shielded[column.name], 3)]
            for column in microdata.columns
            if microdata.shielded.get(column.name)
        ],
        "columns": len(microdata.columns),
    }


def _withheld(tables):
    """{background question: how many numbers are withheld in tables divided by it}"""
    found = {}
    for _wave, each in tables:
        if each.cut.columns is None:
            continue
        name = each.cut.columns.variable
        size = len(each.cut.rows.categories) * len(each.cut.columns.categories)
        number = size if each.why_not else list(each.cells.values()).count(None)
        if number:
            found[name] = found.get(name, 0) + number
    return found


def _by_item(shares):
    """{question: share} of {variable: share}"""
    found = {}
    for name, share in shares.items():
        item = name.partition(":")[0]
        found[item] = max(share, found.get(item, 0))
    return found


def _clashing(found):
    """The questions that clash, in order."""
    names = (name.partition(":")[0] for clash in found for name in clash.variables)
    return list(dict.fromkeys(names))
