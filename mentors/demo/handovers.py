"""At Nav Fjordby something waits for an answer, something came back, and some were taken over."""

from datetime import timedelta

from caseload.models import Assignment, Change, HandedOver, Handover, Participant
from mentors.demo.days import at_work, working_day_before
from mentors.demo.identity import new_id
from mentors.demo.texts import HANDED_OVER, HANDED_OVER_CLOSELY, RETURNED_WHY
from mentors.models import Contact

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


def take_over(dice, workforce, today):
    """Seven weeks ago the fourth advisor took over five people of the third.

    Two of their mentors know who is new; with one nobody has told.
    """
    _ada, _bo, third, fourth, *_others = workforce.advisors
    day = working_day_before(today - timedelta(days=50))
    known = {"created_on__lt": day - timedelta(days=30)}
    people = _closely(fourth, **known)[:3] + _ordinarily(fourth, **known)[:2]
    handover = _handover(dice, third, on=day)
    answered_at = handover.at + timedelta(minutes=50)
    lines = [
        _line(
            dice,
            handover,
            each,
            fourth,
            HANDED_OVER_CLOSELY if each.closer_follow_up_id else HANDED_OVER,
            status=Status.ACCEPTED,
            answered_at=answered_at,
            mentor_told_on=day if each.mentor_name and number else None,
        )
        for number, each in enumerate(people)
    ]
    handover.save()
    HandedOver.objects.bulk_create(lines)
    _was_advisor_before(third, fourth, people, answered_at)


def _was_advisor_before(third, fourth, people, moment):
    """What was written until this moment was written by the third."""
    until_then = {"participant__in": people, "advisor": fourth.user, "until_on": None}
    earlier = Assignment.objects.filter(**until_then)
    earlier.update(advisor=third.user, until_on=moment.date())
    Contact.objects.filter(participant__in=people, logged_at__lt=moment).update(by=third.user)
    Change.objects.filter(participant__in=people, at__lt=moment).update(by=third.user)
    Assignment.objects.bulk_create(
        Assignment(participant=each, advisor=fourth.user, from_on=moment.date()) for each in people
    )
    Change.objects.bulk_create(
        Change(
            participant=each,
            at=moment,
            by=fourth.user,
            kind=Change.Kind.ADVISOR,
            before=third.user.name,
            after=fourth.user.name,
        )
        for each in people
    )


def _closely(member, **known):
    people = _people(member).filter(**known)
    return list(people.exclude(closer_follow_up=None).exclude(mentor_name=""))


def _ordinarily(member, **known):
    return list(_people(member).filter(closer_follow_up=None, benefit_ends_on=None, **known))


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
