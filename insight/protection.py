"""Nothing about a group of one to five: neither shown nor found by subtraction."""

SIX = 6


def is_safe(number):
    """Nobody, or six and more."""
    return number == 0 or number >= SIX


def from_six(number):
    """The number, or None where it is of one to five people."""
    return number if is_safe(number) else None


def merged(parts, numbers, *, others):
    """Parts that can be shown, small ones put together, as [(label, numbers)].

    `parts` are labels and `numbers` tuples of as many groups, such as (followed closely, the rest).
    Those with one to five in any group go together as `others`; if those are still too few, the
    smallest of what is left joins them. [] where nothing can be shown: too few in all, or
    everybody of a group in one part, which would tell about each of them.
    """
    shown = [(part, each) for part, each in zip(parts, numbers, strict=True) if any(each)]
    together = [each for _part, each in shown if not all(map(is_safe, each))]
    shown = [(part, each) for part, each in shown if all(map(is_safe, each))]
    while together and shown and not all(map(is_safe, _sum(together))):
        smallest = min(shown, key=lambda part: sum(part[1]))
        shown.remove(smallest)
        together.append(smallest[1])
    if together:
        shown.append((others, _sum(together)))
    return shown if _tells_of_nobody(shown) else []


def finest(partitions, *, others):
    """The first of these [(label, numbers)], from fine to coarse, that can be shown as it is.

    Where none can, small parts of the coarsest are put together as in merged().
    """
    for parts in partitions:
        shown = [(label, numbers) for label, numbers in parts if any(numbers)]
        if _tells_of_nobody(shown):
            return shown
    return merged(*zip(*partitions[-1], strict=True), others=others)


def _sum(rows):
    return tuple(map(sum, zip(*rows, strict=True)))


def _tells_of_nobody(shown):
    groups = list(zip(*(numbers for _part, numbers in shown), strict=True))
    return all(
        all(map(is_safe, group)) and sum(1 for number in group if number) != 1 for group in groups
    )
