"""Who is followed closely beside everybody else: each part by a name that is true of it."""

from collections import Counter

from django.utils import translation

from insight.figures import NEED_GROUPS
from insight.office.composition import Composition, with_the_largest_needs

GOOD_OR_NOT_KNOWN = "Good opportunities, needs guidance or not known"
REDUCED = "Reduced capacity or little opportunity to work"
REDUCED_OR_NOT_KNOWN = "Reduced capacity, little opportunity to work or not known"


def composition(**needs):
    """Of {group of need, or not_known: (followed closely, everybody else)}."""
    counts = Counter()
    for need, (closely, rest) in needs.items():
        key = "need_" if need == "not_known" else f"need_{need}"
        counts |= {f"{key}_closely": closely, f"{key}_rest": rest}
    return Composition(counts, NEED_GROUPS)


def shown(needs):
    with translation.override("en"):
        return {str(label): numbers for label, numbers in needs.shown}


def test_few_of_whom_it_is_not_known_leave_reduced_capacity_its_name():
    needs = composition(needs_guidance=(9, 20), reduced_capacity=(7, 8), not_known=(1, 3))
    assert shown(needs) == {GOOD_OR_NOT_KNOWN: (10, 23), REDUCED: (7, 8)}
    assert with_the_largest_needs(needs) == [41, 26]


def test_few_with_reduced_capacity_are_named_with_those_of_whom_it_is_not_known():
    needs = composition(needs_guidance=(9, 20), reduced_capacity=(3, 8), not_known=(4, 7))
    assert shown(needs) == {
        "Good opportunities or needs guidance": (9, 20),
        REDUCED_OR_NOT_KNOWN: (7, 15),
    }
    assert with_the_largest_needs(needs) is None


def test_few_of_whom_it_is_known_are_others():
    needs = composition(needs_guidance=(3, 9), reduced_capacity=(4, 9), not_known=(9, 9))
    assert shown(needs) == {"Not known": (9, 9), "Others": (7, 18)}
