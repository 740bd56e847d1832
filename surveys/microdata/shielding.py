"""Rows of single respondents in which nobody can be recognised, with as little shielded as it can.

Whoever has the rows sees how questions lead to others: where an answer is shielded, so is every
question that is asked because of it, and who was not asked is shielded only with what it hangs on.
"""

import numpy as np
import pandas as pd

from surveys.disclosure.order import shuffled
from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED, Region, Rows, Stat
from surveys.microdata.alike import HIDDEN, groups_of, hide_until_alike
from surveys.microdata.columns import WAVE, columns_of
from surveys.microdata.recoding import first_plans, milder
from surveys.microdata.routing import answers_behind
from surveys.microdata.shapes import Microdata

LIMIT = 0.10


class TooMuchShielded(Exception):
    """`shares`: {variable: share of its values} that would have to be shielded, above the limit."""

    def __init__(self, shares):
        super().__init__("too much would have to be shielded")
        self.shares = shares


def microdata_of(wish, frame, questionnaire, profile, seed, *, limit=LIMIT, waves=None):
    """The Microdata of a Wish. `seed` (bytes) draws their order, and what is shielded beside.

    `limit`: the largest share of a column that may be shielded. `waves`: {wave id as text: label}
    in order; without it they are numbered. Raises TooMuchShielded.
    """
    region = Region.of(wish.parts, wish.where)
    inside = np.flatnonzero(frame.within(region))
    ids = sorted({wave for wave, _part in wish.parts})
    labels = waves or {wave: str(number) for number, wave in enumerate(ids, 1)}
    labels = {wave: label for wave, label in labels.items() if wave in ids}
    data, parts = frame.data.iloc[inside], frame.parts.iloc[inside]
    wave_of = np.array([part[0] for part in parts], dtype=str)
    plans = first_plans(wish, data, wave_of, frame, questionnaire, profile)
    while True:
        columns = columns_of(wish, frame, questionnaire, plans, labels)
        shielded = _Shielding(columns, data, wave_of, questionnaire, profile, seed)
        shielded.shield()
        shares = {column.name: shielded.share(column) for column in columns}
        plans_now = milder(plans, columns, shares)
        if plans_now == plans:
            break
        plans = plans_now
    worst = {}
    for column in columns:
        if shares[column.name] > limit or len(data) < profile.group_min:
            name = column.variable.name
            worst[name] = max(worst.get(name, 0), shares[column.name])
    if worst:
        raise TooMuchShielded(worst)
    return shielded.microdata(region, shares)


class _Shielding:
    """`hidden` is {question: which rows}, of all that is in the rows or leads to it."""

    def __init__(self, columns, data, wave_of, questionnaire, profile, seed):
        self.columns, self.data, self.profile, self.seed = columns, data, profile, seed
        self.size, self.items = len(data), questionnaire.items
        self.questionnaire = questionnaire
        self.waves, self.wave_of = np.unique(wave_of, return_inverse=True)
        order = shuffled(range(self.size), seed, "shielded")
        self.order = np.empty(self.size, int)
        self.order[order] = np.arange(self.size)
        self.of_item = {}
        for column in columns:
            self.of_item.setdefault(column.variable.item.name, []).append(column)
        self.values = {column.name: self._coded(column, wave_of) for column in columns}
        self.not_asked = {
            name: self._not_asked(columns[0]) for name, columns in self.of_item.items()
        }
        self._find_what_hangs_together()
        self.hidden = {name: np.zeros(self.size, bool) for name in self.below}

    def _coded(self, column, wave_of):
        if column.variable.item.name == WAVE:
            numbers = {v: code.number for code in column.codes for v in code.values}
            return np.array([numbers[wave] for wave in wave_of], np.int32)
        given = self.data[column.variable.name].cat
        numbers = {v: code.number for code in column.codes for v in code.values}
        stands = [numbers[v] if v in numbers else int(v) for v in given.categories]
        return np.array(stands, np.int32)[given.codes.to_numpy()]

    def _not_asked(self, column):
        if column.variable.name not in self.data:
            return np.zeros(self.size, bool)
        return (self.data[column.variable.name] == NOT_ASKED).to_numpy()

    def _find_what_hangs_together(self):
        """`above` and `below` are {question: all it hangs on} and {question: all that hang on}."""
        self.above = {}
        for name in self.of_item:
            found, waiting = [], [name]
            while waiting:
                item = self.items.get(waiting.pop())
                for clause in item.shown_if.clauses if item else ():
                    if clause.item not in found:
                        found.append(clause.item)
                        waiting.append(clause.item)
            self.above[name] = found
        names = {*self.of_item, *(each for found in self.above.values() for each in found)}
        self.below = {
            name: [each for each in self.of_item if name in self.above[each]] for name in names
        }
        known = {name for name, columns in self.of_item.items() if columns[0].identifies}
        # What identifies, as (questions to shield, its code in each row). Who was asked what does.
        self.features, self.patterns, seen = [], {}, set()
        for name, above in self.above.items():
            on = tuple(sorted(each for each in above if each not in known))
            asked = self.not_asked[name].astype(int)
            if name in known:
                self.features.append(((name, *on), self._whole(name)))
            elif on and (on, asked.tobytes()) not in seen:
                seen.add((on, asked.tobytes()))
                self.patterns[len(self.features)] = name
                self.features.append((on, asked))
        self.known = known
        self.sensitive = [name for name in self.of_item if name not in known]

    def _whole(self, name):
        """One code for all columns of a question."""
        columns = self.of_item[name]
        return groups_of(np.column_stack([self.values[column.name] for column in columns]))[0]

    def hide(self, name, rows):
        """Shields a question, and what hangs on it. `rows`: which, as bool. Those who were not
        asked stay as they are where what it hangs on is shown."""
        free = rows & ~self.not_asked.get(name, np.zeros(self.size, bool))
        self.hidden[name] |= free
        for each in self.below[name]:
            self.hidden[each] |= free

    def shown(self):
        """Rows × features as whoever has the rows sees them, at the most.

        A question is shielded and what it hangs on is not: then it may show who was asked.
        """
        found = np.empty((self.size, len(self.features)), np.int64)
        for place, (names, codes) in enumerate(self.features):
            all_hidden = np.logical_and.reduce([self.hidden[name] for name in names])
            if names[0] in self.known:
                seen = HIDDEN - 1 - self.not_asked[names[0]].astype(int)
                codes = np.where(self.hidden[names[0]], seen, codes)
            found[:, place] = np.where(all_hidden, HIDDEN, codes)
        return found

    def shield(self):
        if self.size < self.profile.group_min:
            for hidden in self.hidden.values():
                hidden[:] = True
            return
        self._rare()
        before = -1
        while (now := sum(int(hidden.sum()) for hidden in self.hidden.values())) > before:
            before = now
            self._alike()
            if self.profile.unanimity:
                self._different()
            self._enough()

    def _rare(self):
        for column in self.columns:
            for _wave, _code, rows in _rare_codes(column, self.values, self.wave_of, self.profile):
                self.hide(column.variable.item.name, rows)

    def _alike(self):
        shown = self.shown()
        if not shown.shape[1]:
            return
        weights = [
            sum(len(self.of_item.get(each, ())) for n in names for each in (n, *self.below[n]))
            for names, _codes in self.features
        ]
        weights = [max(weight, 1) for weight in weights]
        after = hide_until_alike(shown, weights, self.profile.group_min, self.order)
        for place, (names, _codes) in enumerate(self.features):
            rows = (after[:, place] == HIDDEN) & (shown[:, place] != HIDDEN)
            for name in names if rows.any() else ():
                self.hidden[name] |= rows
                for each in self.below[name]:
                    self.hidden[each] |= rows

    def _different(self):
        """Where all who are alike gave one answer, it is shielded for all of them."""
        for name in self.sensitive:
            for group, number in self._numbers_of_answers(name):
                if (number == 1).any():
                    self.hide(name, (number == 1)[group])

    def _numbers_of_answers(self, name):
        """(group of each row, how many answers each shows), alike by all that identifies.

        Whoever knows that somebody was asked because of this very answer knows it without the
        rows: such a pattern is left out, and does not make one answer of one.
        """
        shown = self.shown()
        tells = [place for place in self.patterns if name in self.features[place][0]]
        others = [place for place in range(shown.shape[1]) if place not in tells]
        group, sizes = groups_of(shown[:, others])
        yield group, self._number_of_answers(name, group, len(sizes))
        if tells:
            group, sizes = groups_of(shown)
            number = self._number_of_answers(name, group, len(sizes))
            first = np.unique(group, return_index=True)[1]
            for place in tells:
                asked, not_asked = answers_behind(self.questionnaire, self.patterns[place], name)
                known = [len(asked) <= 1, len(not_asked) <= 1]
                for code in (0, 1):
                    if known[code]:
                        number[(shown[first, place] == code) & (number == 1)] = 0
            yield group, number

    def _number_of_answers(self, name, group, size):
        """How many different answers each group shows: 0 where nobody shows one.

        Of several answers all together; one that everybody ticked makes it one.
        """
        answered = self._answered(name) & ~self.hidden[name]
        number = np.zeros(size, int)
        pairs = np.unique(
            group[answered].astype(np.int64) * (self.size + 1) + self._whole(name)[answered]
        )
        np.add.at(number, pairs // (self.size + 1), 1)
        for column in self.of_item[name]:
            if column.variable.choice:
                of_all = np.bincount(group[answered], minlength=size)
                ticked = answered & (self.values[column.name] == 1)
                number[(np.bincount(group[ticked], minlength=size) == of_all) & (of_all > 0)] = 1
        return number

    def _answered(self, name):
        if name not in self.items:
            return np.ones(self.size, bool)
        given = self.data[self.of_item[name][0].variable.name]
        return ~given.isin([NOT_ANSWERED, NOT_ASKED]).to_numpy()

    def _enough(self):
        """A column shields nothing in a wave, or so much that none of it can be computed."""
        for name in self.of_item:
            for wave in range(len(self.waves)):
                mine = self.wave_of == wave
                asked = mine & ~self.not_asked[name]
                of_asked = int((self.hidden[name] & asked).sum())
                of_all = int((self.hidden[name] & mine).sum())
                lack = self.profile.cell_min - (of_asked or of_all)
                if not of_all or lack <= 0:
                    continue
                rows = np.flatnonzero(asked & ~self.hidden[name])
                if any(name in names for names, _codes in self.features):
                    lack = max(lack, self.profile.group_min)
                self.hide(name, self._some(rows, lack))

    def _some(self, rows, number):
        """So many of these rows, of the largest group that is alike, as they are drawn."""
        group, sizes = groups_of(self.shown())
        rows = rows[np.lexsort((self.order[rows], group[rows], -sizes[group[rows]]))][:number]
        found = np.zeros(self.size, bool)
        found[rows] = True
        return found

    def share(self, column):
        hidden = self.hidden[column.variable.item.name]
        return float(hidden.mean()) if self.size else 1.0

    def microdata(self, region, shares):
        rows = np.array(shuffled(range(self.size), self.seed, "rows"), int)
        data = {}
        for column in self.columns:
            shown = np.where(
                self.hidden[column.variable.item.name],
                column.codes[-1].number,
                self.values[column.name],
            )
            data[column.name] = shown[rows].astype(np.int32)
        _group, sizes = groups_of(self.shown())
        numbers = [each for n in self.sensitive for _group, each in self._numbers_of_answers(n)]
        told = [int(each[each > 0].min()) for each in numbers if (each > 0).any()]
        return Microdata(
            tuple(self.columns),
            pd.DataFrame(data),
            k=int(sizes.min()),
            l=min(told, default=0),
            rows=self._rows(region),
            stats=tuple(self._stats(region)),
            shielded=shares,
        )

    def _finest(self):
        """{variable: Column} that tells the most of it; not of the wave."""
        found = {}
        for column in self.columns:
            if column.variable.item.name in self.items:
                found.setdefault(column.variable.name, column)
        return found

    def _rows(self, region):
        finest = self._finest()
        bands = {name: tuple(_bands(column)) for name, column in finest.items()}
        known = frozenset(name for name, column in finest.items() if column.identifies)
        return Rows(region, bands, known)

    def _stats(self, region):
        """What the rows say of each answer in each wave, at the least and at the most.

        Only those who were asked may be behind a shielded value, though not everybody can tell.
        """
        wave_shown = ~self.hidden[WAVE] if WAVE in self.hidden else np.ones(self.size, bool)
        for wave, wave_id in enumerate(self.waves):
            mine = self.wave_of == wave
            parts = [part for part in region.parts if part[0] == wave_id]
            for name, column in self._finest().items():
                values, item = self.values[column.name], column.variable.item.name
                seen = mine & wave_shown & ~self.hidden[item]
                unseen = mine & ~seen
                behind = {
                    True: int((unseen & self.not_asked[item]).sum()),
                    False: int((unseen & ~self.not_asked[item]).sum()),
                }
                for band in _bands(column):
                    number = _number(column, band)
                    low = int((seen & (values == number)).sum())
                    answers = dict(region.answers)
                    answers[name] = answers.get(name, band) & band
                    high = low + behind[NOT_ASKED in band]
                    yield Stat(Region.of(parts, answers), low, high)


def _bands(column):
    """Values that are one in the files: of codes, and numbers that stand for themselves."""
    stands = [code.values for code in column.codes if code.values]
    named = frozenset().union(*stands)
    return [*stands, *(frozenset([v]) for v in column.variable.values if v not in named)]


def _number(column, band):
    codes = (code.number for code in column.codes if code.values == band)
    found = next(codes, None)
    return int(next(iter(band))) if found is None else found


def _rare_codes(column, values, wave_of, profile):
    """(wave, code, rows as bool) of every answer that few gave in a wave."""
    silent = {
        code.number
        for code in column.codes
        if NOT_ANSWERED in code.values or NOT_ASKED in code.values
    }
    given = values[column.name]
    codes, place = np.unique(given, return_inverse=True)
    pairs, counts = np.unique(wave_of * len(codes) + place, return_counts=True)
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        wave, code = pair // len(codes), codes[pair % len(codes)]
        if code not in silent and profile.is_small(count):
            yield wave, code, (wave_of == wave) & (given == code)
