"""Declared recodes, which are tried before anything is shielded."""

from dataclasses import replace

import pandas as pd

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
        counts = pd.crosstab(wave_of, data[item.name].to_numpy(dtype=object))
        silent = [name for name in variable.says_nothing if name in counts]
        said = [name for name in variable.values if name in counts and name not in silent]
        is_rare = counts[said].map(profile.is_small).to_numpy().any()
        few = counts[silent].sum(axis=1)
        more = few + (counts[NOT_ANSWERED] if NOT_ANSWERED in counts else 0)
        is_padded = profile.pads_dont_know and few.map(profile.is_small).any()
        is_padded = bool(is_padded and not more.map(profile.is_small).any() and not merge)
        plans[item.name] = Plan(merge, not (merge and is_rare), is_padded)
    return plans


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
