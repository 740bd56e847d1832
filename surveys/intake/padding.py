"""Answers as bytes of one length, so that how long they are says nothing of what they are."""

import json

from surveys.instruments.questionnaire import Kind

LENGTHS = 4 * 1024, 16 * 1024, 64 * 1024
LONGEST_TEXT = 2000
# A letter takes at most four bytes, in JSON too: control characters are refused before.
BYTES_OF_A_LETTER = 4
LONGEST_NUMBER = 12
AROUND_A_VALUE = len('"": "", ')


def padded(questionnaire, answers):
    """`answers`, {item: value}, as JSON and spaces. As many bytes for all answers to the same."""
    content = json.dumps(answers, ensure_ascii=False).encode()
    return content.ljust(length_of(questionnaire))


def length_of(questionnaire):
    """The one of LENGTHS for an answer to everything. None where that fits into none of them."""
    longest = sum(
        len(name.encode()) + _longest_value(questionnaire, item) + AROUND_A_VALUE
        for name, item in questionnaire.items.items()
    )
    return next((length for length in LENGTHS if longest < length), None)


def _longest_value(questionnaire, item):
    match item.kind:
        case Kind.TEXT:
            return LONGEST_TEXT * BYTES_OF_A_LETTER
        case Kind.NUMBER:
            return LONGEST_NUMBER
    sizes = [len(name.encode()) for name in questionnaire.choices_of(item)]
    if item.kind == Kind.SEVERAL:
        return sum(size + AROUND_A_VALUE for size in sizes)
    return max(sizes, default=0)
