"""Which answers lead to a question, as whoever has the questionnaire knows."""

from surveys.instruments.questionnaire import Condition, Kind

# These hold without an answer too.
NEGATIVE = "!=", "has not"


def answers_behind(questionnaire, asked, name):
    """(answers to `name` of those who may have been asked `asked`, of those who may not have).

    Names of choices, rather too many than too few; anything of several answers or a number.
    """
    item = questionnaire.items[name]
    choices = set(questionnaire.choices_of(item))
    if item.kind != Kind.ONE:
        return {"any", "other"}, {"any", "other"}
    return _leading(questionnaire, asked, name, choices), _not_leading(
        questionnaire, asked, name, choices
    )


def _leading(questionnaire, asked, name, choices):
    condition = questionnaire.items[asked].shown_if
    if condition.any_of_them and len(condition.clauses) > 1:
        return choices
    left = set(choices)
    for clause in condition.clauses:
        if clause.item == name:
            left &= {each for each in choices if Condition((clause,)).holds({name: each})}
        elif clause.operator not in NEGATIVE and clause.item in questionnaire.items:
            left &= _leading(questionnaire, clause.item, name, choices)
    return left


def _not_leading(questionnaire, asked, name, choices):
    condition = questionnaire.items[asked].shown_if
    if not condition.clauses or {clause.item for clause in condition.clauses} != {name}:
        return choices
    return {each for each in choices if not condition.holds({name: each})}
