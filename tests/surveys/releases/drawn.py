"""Questions, cuts and respondents drawn at random, for tests that attack tables."""

from surveys.disclosure.cuts import Axis, Category, Cut
from surveys.disclosure.shapes import Region
from tests.surveys.releases.frames import PART, asking, choices, frame

EVERYBODY = Region.of([PART])


def axis_of(found, name, *groups):
    """The Axis of a variable, of every answer or of these groups: "a b" is a and b together."""
    sets = {group: group.split(" ") for group in groups}
    sets = sets or {value: [value] for value in found.variables[name].values}
    categories = [Category(label, frozenset(values)) for label, values in sets.items()]
    return Axis(name, name, tuple(categories))


def cut_of(found, rows, columns=None, mergers=()):
    columns = columns and axis_of(found, columns)
    mergers = tuple(axis_of(found, rows, *groups) for groups in mergers)
    return Cut(EVERYBODY, axis_of(found, rows), columns, mergers)


def one_way(counts, silent=0, dont_know=None):
    """A Frame of the question q: {answer: how many}, who did not answer, who does not know."""
    lists = {"q": choices(*counts, dont_know=dont_know is not None)}
    answers = [(number, {"q": answer}) for answer, number in counts.items()]
    answers.append((dont_know or 0, {"q": "dont_know"}))
    return frame(asking(lists), *answers, (silent, {}))


def two_ways(numbers, silent=()):
    """A Frame of q by a, a row of numbers for each answer to q; `silent`: who gave no a."""
    rows, columns = (
        [f"q{n}" for n in range(len(numbers))],
        [f"a{n}" for n in range(len(numbers[0]))],
    )
    answers = [
        (int(number), {"q": row, "a": column})
        for row, line in zip(rows, numbers, strict=True)
        for column, number in zip(columns, line, strict=True)
    ]
    answers += [(int(number), {"q": row}) for row, number in zip(rows, silent, strict=False)]
    return frame(asking({"q": choices(*rows), "a": choices(*columns)}), *answers)


def drawn_numbers(dice, rows, columns, most=12):
    """Skewed, as answers are: many zeros and small numbers, some large."""
    return [
        [int(dice.expovariate(1 / dice.choice([1, 4, most]))) for _column in range(columns)]
        for _row in range(rows)
    ]
