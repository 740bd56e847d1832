"""What is wrong with a questionnaire: what makes it unusable, and what must be mended before it is
sent to anybody."""

from surveys.instruments.bands import overlapping
from surveys.instruments.questionnaire import SHORT_LABEL, Kind


def faults(questionnaire):
    """[(code, params, what it is about)] of what makes a questionnaire unusable.

    It is about ("item", name), ("condition", name of the item) or ("merge", list, choice).
    """
    return [*_of_choices(questionnaire), *_of_conditions(questionnaire)]


def _of_choices(questionnaire):
    for item in questionnaire.items.values():
        chooses = item.kind in (Kind.ONE, Kind.SEVERAL)
        if chooses and not questionnaire.choices.get(item.choices):
            yield "no_choices", {"name": item.choices}, ("item", item.name)
    for name, choices in questionnaire.choices.items():
        for merge in dict.fromkeys(each for choice in choices for each in choice.merged):
            for choice in choices:
                if merge not in choice.merged:
                    yield "not_a_partition", {"merge": merge}, ("merge", name, choice.name)


def _of_conditions(questionnaire):
    items, asked_before = questionnaire.items, set()
    for item in items.values():
        for clause in item.shown_if.clauses:
            about = ("condition", item.name)
            if clause.item not in items:
                yield "condition_of_unknown", {"name": clause.item}, about
            elif clause.item not in asked_before:
                yield "condition_is_circular", {"name": clause.item}, about
            else:
                choices = questionnaire.choices_of(items[clause.item])
                if choices and clause.value not in choices:
                    params = {"name": clause.item, "choice": clause.value}
                    yield "condition_of_no_choice", params, about
        asked_before.add(item.name)


def shortcomings(questionnaire):
    """The same of what must be mended before it is fielded, besides a missing short label.

    About ("text", name of the item), ("choice", list, choice) or ("page", name) as well.
    """
    yield from _untranslated(questionnaire)
    for name, choices in questionnaire.choices.items():
        by_label = {choice.text.nb: choice.name for choice in choices}
        for one, other in overlapping(by_label):
            yield "bands_overlap", {"one": one, "other": other}, ("choice", name, by_label[other])


def _untranslated(questionnaire):
    for page in questionnaire.pages:
        for block in page.blocks:
            if block.stem and not block.stem.nn:
                yield "missing_nn", {}, ("text", block.name)
            for item in block.items:
                if not item.text.nn or (item.help and not item.help.nn):
                    yield "missing_nn", {}, ("text", item.name)
    for name, choices in questionnaire.choices.items():
        for choice in choices:
            if not choice.text.nn:
                yield "missing_nn", {}, ("choice", name, choice.name)


def labels_to_shorten(questionnaire):
    """[(code, {}, ("label", name))] of items whose label in tables is cut."""
    for item in questionnaire.items.values():
        if len(item.short_label) > SHORT_LABEL:
            yield "short_label_too_long", {}, ("label", item.name)
        elif not item.short_label and len(item.text.nb) > SHORT_LABEL:
            yield "no_short_label", {}, ("label", item.name)
