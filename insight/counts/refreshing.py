"""Counting anew what is kept: all of it once a day, since figures go by the day, and what changed.

Offices are taken one by one, each in its own transaction on a locked row: two workers never write
older numbers over newer ones. Whoever works at the office meanwhile is not held up by it.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import Office
from caseload.models import Participant
from insight.counts.counting import CASELOAD, counted_by_caseload, fingerprint
from insight.counts.models import CaseloadCount, StaleCaseload


def refresh_all(today):
    """Count every office that has not been counted today. Returns how many."""
    done = CaseloadCount.objects.filter(counted_on=today, fingerprint=fingerprint(today))
    waiting = Office.objects.filter(Exists(_unprotected().filter(office=OuterRef("pk"))))
    waiting = waiting.exclude(pk__in=done.values("office")).order_by("pk")
    offices = list(waiting.values_list("pk", flat=True))
    for office in offices:
        refresh_office(office, today)
    return len(offices)


@transaction.atomic
def refresh_office(office_id, today):
    _hold(office_id)
    StaleCaseload.objects.filter(office=office_id).delete()
    CaseloadCount.objects.filter(office=office_id).delete()
    _keep(_unprotected().filter(office=office_id), today)


def refresh_stale(today):
    """Count the caseloads in which somebody has changed. Returns how many offices have any."""
    offices = list(StaleCaseload.objects.order_by("office").distinct("office").values("office"))
    for each in offices:
        refresh_changed(each["office"], today)
    return len(offices)


@transaction.atomic
def refresh_changed(office_id, today):
    _hold(office_id)
    kept = CaseloadCount.objects.filter(office=office_id)
    # The marks stay for whoever keeps another day, as around midnight, or another question, as
    # while a new version starts: its numbers would never be counted anew.
    if not kept.filter(counted_on=today, fingerprint=fingerprint(today)).exists():
        return
    stale = StaleCaseload.objects.filter(office=office_id)
    marks = dict(stale.values_list("pk", "advisor"))
    # Those that were read and no others: what is marked meanwhile waits for the next time.
    stale.filter(pk__in=marks).delete()
    advisors = set(marks.values())
    kept.filter(advisor__in=advisors).delete()
    _keep(_unprotected().filter(office=office_id, advisor__in=advisors), today)


def _hold(office_id):
    """Neither a foreign key to the office nor a reader waits for this."""
    Office.objects.select_for_update(no_key=True).get(pk=office_id)


def _unprotected():
    return Participant.objects.filter(protection=Participant.Protection.OPEN)


def _keep(people, today):
    names = [f"{name}_id" for name in CASELOAD]
    CaseloadCount.objects.bulk_create(
        CaseloadCount(
            **dict(zip(names, keys, strict=True)),
            counted_on=today,
            fingerprint=fingerprint(today),
            numbers=numbers,
        )
        for *keys, numbers in counted_by_caseload(people, today)
    )
