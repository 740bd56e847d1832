"""When a question is asked, as XLSForm writes it: a small part of its language, and no more.

`${a} = 'x'`, `!=`, `<`, `<=`, `>`, `>=` with a number, `selected(${a}, 'x')`,
`not(selected(${a}, 'x'))`, put together with all `and` or all `or`.
"""

import re

from surveys.instruments.questionnaire import Clause, Condition

_NAME = r"\$\{\s*([\w.-]+)\s*\}"
_VALUE = r"(?:'([^']*)'|\"([^\"]*)\"|(-?\d+(?:\.\d+)?))"
_SELECTED = re.compile(rf"selected\(\s*{_NAME}\s*,\s*{_VALUE}\s*\)")
_NOT_SELECTED = re.compile(rf"not\(\s*selected\(\s*{_NAME}\s*,\s*{_VALUE}\s*\)\s*\)")
_COMPARED = re.compile(rf"{_NAME}\s*(=|!=|<=|>=|<|>)\s*{_VALUE}")
_JOINED = re.compile(r"\s+(and|or)\s+(?=(?:[^'\"]|'[^']*'|\"[^\"]*\")*$)")


class NotUnderstood(ValueError):
    """Not of the part of XLSForm's language that is understood here."""


def parsed(text):
    """The Condition in these words; one that always holds for "". Raises NotUnderstood."""
    text = text.strip()
    if not text:
        return Condition()
    parts = _JOINED.split(text)
    clauses, joints = parts[::2], set(parts[1::2])
    if len(joints) > 1:
        raise NotUnderstood(text)
    return Condition(tuple(_clause(part.strip()) for part in clauses), joints == {"or"})


def _clause(text):
    for pattern, operator in [(_NOT_SELECTED, "has not"), (_SELECTED, "has")]:
        if found := pattern.fullmatch(text):
            name, *value = found.groups()
            return Clause(name, operator, _first(value))
    if found := _COMPARED.fullmatch(text):
        name, operator, *value = found.groups()
        if operator not in ("=", "!=") and not _is_number(_first(value)):
            raise NotUnderstood(text)
        return Clause(name, operator, _first(value))
    raise NotUnderstood(text)


def written(condition):
    """The same in XLSForm's words: parsed(written(c)) is c."""
    return (" or " if condition.any_of_them else " and ").join(map(_written, condition.clauses))


def _written(clause):
    if clause.operator in ("has", "has not"):
        selected = f"selected(${{{clause.item}}}, '{clause.value}')"
        return selected if clause.operator == "has" else f"not({selected})"
    value = clause.value if clause.operator not in ("=", "!=") else f"'{clause.value}'"
    return f"${{{clause.item}}} {clause.operator} {value}"


def _first(values):
    return next(value for value in values if value is not None)


def _is_number(text):
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None
