"""Whatever happens, and in whichever order: one advisor, and a handover changes nothing else.

Hypothesis makes up the histories and shortens the one that breaks a promise.
"""

import datetime
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Membership
from caseload import actions
from caseload.consent.actions import withdraw_consent
from caseload.handover import actions as handover
from caseload.handover.actions import Choice
from caseload.models import Assignment, Consent, HandedOver, Participant, StandIn
from caseload.rhythm import Rhythm
from tests.factories import make_closer, make_consent, make_member, make_participant

TODAY = timezone.localdate()
YESTERDAY, SOON = (TODAY + datetime.timedelta(days=n) for n in (-1, 12))


@dataclass
class Office:
    """Three advisors, their leader and the people they follow up; each step is one of its days."""

    advisors: list
    leader: Membership

    def people(self):
        return list(Participant.objects.order_by("sort_key", "pk"))

    def some(self, number):
        """One or two people, told by a number."""
        people = self.people()
        return [people[number % len(people)], people[number // 3 % len(people)]][: 1 + number % 2]

    def is_at_work(self, member):
        active = Membership.objects.active(TODAY)
        return active.filter(pk=member.pk).exists()

    # What happens to a person. None of it is a handover.

    def add(self, who, other, number):
        make_participant(self.advisors[who], f"Person {Participant.objects.count():03}")

    def start_closely(self, who, other, number):
        [person, *_others] = self.some(number)
        if person.closer_follow_up is None and person.is_active:
            make_closer(self.advisors[who], person, rhythm=Rhythm.EVERY_SECOND_WEEK)

    def end_closely(self, who, other, number):
        [person, *_others] = self.some(number)
        if person.closer_follow_up:
            actions.end_closer_follow_up(self.advisors[who], person, why="Klarer seg")

    def agree_on_a_day(self, who, other, number):
        [person, *_others] = self.some(number)
        actions.set_next_contact(self.advisors[who], person, on=SOON)

    def consent(self, who, other, number):
        [person, *_others] = self.some(number)
        if person.is_active:
            make_consent(self.advisors[who], person)

    def withdraw(self, who, other, number):
        for consent in Consent.objects.standing()[:1]:
            withdraw_consent(self.advisors[who], consent)

    def end(self, who, other, number):
        [person, *_others] = self.some(number)
        if person.is_active:
            actions.end_follow_up(self.advisors[who], person, why="Fast jobb")

    def reopen(self, who, other, number):
        [person, *_others] = self.some(number)
        if not person.is_active:
            actions.reopen(self.advisors[who], person)

    def stand_in(self, who, other, number):
        absent, colleague = self.advisors[who], self.advisors[other]
        StandIn.objects.create(advisor=absent.user, stand_in=colleague.user, until_on=SOON)

    def leave(self, who, other, number):
        """The last of the three stays: somebody must be there to take over."""
        if who < 2:
            Membership.objects.filter(pk=self.advisors[who].pk).update(ends_on=YESTERDAY)

    def come_back(self, who, other, number):
        Membership.objects.filter(pk=self.advisors[who].pk).update(ends_on=None)

    # Handing over, by whom it may be: the page checks that, and so do these.

    def hand_over(self, who, other, number):
        giver = self.advisors[who]
        self._send(giver, giver, self.advisors[other], self.some(number))

    def hand_over_everybody(self, who, other, number):
        giver = self.advisors[who]
        self._send(giver, giver, self.advisors[other], self.people())

    def move(self, who, other, number):
        self._send(self.leader, self.advisors[who], self.advisors[other], self.some(number))

    def move_everybody(self, who, other, number):
        self._send(self.leader, self.advisors[who], self.advisors[other], self.people())

    def _send(self, sender, giver, receiver, people):
        choices = [Choice(person.pk, receiver.user_id, "Avtalt: fredager") for person in people]
        handover.hand_over(sender, giver=giver.user, choices=choices)

    def accept(self, who, other, number):
        member = self.advisors[who]
        if self.is_at_work(member):
            handover.accept(member, self._waiting(receiver=member.user))

    def give_back(self, who, other, number):
        member = self.advisors[who]
        handover.give_back(member, self._waiting(receiver=member.user)[:1], why="Har ikke plass")

    def take_back(self, who, other, number):
        member = self.advisors[who]
        handover.take_back(member, self._waiting(handover__giver=member.user))

    def _waiting(self, **whose):
        return list(HandedOver.objects.filter(status__in=HandedOver.WAITING, **whose))


HANDOVERS = [
    Office.hand_over,
    Office.hand_over_everybody,
    Office.move,
    Office.move_everybody,
    Office.accept,
    Office.give_back,
    Office.take_back,
]
OTHER_DAYS = [
    Office.add,
    Office.start_closely,
    Office.end_closely,
    Office.agree_on_a_day,
    Office.consent,
    Office.withdraw,
    Office.end,
    Office.reopen,
    Office.stand_in,
    Office.leave,
    Office.come_back,
]
ADVISORS = st.integers(0, 2)
DAYS = st.tuples(st.sampled_from(HANDOVERS + OTHER_DAYS), ADVISORS, ADVISORS, st.integers(0, 40))


@pytest.fixture
def office(ada, bo, lars):
    make_participant(ada, "Blid Lampe")
    make_closer(ada, make_participant(ada, "Rolig Kopp"), next_contact_on=SOON)
    return Office([ada, bo, make_member("Eva", office=ada.office)], lars)


def agreed():
    """Everything about each person but whose she is."""
    but_for = ("advisor", "department")
    fields = [field.attname for field in Participant._meta.fields if field.name not in but_for]
    rows = Participant.objects.order_by("pk")
    beside = list(rows.values("followers", "closer_follow_up__rhythm"))
    return list(rows.values(*fields)), beside, list(Consent.objects.order_by("pk").values())


def assert_everybody_has_one_advisor():
    open_ones = Assignment.objects.filter(until_on=None).values_list("participant", "advisor")
    owners = Participant.objects.values_list("pk", "advisor")
    assert sorted(open_ones) == sorted(owners)


@given(history=st.lists(DAYS, min_size=5, max_size=30))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_everybody_has_one_advisor_and_a_handover_changes_nothing_else(office, history):
    with transaction.atomic():
        for step, who, other, number in history:
            before = agreed()
            step(office, who, other, number)
            assert_everybody_has_one_advisor()
            if step in HANDOVERS:
                assert agreed() == before
        transaction.set_rollback(True)
