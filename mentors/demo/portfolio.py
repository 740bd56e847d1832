"""Reviews and agreements at Nav Fjordby: one review told to its end, one that Ada is invited to."""

import datetime

from caseload.models import (
    Change,
    Participant,
    PortfolioReview,
    ReviewItem,
    RoomAgreement,
    RoomRequest,
)
from mentors.demo.days import at_work, working_day_before
from mentors.demo.identity import new_id

Decision, Asked, Known = ReviewItem.Decision, ReviewItem.Asked, ReviewItem.Known
DAYS = datetime.timedelta
# (choice, was she asked, why, what the advisor knew, days from today to look again)
CHOICES = [
    (Decision.CONSIDER, Asked.YES, "Vil gjerne, når kurset er ferdig", [Known.SAYS_SO], -1),
    (Decision.ORDINARY, Asked.NO, "Klarer det meste selv nå", [], None),
    (Decision.ORDINARY, Asked.YES, "Har nettopp fått et tilbud om jobb", [], None),
    (Decision.CONSIDER, Asked.NOT_YET, "", [Known.LONG_WITHOUT, Known.OVERLOOKED], 40),
    (Decision.ORDINARY, Asked.NOT_YET, "", [Known.FEW_REFERENCES], None),
    (Decision.ORDINARY, Asked.UNKNOWN, "", [], None),
]


def tell(dice, workforce, today):
    """Ada's finished review and Bo's unfinished one, and what Lars has agreed with them."""
    ada, bo, third = workforce.advisors[:3]
    last_time = working_day_before(today - DAYS(80))
    yesterday = working_day_before(today)
    done = _review(dice, ada, last_time, ended=True)
    _choose(dice, done, _portfolio(ada, last_time)[:9], CHOICES, today)
    going = _review(dice, bo, yesterday)
    items = _choose(dice, going, _portfolio(bo, yesterday), CHOICES[1:4], today)
    going.colleagues.set([ada.user])
    for item in items[3:5]:
        item.brought_until = going.started_at + ReviewItem.BROUGHT_FOR
        item.save(update_fields=["brought_until"])
    _agreements(dice, workforce, today)
    RoomRequest.objects.create(
        id=new_id(dice), office=workforce.office, advisor=third.user, asked_on=yesterday
    )


def _portfolio(member, day):
    people = Participant.objects.visible_to(member).filter(
        advisor=member.user, ended_on=None, closer_follow_up=None, not_now_until=None
    )
    return list(people.filter(created_on__lt=day).order_by("sort_key"))


def _review(dice, member, day, *, ended=False):
    started = at_work(day, dice)
    return PortfolioReview.objects.create(
        id=new_id(dice),
        office_id=member.office_id,
        advisor=member.user,
        started_at=started,
        ended_at=started + DAYS(hours=2) if ended else None,
    )


def _choose(dice, review, people, choices, today):
    """Items of everybody; the first ones decided, some minutes each."""
    items, changes = [], []
    for number, person in enumerate(people):
        item = ReviewItem(id=new_id(dice), review=review, participant=person, position=number + 1)
        if number < len(choices):
            item.decision, item.asked, item.why, item.known, look_in = choices[number]
            item.look_again_on = today + DAYS(look_in) if look_in is not None else None
            item.decided_at = review.started_at + DAYS(minutes=6 * (number + 1))
            changes.append(
                Change(
                    participant=person,
                    at=item.decided_at,
                    by=review.advisor,
                    kind=Change.Kind.REVIEWED,
                    before=item.asked,
                    after=item.decision,
                )
            )
        items.append(item)
    ReviewItem.objects.bulk_create(items)
    Change.objects.bulk_create(changes)
    return items


def _agreements(dice, workforce, today):
    [leader] = [member for member in workforce.members if member.role == "office_leader"]
    ada, bo = workforce.advisors[:2]
    said = {
        "others_get_less": "De andre får samtaler hver tredje måned, og svar på melding samme uke.",
        "may_wait": "Evalueringsmøter uten ny beslutning. Rapporter som ingen har bedt om.",
    }
    for advisor, up_to, began_ago, days in [
        (ada, 14, 300, 182),
        (ada, 16, 118, 212),
        (bo, 6, 165, 183),
    ]:
        first = today - DAYS(began_ago)
        until = first + DAYS(days - 1)
        RoomAgreement.objects.create(
            id=new_id(dice),
            office=workforce.office,
            advisor=advisor.user,
            leader=leader.user,
            up_to=up_to,
            from_on=first,
            until_on=until,
            look_again_on=until - DAYS(10),
            **said,
        )
