"""What programs make of the commands in a package, as far as these use their languages.

Written from the manuals, apart from what writes them: {name: Read}.
"""

import re
from dataclasses import dataclass, field


@dataclass
class Read:
    label: str = ""
    values: dict = field(default_factory=dict)
    missing: tuple = ()
    level: str = ""


def read_sps(text):
    """SPSS: commands end with a full stop at the end of a line, 'it''s' is one literal."""
    found = {}
    for command in _commands(text):
        match command:
            case ["VARIABLE", "LABELS", name, *label]:
                found.setdefault(name, Read()).label = "".join(_joined(label))
            case ["VALUE", "LABELS", name, *pairs]:
                pairs = _joined(pairs)
                found[name].values = dict(
                    zip(map(int, pairs[::2]), map(str, pairs[1::2]), strict=True)
                )
            case ["MISSING", "VALUES", name, "(", *codes, ")"]:
                found[name].missing = tuple(code for code in codes if code != ",")
            case ["VARIABLE", "LEVEL", name, "(", level, ")"]:
                found[name].level = level.lower()
            case ["GET", *_] | ["EXECUTE"]:
                pass
            case _:
                raise AssertionError(command)
    return found


class Quoted(str):
    """What stood between quotes."""

    __slots__ = ()


def _commands(text):
    tokens, place = [], 0
    text = re.sub(r"^\*[^\n]*\.\n", "", text, flags=re.MULTILINE)
    while place < len(text):
        if text[place] == "'":
            literal = re.compile(r"'((?:[^'\n]|'')*)'").match(text, place)
            tokens.append(Quoted(literal[1].replace("''", "'")))
        elif literal := re.compile(r"\.(?=\s*\n)").match(text, place):
            yield tokens
            tokens = []
        else:
            literal = re.compile(r"[\s]+|[(),+]|[^\s(),+']+?(?=\.?\s|[(),+']|$)").match(text, place)
            tokens += [literal[0]] if literal[0].strip() else []
        place = literal.end()
    assert not tokens


def _joined(tokens):
    """Literals with a plus between them are one."""
    found = []
    for token in tokens:
        if found and found[-1] == "+" and not isinstance(found[-1], Quoted):
            found[-2:] = [Quoted(found[-2] + token)]
        else:
            found.append(token)
    return found


def read_do(text):
    """Stata: a command a line, `"…"' is a literal, in which `…' and $… would be macros."""
    found, labels = {}, {}
    for line in text.splitlines():
        line, literals = _without_literals(line)
        match line.split():
            case ["label", "variable", name, place]:
                found.setdefault(name, Read()).label = literals[int(place)]
            case ["label", "define", name, value, place, "modify"]:
                number = value if value.startswith(".") else int(value)
                labels.setdefault(name, {})[number] = literals[int(place.rstrip(","))]
            case ["label", "values", name, which]:
                found[name].values = labels[which]
            case ["mvdecode", *_]:
                name, moves = re.fullmatch(r"mvdecode (\w+), mv\((.*)\)", line).groups()
                found[name].missing = tuple(moves.split(" \\ "))
            case ["import", *_] | ["version", "14"] | ["*", *_] | []:
                pass
            case _:
                raise AssertionError(line)
    return found


def _without_literals(line):
    literals, pattern = [], re.compile('`"(.*?)"\'(?=,|$)')

    def put_aside(found):
        literals.append(_expanded(found[1]))
        return str(len(literals) - 1)

    return pattern.sub(put_aside, line), literals


def _expanded(text):
    assert "`" not in text, "a macro"
    assert "\"'" not in text, "the end of the literal"
    assert not re.search(r"/\*|\s//", text), "a comment"
    for slashes in re.findall(r"(\\*)\$", text):
        assert len(slashes) % 2, "a macro"
    return re.sub(r"(\\+)\$", lambda found: "\\" * (len(found[1]) // 2) + "$", text)
