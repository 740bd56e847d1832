"""Declared recodes, which are tried before anything is shielded."""

from dataclasses import replace

import numpy as np

from surveys.disclosure.shapes import NOT_ANSWERED
from surveys.instruments.questionnaire import Kind
from surveys.microdata.columns import Plan


def first_plans(wish, data, wave_of, frame, questionnaire, profile):
    """{question: Plan}: what is rare is put together where that was declared."""
    plans = {}
    for item in questionnaire.items.values():
        if item.kind != Kind.ONE or item.name not in {*wish.items, *wish.across}:
            continue
        merge = wish.merges.get(item.name, "")
        if not any(merge in choice.merged for choice in questionnaire.choices_of(item).values()):
            merge = ""
        variable = frame.variables[item.name]
        counts = _counts(data[item.name], wave_of)
        is_small = profile.is_small
        silent = [name for name in variable.values if name in variable.says_nothing]
        is_rare = any(
            is_small(number)
            for name in variable.values
            if name not in silent
            for number in counts[name]
        )
        few = sum(counts[name] for name in silent) if silent else np.zeros(1, int)
        is_padded = profile.pads_dont_know and not merge and any(map(is_small, few))
        is_padded = is_padded and not any(map(is_small, few + counts[NOT_ANSWERED]))
        plans[item.name] = Plan(merge, not (merge and is_rare), is_padded)
    return plans


def _counts(given, wave_of):
    """{answer: how many in each wave}"""
    waves = np.unique(wave_of, return_inverse=True)[1]
    width = len(given.cat.categories)
    number = max(waves.max(initial=0) + 1, 1)
    flat = np.bincount(waves * width + given.cat.codes.to_numpy(), minlength=number * width)
    return dict(zip(given.cat.categories, flat.reshape(number, width).T, strict=True))


def milder(plans, columns, shares):
    """The plans with the most shielded question that identifies only as it may be put together."""
    worst = [
        (shares[column.name], column.variable.item.name)
        for column in columns
        if column.identifies and not column.merge and shares[column.name] > 0
    ]
    for _share, name in sorted(worst, reverse=True):
        plan = plans.get(name)
        if plan and plan.merge and plan.has_original:
            return plans | {name: replace(plan, has_original=False)}
    return plans
