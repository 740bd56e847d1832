"""How many people each figure counts, now: from what is kept where it still holds, else anew."""

import zlib
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Case, Count, Exists, OuterRef, Value, When
from django.utils import timezone

from accounts.models import Membership
from accounts.written import in_one_row, written_once
from caseload.counting import numbers_of
from caseload.models import Participant
from caseload.models.colleagues import IsAny
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
    """What the people this leader sees come to, always as it is now, in one query or two."""
    today = timezone.localdate()
    if not membership.leads:
        return _summed([])
    rows = _kept_or_anew(membership, today)
    if all(what == "anew" for *_row, what in rows):  # nothing of today is kept
        return _summed(counted_by_caseload(Participant.objects.visible_to(membership), today))
    department = membership.department_id
    leads_it = membership.role == Membership.Role.DEPARTMENT_LEADER
    return _summed(
        row
        for *row, what in rows
        if what == "anew" or what == "kept" and (not leads_it or row[1] == department)
    )


@written_once
def _kept_or_anew(membership, today):
    """Rows as of counted_by_caseload(), each with `what`: kept, stale, or counted anew in place of
    a stale one.

    All of it is one statement, which sees one moment: between
    two of them somebody could move from one caseload to another and be counted in both.
    """
    stale = StaleCaseload.objects.filter(office=membership.office_id)
    is_stale = When(Exists(stale.filter(advisor=OuterRef("advisor"))), then=Value("stale"))
    kept = CaseloadCount.objects.filter(
        office=membership.office_id, counted_on=today, fingerprint=fingerprint(today)
    ).annotate(what=Case(is_stale, default=Value("kept")))
    # As an array, so that PostgreSQL finds their people by the index of advisors.
    marked = IsAny("advisor", stale.values("advisor"))
    people = Participant.objects.visible_to(membership).filter(marked)
    anew = _by_caseload(people, today).annotate(what=Value("anew"))
    return kept.values_list(*CASELOAD, "numbers", "what").union(anew, all=True)


def counted_by_caseload(people, today):
    """[(office, department, advisor, [number of each of FIGURES])] of these participants."""
    return list(_by_caseload(people, today))


def _by_caseload(people, today):
    return people.order_by().values_list(*CASELOAD).annotate(numbers=question(today))


def fingerprint(today):
    """Of the question: the same in every process that asks the same."""
    return zlib.crc32(repr(question(today).source_expressions).encode())


@lru_cache(maxsize=2)
def question(today):
    return numbers_of(Participant, [figure.condition(today) for figure in FIGURES.values()])


def live_counts(membership, today):
    """{key of each of LIVE: how many of the people she sees it counts}."""
    [numbers] = _live(membership, today) or [(0,) * len(LIVE)]
    return dict(zip(LIVE, numbers, strict=True))


@written_once
def _live(membership, today):
    conditions = {key: Count("pk", figure.condition(today)) for key, figure in LIVE.items()}
    people = Participant.objects.visible_to(membership)
    return in_one_row(people, **conditions).values_list(*LIVE)


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
