"""How many people each figure counts, now: from what is kept where it still holds, else anew."""

import zlib
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone

from accounts.models import Membership
from caseload.counting import numbers_of
from caseload.models import Participant
from insight.counts.models import CaseloadCount, StaleCaseload
from insight.figures import FIGURES, LIVE

CASELOAD = "office", "department", "advisor"


@dataclass(frozen=True)
class Counts:
    """`numbers[figure key]` and `of_advisor[advisor id][figure key]`: numbers of people."""

    numbers: dict
    of_advisor: dict

    def __getitem__(self, figure):
        return self.numbers[figure]


def counts_for(membership):
    """What the people this leader sees come to, always as it is now, in two or three queries.

    What is marked stale is read first: if the worker counts it anew in between, it is counted once
    more here, and nothing old is used.
    """
    today = timezone.localdate()
    if not membership.leads:
        return _summed([])
    stale = set(
        StaleCaseload.objects.filter(office=membership.office_id).values_list("advisor", flat=True)
    )
    kept = _kept(membership, today)
    people = Participant.objects.visible_to(membership)
    if kept is None:
        return _summed(counted_by_caseload(people, today))
    rows = [row for row in kept if row[2] not in stale]
    if stale:
        rows += counted_by_caseload(people.filter(advisor__in=stale), today)
    return _summed(rows)


def _kept(membership, today):
    """Rows as of counted_by_caseload(), or None where nothing of today is kept."""
    office = CaseloadCount.objects.filter(
        office=membership.office_id, counted_on=today, fingerprint=fingerprint(today)
    )
    rows = list(office.values_list(*CASELOAD, "numbers"))
    if membership.role == Membership.Role.DEPARTMENT_LEADER:
        return [row for row in rows if row[1] == membership.department_id] if rows else None
    return rows or None


def counted_by_caseload(people, today):
    """[(office, department, advisor, [number of each of FIGURES])] of these participants."""
    groups = people.order_by().values_list(*CASELOAD)
    return list(groups.annotate(numbers=question(today)))


def fingerprint(today):
    """Of the question: the same in every process that asks the same."""
    return zlib.crc32(repr(question(today).source_expressions).encode())


@lru_cache(maxsize=2)
def question(today):
    return numbers_of(Participant, [figure.condition(today) for figure in FIGURES.values()])


@lru_cache(maxsize=2)
def live_question(today):
    return numbers_of(Participant, [figure.condition(today) for figure in LIVE.values()])


def _summed(rows):
    of_advisor = {}
    total = [0] * len(FIGURES)
    for _office, _department, advisor, numbers in rows:
        known = of_advisor.get(advisor, [0] * len(FIGURES))
        of_advisor[advisor] = [a + b for a, b in zip(known, numbers, strict=True)]
        total = [a + b for a, b in zip(total, numbers, strict=True)]
    named = {advisor: _named(numbers) for advisor, numbers in of_advisor.items()}
    return Counts(_named(total), named)


def _named(numbers):
    return dict(zip(FIGURES, numbers, strict=True))
