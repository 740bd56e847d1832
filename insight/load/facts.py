"""What each advisor has to do and room for: what a leader needs to make room and to distribute.

By name and never by number: nobody is ranked, and neither contacts nor misses are counted here.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from accounts.models import User
from caseload.agreements.models import RoomAgreement, RoomRequest, advisors_led_by
from caseload.handover.access import people_left_behind
from caseload.handover.models import HandedOver
from caseload.models import StandIn
from mentors.calls.models import Call

LATELY = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Load:
    """One advisor. `agreement` is the one that holds now, else the next one; or None."""

    advisor: User
    people: int
    closely: int
    new: int
    calls: int
    offers: int
    agreement: RoomAgreement | None
    request: RoomRequest | None
    stand_ins: list


def loads(scope):
    """A Load for each advisor she leads, by name. Ten queries, however many there are."""
    advisors = list(advisors_led_by(scope.membership))
    agreements, asked_for_room = _room(scope)
    new, calls, offers = _new_people(scope), _open_calls(scope), _offers(scope)
    stand_ins = _stand_ins(scope, advisors)
    nobody = {"followed": 0, "closely": 0}
    for advisor in advisors:
        counted = scope.counts.of_advisor.get(advisor.pk, nobody)
        yield Load(
            advisor=advisor,
            people=counted["followed"],
            closely=counted["closely"],
            new=new.get(advisor.pk, 0),
            calls=calls.get(advisor.pk, 0),
            offers=offers.get(advisor.pk, 0),
            agreement=agreements.get(advisor.pk),
            request=asked_for_room.get(advisor.pk),
            stand_ins=stand_ins[advisor.pk],
        )


def left_behind(scope):
    """How many people have an advisor who no longer works here: they are in nobody's line."""
    return people_left_behind(scope.membership).count()


def _room(scope):
    agreements = RoomAgreement.objects.visible_to(scope.membership).not_over(scope.today)
    requests = RoomRequest.objects.visible_to(scope.membership).filter(settled_on=None)
    first_last = agreements.order_by("-from_on")
    return {each.advisor_id: each for each in first_last}, {
        each.advisor_id: each for each in requests
    }


def _new_people(scope):
    """{advisor: how many came to her in the last 30 days}, new ones and those taken over."""
    came = scope.people.filter(
        ended_on=None,
        assignments__until_on=None,
        assignments__from_on__gt=scope.today - LATELY,
    )
    return _counted(came, "advisor")


def _open_calls(scope):
    here = Call.objects.about_somebody_followed_up().filter(
        relation__mentor__workplace__office=scope.membership.office_id
    )
    return _counted(here.open(), "relation__advisor")


def _offers(scope):
    return _counted(HandedOver.objects.visible_to(scope.membership).offered(), "receiver")


def _counted(rows, whose):
    return dict(rows.order_by().values_list(whose).annotate(Count("pk")))


def _stand_ins(scope, advisors):
    found = defaultdict(list)
    active = StandIn.objects.active(scope.today).filter(advisor__in=advisors)
    for each in active.select_related("stand_in").order_by("until_on", "stand_in__name", "pk"):
        found[each.advisor_id].append(each)
    return found
