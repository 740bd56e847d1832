"""Whether what was sealed is an answer to the version that was asked.

Whoever answered was told of mistakes at once; here nobody is left to tell.
"""

from surveys.instruments.questionnaire import Kind

NUMBERS = 2**31


class NotAnAnswer(Exception):
    """Says nothing of what it was."""


def divided(questionnaire, answers):
    """({item: closed answer}, {item: text}) of `answers`, {item: value}. Raises NotAnAnswer."""
    if not isinstance(answers, dict) or not answers.keys() <= questionnaire.items.keys():
        raise NotAnAnswer
    closed, texts = {}, {}
    for name, item in questionnaire.items.items():
        if name not in answers:
            continue
        # Conditions look at earlier questions only, and those have been found good.
        if not _fits(questionnaire, item, answers[name]) or not item.shown_if.holds(closed | texts):
            raise NotAnAnswer
        (texts if item.kind == Kind.TEXT else closed)[name] = answers[name]
    return closed, texts


def _fits(questionnaire, item, value):
    choices = questionnaire.choices_of(item)
    match item.kind, value:
        case Kind.ONE, str():
            return value in choices
        case Kind.SEVERAL, [str(), *_more]:
            return all(isinstance(each, str) and each in choices for each in value) and (
                len(set(value)) == len(value)
            )
        case Kind.NUMBER, int() if not isinstance(value, bool):
            least = -NUMBERS if item.least is None else item.least
            return least <= value <= (NUMBERS if item.most is None else item.most)
        case Kind.TEXT, str():
            # PostgreSQL keeps no NUL, and no half of a pair of surrogates.
            return bool(value.strip()) and "\0" not in value and _is_unicode(value)
    return False


def _is_unicode(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
