"""What the columns of rows are called, and which codes stand in them."""

import re
from dataclasses import dataclass

from surveys.disclosure.frame import TICKED, Variable, name_of_choice
from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED
from surveys.instruments.questionnaire import Item, Kind, Texts
from surveys.microdata import shapes
from surveys.microdata.shapes import WIDE, Code, Column

LONGEST = 32
# No question can be called so.
WAVE = ":wave"
# Words of SPSS, Stata and R that no variable can be called; regardless of case.
RESERVED = frozenset(
    "all and by eq ge gt le lt ne not or to with if in else for while repeat function next break"
    " true false null inf nan na using byte int long float double str strl aggregate array boolean"
    " case catch class colvector complex const continue default delegate delete do eltypedef end"
    " enum explicit export external friend global goto inline local pragma protected quad rowvector"
    " short string switch template this throw try typedef typename union unsigned virtual void"
    " real scalar matrix row col vector".split()
)
LABELS = {
    shapes.DONT_KNOW: Texts("Vet ikke / ikke aktuelt", "Veit ikkje / ikkje aktuelt", "Don't know"),
    shapes.NOT_ASKED: Texts("Ikke stilt", "Ikkje stilt", "Not asked"),
    shapes.NOT_ANSWERED: Texts("Ikke svart", "Ikkje svart", "Not answered"),
    shapes.SHIELDED: Texts("Skjermet", "Skjerma", "Shielded"),
}
PADDED = Texts(
    "Vet ikke eller ikke svart", "Veit ikkje eller ikkje svart", "Don't know or not answered"
)
IS_TICKED, IS_NOT = Texts("Ja", "Ja", "Yes"), Texts("Nei", "Nei", "No")


@dataclass(frozen=True)
class Plan:
    """How a question is to stand in the rows: `has_original` with its own choices, and with those
    of `merge` where there is one. `is_padded`: don't know is one with not answered.
    """

    merge: str = ""
    has_original: bool = True
    is_padded: bool = False


class Names:
    """Gives out names that SPSS, Stata and R all take, each once regardless of case."""

    def __init__(self):
        self.taken = set(RESERVED)

    def name(self, wanted, ending=""):
        plain = re.sub(r"_+", "_", re.sub(r"[^A-Za-z0-9]", "_", wanted)).strip("_")
        if not plain[:1].isalpha():
            plain = f"v_{plain}".rstrip("_")
        number, counted = 1, ending
        while (found := plain[: LONGEST - len(counted)] + counted).lower() in self.taken:
            number += 1
            counted = f"_{number}{ending}"
        self.taken.add(found.lower())
        return found


def columns_of(wish, frame, questionnaire, plans, waves):
    """[Column] of a Wish, in the order of the questionnaire; that of the wave comes first.

    `plans`: {question: Plan}. `waves`: {wave id: label} in order, a column for more than one.
    """
    names = Names()
    columns = [_of_wave(names.name("wave"), waves)] if len(waves) > 1 else []
    asked = {*wish.items, *wish.across}
    for item in questionnaire.items.values():
        if item.name in asked and item.kind != Kind.TEXT:
            plan = plans.get(item.name, Plan())
            columns += _of_item(names, wish, frame, questionnaire, item, plan)
    return columns


def identifies(item, wish):
    """Whether somebody could be recognised with it; a filter tells of everybody in the rows."""
    return item.tells_who or item.name in wish.across or item.name in wish.where


def _of_wave(name, waves):
    item = Item(WAVE, Kind.ONE, Texts("Måling", "Måling", "Wave"), tells_who=True)
    codes = [
        Code(number, Texts(label, label, label), frozenset([wave]))
        for number, (wave, label) in enumerate(waves.items(), 1)
    ]
    return Column(name, Variable(name, item, tuple(waves)), (*codes, _shielded(0)), True)


def _of_item(names, wish, frame, questionnaire, item, plan):
    is_known = identifies(item, wish)
    choices = questionnaire.choices_of(item)
    if item.kind == Kind.SEVERAL:
        for choice in choices:
            variable = frame.variables[name_of_choice(item.name, choice)]
            name = names.name(f"{item.name}_{choice}")
            yield Column(name, variable, _ticks(), is_known)
        return
    variable = frame.variables[item.name]
    if item.kind == Kind.NUMBER:
        codes = _numbers(variable, wish.bands.get(item.name))
        yield Column(names.name(item.name), variable, codes, is_known)
        return
    if plan.has_original:
        codes = _choices(choices.values(), plan.is_padded)
        yield Column(names.name(item.name), variable, codes, is_known)
    if plan.merge:
        codes = _merged(choices.values(), plan.merge)
        yield Column(names.name(item.name, "_m"), variable, codes, is_known, plan.merge)


def _ticks():
    codes = (Code(1, IS_TICKED, frozenset([TICKED])), Code(0, IS_NOT, frozenset(["0"])))
    return (*codes, *_missing(0))


def _choices(choices, is_padded):
    said = [choice for choice in choices if not choice.says_nothing]
    silent = [choice for choice in choices if choice.says_nothing]
    wide = _wide(len(said))
    codes = [
        Code(number, choice.text, frozenset([choice.name])) for number, choice in enumerate(said, 1)
    ]
    if silent:
        label = silent[0].text if len(silent) == 1 else LABELS[shapes.DONT_KNOW]
        values = frozenset(choice.name for choice in silent)
        if is_padded:
            label, values = PADDED, values | {NOT_ANSWERED}
        codes.append(Code(shapes.DONT_KNOW + wide, label, values, is_missing=True))
    return (*codes, *_missing(wide, padded=bool(silent) and is_padded))


def _merged(choices, merge):
    found, silent = {}, set()
    for choice in choices:
        if merge in choice.merged:
            label = Texts(choice.merged[merge])
        elif choice.says_nothing:
            silent.add(choice.name)
            continue
        else:
            label = choice.text
        found.setdefault(label, set()).add(choice.name)
    wide = _wide(len(found))
    codes = [
        Code(number, label, frozenset(names))
        for number, (label, names) in enumerate(found.items(), 1)
    ]
    if silent:
        number, label = shapes.DONT_KNOW + wide, LABELS[shapes.DONT_KNOW]
        codes.append(Code(number, label, frozenset(silent), is_missing=True))
    return (*codes, *_missing(wide))


def _numbers(variable, lowest):
    """Codes of bands, or those of a missing number: others stand for themselves."""
    values = sorted(map(int, variable.values))
    if not lowest:
        return _missing(_wide(max(map(abs, values), default=0)))
    starts = sorted(lowest)
    if values and values[0] < starts[0]:
        starts = [None, *starts]
    codes = []
    for number, (low, after) in enumerate(zip(starts, [*starts[1:], None], strict=True), 1):
        inside = (v for v in values if (low is None or v >= low) and (after is None or v < after))
        codes.append(Code(number, _band(low, after), frozenset(map(str, inside))))
    return (*codes, *_missing(_wide(len(codes))))


def _band(low, after):
    if low is None:
        return Texts(f"Under {after}", f"Under {after}", f"Under {after}")
    if after is None:
        return Texts(f"{low} eller flere", f"{low} eller fleire", f"{low} or more")
    label = str(low) if low == after - 1 else f"{low}–{after - 1}"
    return Texts(label, label, label)


def _wide(highest):
    if highest < shapes.DONT_KNOW:
        return 0
    wide = WIDE
    while highest >= shapes.DONT_KNOW + wide:
        wide = (wide + 100) * 10 - 100
    return wide


def _missing(wide, padded=False):
    found = [(shapes.NOT_ASKED, NOT_ASKED)]
    if not padded:
        found.append((shapes.NOT_ANSWERED, NOT_ANSWERED))
    codes = [
        Code(number + wide, LABELS[number], frozenset([value]), is_missing=True)
        for number, value in found
    ]
    return (*codes, _shielded(wide))


def _shielded(wide):
    number = shapes.SHIELDED
    return Code(number + wide, LABELS[number], is_missing=True)
