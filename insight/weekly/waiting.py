"""What needs a decision by a leader now, as sets of rows: one decision for each row or group.

Each function takes a membership that leads and today. Protected persons are in none.
"""

import datetime

from django.db.models import Q

from accounts.models import Membership
from caseload.agreements.models import RoomAgreement, RoomRequest, advisors_led_by
from caseload.handover.access import people_left_behind
from caseload.handover.load import following_up_at
from caseload.handover.models import HandedOver
from caseload.measures.models import income_ending
from caseload.models import Participant, StandIn
from caseload.models.colleagues import IsAny
from insight.oversight.models import Finding
from mentors.calls.models import Call
from reflection.models import Barrier

INCOME_IS_NEAR = datetime.timedelta(days=14)
AN_ANSWER_TAKES = datetime.timedelta(days=7)
AN_OWNER_IS_FOUND = datetime.timedelta(days=31)


def income(membership, today):
    """Participants whose benefit ends within two weeks, without an answer and without anybody."""
    people = income_ending(today).filter(benefit_ends_on__lte=today + INCOME_IS_NEAR)
    # As an array: of a whole nation there are more whose benefit ends than there are of an office.
    people = people.filter(IsAny("pk", Participant.objects.visible_to(membership).values("pk")))
    return people.filter(_nobody_is_there(membership, today))


def _nobody_is_there(membership, today):
    """Q of participants whose advisor is away or has left, and no stand-in is at work here."""
    here = following_up_at(membership.office_id).values("user")
    absences = StandIn.objects.active(today)
    away = absences.values("advisor")
    stood_in_for = absences.filter(stand_in__in=here).exclude(stand_in__in=away)
    there = Q(advisor__in=here) & ~Q(advisor__in=away)
    return ~there & ~Q(advisor__in=stood_in_for.values("advisor"))


def calls(membership, today):
    """Calls of mentors that nobody has answered, until the leader was asked."""
    return Call.objects.about_somebody_followed_up().waiting_for(membership)


def left_behind(membership, today):
    """Participants whose advisor no longer works here: a decision for each such advisor."""
    return people_left_behind(membership)


def offers(membership, today):
    """People offered and not taken over for a week: a decision for each advisor who offers."""
    handed = HandedOver.objects.visible_to(membership).offered()
    return handed.filter(handover__at__date__lt=today - AN_ANSWER_TAKES)


def requests(membership, today):
    """Advisors who ask for room and have had no answer."""
    return _led(membership, RoomRequest).filter(settled_on=None)


def agreements(membership, today):
    """Agreements on room that end soon with nothing after them, or are to be looked at again."""
    return _led(membership, RoomAgreement).to_talk_about(today)


def look_ups(membership, today):
    """Findings in the log of who opened whom, until the leader has written a word."""
    return Finding.objects.waiting_for(membership)


def _led(membership, model):
    return model.objects.visible_to(membership).filter(advisor__in=advisors_led_by(membership))


def barriers(membership, today):
    """Barriers nobody has kept an eye on for a month: of the whole office, so for who leads it."""
    if membership.role != Membership.Role.OFFICE_LEADER:
        return Barrier.objects.none()
    nobodys = Barrier.objects.visible_to(membership).in_the_way().filter(owner=None)
    return nobodys.filter(raised_on__lt=today - AN_OWNER_IS_FOUND)
