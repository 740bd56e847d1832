"""Puts the whole demo into an empty database."""

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import transaction

from accounts.models import User
from caseload.models import Participant, StandIn
from caseload.reminders.sweep import sweep
from mentors.demo import (
    agreements,
    around,
    calls,
    figures,
    handovers,
    letters,
    life,
    portfolio,
    situations,
)
from mentors.demo.identity import new_id
from mentors.demo.names import participant_names
from mentors.demo.plans import write_plans
from mentors.demo.staff import staffed_offices
from mentors.demo.stories import Stories
from mentors.demo.workplaces import known_workplaces
from mentors.models import Contact, ContactPerson
from notifications.working_days import next_working_day

SEED = 202407  # of the report
# At Nav Fjordby: (people, of them with a mentor over the project) besides those laid down.
BO_HAS_MORE = (50, 5)
HER_COLLEAGUES = [(71, 5), (16, 9)]
PROTECTED = {
    "Nav Fjordby": Participant.Protection.CONFIDENTIAL,
    "Nav Granvik": Participant.Protection.SHIELDED,
    "Nav Skogvik": Participant.Protection.SHIELDED,
    "Nav Elvemo": Participant.Protection.CONFIDENTIAL,
    "Nav Straumdal": Participant.Protection.SEALED,
}


@dataclass(frozen=True)
class Loaded:
    offices: int
    users: int
    participants: int
    mentors: int
    contacts: int


def is_somebody_there():
    return User.objects.exists()


@transaction.atomic
def load(today, progress=iter):
    """Writes the demo as it looks on `today`. The same day gives the same people and stories.

    `progress` wraps the list of caseloads while they are told and written.
    """
    dice = random.Random(SEED)  # nosec B311 # invented people
    workforces = staffed_offices(dice, today)
    mentors = known_workplaces(dice, workforces, today)
    stories = {w.office.pk: Stories(dice, w, mentors[w.office.pk], today) for w in workforces}
    names = _names(dice)
    for workforce, member, caseload in progress(_caseloads(dice, workforces)):
        told = [
            stories[workforce.office.pk].tell(member, situation, situation.name or next(names))
            for situation in caseload
        ]
        _colleagues_take_part(dice, workforce, member, told)
        around.surround(dice, workforce, told, today)
        life.write(told)
        if workforce is workforces[-1]:
            write_plans(SEED, member, told, today)
    _stand_ins(dice, workforces, today)
    fjordby = workforces[-1]
    handovers.hand_over(dice, fjordby, today)
    agreements.write(fjordby, today)
    letters.write(fjordby, today)
    # With dice of its own: what is told above stays as it is whatever is told here.
    portfolio.tell(random.Random(f"{SEED} portfolio"), fjordby, today)  # nosec B311 # invented people
    handovers.take_over(random.Random(f"{SEED} taken over"), fjordby, today)  # nosec B311 # invented people
    around.look_for_workplaces(dice, fjordby, mentors[fjordby.office.pk], today)
    around.help_mentors(random.Random(f"{SEED} mentors"), fjordby, today)  # nosec B311 # invented people
    around.begin_without_mentor(
        random.Random(f"{SEED} begin"),  # nosec B311 # invented people
        fjordby,
        mentors[fjordby.office.pk],
        today,
    )
    sweep(today)
    calls.send(fjordby, today)
    return Loaded(
        offices=len(workforces),
        users=User.objects.count(),
        participants=Participant.objects.count(),
        mentors=ContactPerson.objects.filter(role=ContactPerson.Role.MENTOR).count(),
        contacts=Contact.objects.count(),
    )


def _names(dice):
    taken = {situation.name for situation in situations.ADA}
    return (name for name in participant_names(dice) if name not in taken)


def _caseloads(dice, workforces):
    """(workforce, member, situations) of everybody who follows people up; Fjordby first."""
    *others, fjordby = workforces
    ada, bo, *colleagues = fjordby.advisors
    bos = situations.BO + _caseload(dice, fjordby, *BO_HAS_MORE)
    caseloads = [(fjordby, ada, situations.ADA), (fjordby, bo, bos)]
    for member, (size, with_mentor) in zip(colleagues, HER_COLLEAGUES, strict=True):
        caseloads.append((fjordby, member, _caseload(dice, fjordby, size, with_mentor)))
    # Who was there for a shorter time had fewer with a mentor.
    short = [w for w in others if w.demo.joined_ago or w.demo.left_ago]
    members = [(w, m) for w in short for m in w.advisors]
    members += [(w, m) for w in others if w not in short for m in w.advisors]
    totals = sorted(figures.draw(dice, figures.WITH_MENTOR, len(members)))
    few = sum(len(w.advisors) for w in short)
    longer = totals[few:]
    dice.shuffle(longer)
    sizes = figures.draw(dice, figures.PORTFOLIOS, len(members))
    for (workforce, member), size, with_mentor in zip(
        members, sizes, [*totals[:few], *longer], strict=True
    ):
        caseloads.append((workforce, member, _caseload(dice, workforce, size, with_mentor)))
    return _with_protected(caseloads)


def _caseload(dice, workforce, size, with_mentor):
    return situations.of_a_caseload(
        dice,
        size=size,
        with_mentor=with_mentor,
        joined_lately=workforce.demo.joined_ago is not None,
        left=workforce.stopped_on is not None,
    )


def _with_protected(caseloads):
    """One person in the second caseload of some offices, in ordinary follow-up; Ada has hers."""
    seen = {}
    for workforce, _member, caseload in caseloads:
        name = workforce.demo.name
        seen[name] = seen.get(name, 0) + 1
        if seen[name] == 2 and name in PROTECTED:
            ordinary = [n for n, s in enumerate(caseload) if s == situations.ORDINARY]
            if ordinary:
                caseload[ordinary[0]] = replace(caseload[ordinary[0]], protection=PROTECTED[name])
    return caseloads


def _colleagues_take_part(dice, workforce, member, lives):
    """Here and there a colleague follows along; Ada two of Bo's."""
    colleagues = [each for each in workforce.advisors if each is not member]
    closely = [each for each in lives if each.follow_up]
    if member is workforce.advisors[1]:
        for each in closely[:2]:
            each.let_follow(each.moment.date(), colleague=workforce.advisors[0].user)
    elif closely and dice.random() < 0.15:
        each = closely[0]
        each.let_follow(each.moment.date(), colleague=dice.choice(colleagues).user)


def _stand_ins(dice, workforces, today):
    """Bo serves the third at Fjordby for a week; somebody does the same at another office."""
    StandIn.objects.bulk_create(
        StandIn(
            id=new_id(dice),
            advisor=workforce.advisors[2].user,
            stand_in=workforce.advisors[1].user,
            from_on=today - timedelta(days=2),
            until_on=next_working_day(today + timedelta(days=8)),
        )
        for workforce in (workforces[-1], workforces[1])
    )
