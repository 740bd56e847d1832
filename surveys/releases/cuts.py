"""The tables that a wish comes down to: of each question in each wave, alone and crossed."""

from itertools import pairwise

from django.utils import translation
from django.utils.translation import gettext as _

from surveys.disclosure.categories import NotAPartition, is_coarser
from surveys.disclosure.cuts import Axis, Category, Cut
from surveys.disclosure.frame import NOT_TICKED, TICKED, name_of_choice
from surveys.disclosure.shapes import Region
from surveys.instruments.questionnaire import Kind

# Numbers without bands of the wish may be put together by so many.
STEPS = 5, 10, 20, 50, 100


def cuts_of(wish, frame, questionnaire, waves):
    """[Cut]: a table per wave and question, then that crossed with each of `across`.

    Background questions are not crossed with each other: beside them, a question by both would be
    known in more detail than any of its tables shows. Choices of a question with several answers
    are a table each. Labels are in bokmål. Raises NotAPartition where a merge leaves a choice out.
    """
    with translation.override("nb"):
        asked = {name: _axes(wish, frame, questionnaire, name) for name in wish.items}
        across = [
            axis for name in wish.across for axis, _m in _axes(wish, frame, questionnaire, name)
        ]
        regions = [_region(wish, frame, questionnaire, wave) for wave in waves]
    return [
        Cut(region, rows, columns, mergers)
        for region in filter(None, regions)
        for name, axes in asked.items()
        for rows, mergers in axes
        for columns in (None, *(() if name in wish.across else across))
    ]


def _region(wish, frame, questionnaire, wave):
    """Of whom: None where the wave has no answers."""
    parts = {tuple(part) for part in wish.parts} & frame.number_in_parts.keys()
    parts = {part for part in parts if part[0] == str(wave.pk)}
    answers = {}
    for name, choices in wish.where.items():
        if questionnaire.items[name].kind == Kind.SEVERAL:
            answers |= {name_of_choice(name, choice): [TICKED] for choice in choices}
        else:
            answers[name] = choices
    return Region.of(parts, answers) if parts else None


def _axes(wish, frame, questionnaire, name):
    """[(Axis, its mergers)] of a question: one, or one for each choice of several."""
    item = questionnaire.items[name]
    choices = questionnaire.choices_of(item)
    label = item.short_label or _said(item.text)
    if item.kind == Kind.SEVERAL:
        return [
            (_ticked(name_of_choice(name, choice.name), f"{label}: {_said(choice.text)}"), ())
            for choice in choices.values()
        ]
    if item.kind == Kind.NUMBER:
        return [_of_numbers(wish, frame.variables[name], label)]
    single = [Category(_said(each.text), frozenset([each.name])) for each in choices.values()]
    axes = {"": Axis(name, label, tuple(single))}
    for merge in dict.fromkeys(each for choice in choices.values() for each in choice.merged):
        axes[merge] = Axis(name, label, _merged(choices.values(), merge))
    axis = axes[wish.merges.get(name, "")]
    return [(axis, _mildest_first(axis, axes.values()))]


def _merged(choices, merge):
    found = {}
    for choice in choices:
        if merge not in choice.merged:
            raise NotAPartition(merge)
        found.setdefault(choice.merged[merge], set()).add(choice.name)
    return tuple(Category(label, frozenset(names)) for label, names in found.items())


def _mildest_first(axis, axes):
    coarser = [
        each
        for each in axes
        if is_coarser(each, axis) and 1 < len(each.categories) < len(axis.categories)
    ]
    return tuple(sorted(coarser, key=lambda each: -len(each.categories)))


def _ticked(variable, label):
    ticked, not_ticked = _("Chosen"), _("Not chosen")
    categories = (
        Category(ticked, frozenset([TICKED])),
        Category(not_ticked, frozenset([NOT_TICKED])),
    )
    return Axis(variable, label, categories)


def _of_numbers(wish, variable, label):
    numbers = sorted(map(int, variable.values))
    if bands := sorted(wish.bands.get(variable.name, ())):
        return Axis(variable.name, label, _bands(numbers, bands)), ()
    single = [Category(str(number), frozenset([str(number)])) for number in numbers]
    axis = Axis(variable.name, label, tuple(single))
    steps = [Axis(variable.name, label, _steps(numbers, step)) for step in STEPS if numbers]
    return axis, _mildest_first(axis, steps)


def _steps(numbers, step):
    first, last = numbers[0] // step * step, numbers[-1] // step * step
    bands = [
        Category(f"{low}–{low + step - 1}", _between(numbers, low, low + step))
        for low in range(first, last + 1, step)
    ]
    return tuple(band for band in bands if band.values)


def _bands(numbers, lowest):
    """A Category from each lowest number, and one for what is below."""
    below = Category(f"< {lowest[0]}", _between(numbers, None, lowest[0]))
    bands = [
        Category(f"{low}–{high - 1}" if high - 1 > low else str(low), _between(numbers, low, high))
        for low, high in pairwise(lowest)
    ]
    last = Category(f"{lowest[-1]}+", _between(numbers, lowest[-1], None))
    return (*([below] if below.values else []), *bands, last)


def _between(numbers, low, high):
    return frozenset(
        str(number)
        for number in numbers
        if (low is None or number >= low) and (high is None or number < high)
    )


def _said(texts):
    return texts.nb or texts.nn or texts.en
