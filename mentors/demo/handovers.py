"""At Nav Fjordby something waits for an answer, and something came back."""

from datetime import timedelta

from caseload.models import HandedOver, Handover, Participant
from mentors.demo.days import at_work, working_day_before
from mentors.demo.identity import new_id
from mentors.demo.texts import HANDED_OVER, HANDED_OVER_CLOSELY, RETURNED_WHY

Status = HandedOver.Status


def hand_over(dice, workforce, today):
    """The third advisor asks Ada to take over three people; Bo has returned one of Ada's."""
    ada, bo, third, *_others = workforce.advisors
    closely, ordinarily = _closely(third)[:1], _ordinarily(third)[:2]
    yesterday = working_day_before(today)
    offer = _handover(dice, third, on=yesterday)
    lines = [_line(dice, offer, each, ada, HANDED_OVER_CLOSELY) for each in closely]
    lines += [
        _line(dice, offer, each, ada, text)
        for each, text in zip(ordinarily, (HANDED_OVER, ""), strict=False)
    ]
    asked = _handover(dice, ada, on=working_day_before(yesterday))
    returned = [
        _line(
            dice,
            asked,
            each,
            bo,
            HANDED_OVER,
            status=Status.RETURNED,
            answered_at=offer.at - timedelta(minutes=20),
            returned_why=RETURNED_WHY,
        )
        for each in _ordinarily(ada)[:1]
    ]
    Handover.objects.bulk_create([offer, asked])
    HandedOver.objects.bulk_create(lines + returned)


def _closely(member):
    return list(_people(member).exclude(closer_follow_up=None).exclude(mentor_name=""))


def _ordinarily(member):
    return list(_people(member).filter(closer_follow_up=None, benefit_ends_on=None))


def _people(member):
    people = Participant.objects.filter(advisor=member.user, ended_on=None)
    return people.filter(protection=Participant.Protection.OPEN).order_by("sort_key", "pk")


def _handover(dice, giver, *, on):
    return Handover(
        id=new_id(dice),
        submission=new_id(dice),
        office=giver.office,
        giver=giver.user,
        by=giver.user,
        at=at_work(on, dice),
    )


def _line(dice, handover, participant, receiver, narrative, **said):
    return HandedOver(
        id=new_id(dice),
        handover=handover,
        participant=participant,
        receiver=receiver.user,
        narrative=narrative,
        was_closely=participant.closer_follow_up_id is not None,
        tells_mentor=bool(participant.mentor_name),
        **said,
    )
