"""Tables of answers in absolute numbers: each question its own n, "don't know" inside it.

A question with several answers may sum to more than its n: that is how many answered it.
"""

from dataclasses import dataclass

from surveys.instruments.questionnaire import Kind


@dataclass(frozen=True)
class Row:
    """`counts` is {name of a choice, or of a merged category: how many}, in the order of choices.

    `n`: how many answered the question.
    """

    item: object
    counts: dict
    n: int


def counted(questionnaire, names, answers, *, merge=""):
    """[Row] of these questions, in this order. `answers` yields the dicts of Response.answers.

    With a merge, choices of lists that declare it are put together; a respondent with several of
    one category counts once in it. Numbers are counted by value.
    """
    items = [questionnaire.items[name] for name in names]
    categories = {item.name: categories_of(questionnaire, item, merge) for item in items}
    counts = {item.name: dict.fromkeys(categories[item.name].values(), 0) for item in items}
    numbers = dict.fromkeys(names, 0)
    for given in answers:
        for name in names:
            if name not in given:
                continue
            numbers[name] += 1
            answer = given[name]
            chosen = answer if isinstance(answer, list) else [answer]
            for category in {categories[name].get(each, each) for each in chosen}:
                counts[name][category] = counts[name].get(category, 0) + 1
    return [Row(item, _ordered(item, counts[item.name]), numbers[item.name]) for item in items]


def categories_of(questionnaire, item, merge):
    """{name of a choice: its category}, in the order of the choices; {} without choices."""
    choices = questionnaire.choices_of(item).values()
    return {choice.name: choice.merged.get(merge, choice.name) for choice in choices}


def _ordered(item, counts):
    return dict(sorted(counts.items())) if item.kind == Kind.NUMBER else counts
