"""Findings come from the log and from who followed whom up at the time."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from accounts import audit
from caseload.models import Participant, StandIn
from insight.models import Finding
from insight.oversight.actions import close_finding
from insight.oversight.finding import find
from tests.factories import make_member, make_participant

NOON = timezone.localtime().replace(hour=12)
NEXT_WEEK = NOON.date() + datetime.timedelta(days=7)


@pytest.fixture(autouse=True)
def at_noon():
    """At whatever hour the tests run, nobody in them works at night."""
    with time_machine.travel(NOON):
        yield


def opened(membership, participant):
    audit.record(membership, "participant.open", participant)


def found():
    find(NEXT_WEEK)
    return list(Finding.objects.values_list("rule", "user__name", "participant__name"))


def test_her_own_is_no_finding(ada, lampe):
    opened(ada, lampe)
    assert found() == []


def test_a_colleague_s_is(bo, lampe):
    opened(bo, lampe)
    assert found() == [("no_relation", "Bo", "Blid Lampe")]


def test_not_while_she_stands_in(ada, bo, lampe):
    today = timezone.localdate()
    StandIn.objects.create(advisor=ada.user, stand_in=bo.user, from_on=today, until_on=today)
    opened(bo, lampe)
    assert found() == []


def test_somebody_with_her_own_family_name(ada):
    vera = make_member("Vera Lykt", office=ada.office)
    opened(vera, make_participant(vera, "Grei Lykt"))
    assert found() == [("same_name", "Vera Lykt", "Grei Lykt")]


def test_somebody_who_is_protected(ada, lampe):
    lampe.protection = Participant.Protection.SHIELDED
    lampe.save(update_fields=["protection"])
    opened(ada, lampe)
    assert found() == [("protected", "Ada", "Blid Lampe")]


def test_run_again_it_finds_no_more(bo, lampe):
    opened(bo, lampe)
    assert found() == found()


def test_this_week_is_not_over(bo, lampe):
    opened(bo, lampe)
    find(timezone.localdate())
    assert not Finding.objects.exists()


def test_a_shared_name_that_both_have_explained_does_not_come_again(ada, lars, pia):
    vera = make_member("Vera Lykt", office=ada.office)
    grei = make_participant(vera, "Grei Lykt")
    opened(vera, grei)
    found()
    [finding] = Finding.objects.all()
    close_finding(lars, finding, word="Ikke i slekt.")
    close_finding(pia, finding, word="Ikke i slekt.")
    with time_machine.travel(NOON + datetime.timedelta(days=7)):
        opened(vera, grei)
        find(NEXT_WEEK + datetime.timedelta(days=7))
    assert Finding.objects.count() == 1
