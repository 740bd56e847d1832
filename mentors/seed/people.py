"""Participants of one office after the other, with all that belongs to each."""

from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from django.db import connection

from accounts.names import sort_key
from caseload.models import Assignment, Change, CloserFollowUp, Participant
from caseload.rhythm import Rhythm
from mentors.demo import reasons, situations
from mentors.demo.figures import shares
from mentors.demo.names import mail_address, participant_names
from mentors.demo.persons import details
from mentors.models import Mentorship, Placement
from mentors.seed.contacts import Contacts
from mentors.seed.dates import Agreement
from mentors.seed.identity import new_id
from mentors.seed.tables import NULL, Table

Kind, Phase, Protection = Change.Kind, Participant.Phase, Participant.Protection
NEVER = 10**6  # a day that does not come
BACKGROUNDS = 3000
MAY_BE_OVER_TIME = 1 / 3  # of those followed closely
PROTECTED = 1 / 400
BACKGROUND = [
    *("birth_year", "phone", "need_group", "benefit", "benefit_ends_on"),
    *("wish", "interests", "support_at_work", "support_outside_work"),
]
# Working days between two contacts as agreed.
WORKING_DAYS = {
    Rhythm.WEEKLY: 5,
    Rhythm.EVERY_SECOND_WEEK: 10,
    Rhythm.MONTHLY: 21,
    Rhythm.EVERY_SECOND_MONTH: 42,
    Rhythm.OWN: 14,
    Rhythm.ONCE: 20,
    Rhythm.WHEN_NEEDED: 30,
}


class Situation(NamedTuple):
    is_placed: bool = False
    was_placed: bool = False
    closely: bool = False
    ended: bool = False
    # Her share of the contacts.
    weight: float = 1


@dataclass(slots=True)
class Person:
    """One participant while her lines are made. Days are numbers of the calendar."""

    id: str
    advisor: str
    contacts: int
    begun: int  # contacts are later than this day
    span: int  # and within so many days
    is_finding: bool = False
    placement: str = NULL
    placed_from: int = NEVER
    placed_until: int = NEVER
    closer_from: int = NEVER
    agreement: Agreement | None = None
    first_next_contact_on: str = NULL  # when closer follow-up began
    set_next_contact_on: str = NULL  # in the last contact of ordinary follow-up

    @property
    def until(self):
        return self.begun + self.span


def draw_situations(dice, people, placements):
    """A Situation for each of `people`, of whom `placements` are or were placed."""
    placed = [True] * placements + [False] * (people - placements)
    dice.shuffle(placed)
    return [_situation(dice, each) for each in placed]


def _situation(dice, ever_placed):
    is_placed = ever_placed and dice.random() < 0.3
    was_placed = ever_placed and not is_placed
    closely = dice.random() < (0.7 if is_placed else 0.1 if was_placed else 0.02)
    if closely:
        weight = dice.triangular(4, 14, 8)
    elif ever_placed:
        weight = dice.triangular(2, 8, 4)
    else:
        # With one in twelve nothing is logged.
        weight = dice.triangular(0.2, 3, 0.6) if dice.random() > 1 / 12 else 0.02
    ended = not closely and not is_placed and dice.random() < 0.08
    return Situation(is_placed, was_placed, closely, ended, weight)


class People:
    def __init__(self, dice, calendar, *, most):
        self.dice, self.calendar = dice, calendar
        self._follow_up_ids = _reserved_ids(most)
        self.contacts = Contacts(dice, calendar)
        self.participants = Table(
            Participant,
            *("id", "office", "advisor", "name", "sort_key", "email", *BACKGROUND, "protection"),
            *("phase", "created_on", "ended_on", "ended_why", "closer_follow_up"),
            *("not_now_why", "not_now_until", "workplace_name", "mentor_name"),
            *("last_person_contact_on", "last_person_contact_how"),
            *("last_workplace_contact_on", "last_workplace_contact_how"),
            *("needs_something", "needs_since", "next_contact_on"),
        )
        self.assignments = Table(Assignment, "participant", "advisor", "from_on")
        self.changes = Table(Change, "participant", "by", "at", "kind", "before", "after")
        self.follow_ups = Table(
            CloserFollowUp,
            *("id", "participant", "started_on", "rhythm", "days", "look_again_on", "why", "asked"),
        )
        self.placements = Table(
            Placement,
            *("id", "participant", "workplace", "started_on", "goal"),
            *("ended_on", "outcome", "learned"),
        )
        self.mentorships = Table(
            Mentorship,
            *("id", "placement", "mentor", "started_on", "ended_on", "closeness", "proposed_by"),
            *("wants_a_mentor", "wants_this_mentor", "called_here"),
        )
        self.tables = [
            *(self.participants, self.assignments, self.changes, self.follow_ups),
            *(self.placements, self.mentorships, self.contacts.table),
        ]
        self._names = [self._name(name) for name in participant_names(dice)]
        self._ordinary = self._backgrounds("")
        self._well_known = self._backgrounds(Rhythm.MONTHLY)
        self._outcomes = [
            self.placements.text(outcome=outcome, learned=text)
            for outcome, lines in reasons.OUTCOMES.items()
            for text in lines
        ]

    def _name(self, name):
        email = mail_address(name) if self.dice.random() < 0.6 else ""
        return self.participants.text(name=name, sort_key=sort_key(name), email=email)

    def _backgrounds(self, rhythm):
        """Who somebody is besides her name; combined with any name."""
        return [
            self.participants.text(**{name: told[name] for name in BACKGROUND})
            for told in (
                details(self.dice, self._income(rhythm), "", self.calendar.today)
                for _ in range(BACKGROUNDS)
            )
        ]

    def _income(self, rhythm):
        soon = self.dice.randint(1, 30) if self.dice.random() < 0.015 else None
        return situations.Situation(rhythm=rhythm, benefit_ends_in=soon)

    def of(self, workforce, places, *, contacts, placements):
        """Writes everybody at this office; yields after each one."""
        told = draw_situations(self.dice, workforce.size, placements)
        numbers = iter(shares([each.weight for each in told], contacts))
        told = iter(told)
        office = str(workforce.office.pk)
        for advisor, size in workforce.portfolios:
            for _ in range(size):
                situation = next(told)
                person = self._person(str(advisor), situation, next(numbers))
                follow_up = str(next(self._follow_up_ids)) if situation.closely else NULL
                self._write(office, person, situation, follow_up, self.dice.choice(places))
                yield person

    def _person(self, advisor, situation, contacts):
        """When she came, and on which days there may be contacts."""
        dice, calendar = self.dice, self.calendar
        agreement = self._agreement() if situation.closely else None
        until = calendar.last - (dice.randrange(100) if situation.ended else 0)
        step = WORKING_DAYS[agreement.rhythm] if agreement else 0
        if agreement and dice.random() < MAY_BE_OVER_TIME:
            until -= dice.randint(1, step)
        longest = until - calendar.first_with_contacts
        shortest = min(longest, contacts + 30)
        span = dice.randint(shortest, longest)
        if agreement:
            span = max(shortest, min(longest, contacts * step))
        person = Person(new_id(dice), advisor, contacts, until - span, span, agreement=agreement)
        if agreement:
            person.closer_from = person.begun + dice.randint(0, span // 4)
            person.first_next_contact_on = agreement.from_start[person.closer_from]
        elif not situation.ended and dice.random() < 0.25:
            person.set_next_contact_on = dice.choice(calendar.coming).isoformat()
        if situation.is_placed:
            person.placement = new_id(dice)
            person.placed_from = person.begun + dice.randint(1, span - 1)
        elif situation.was_placed:
            person.placement = new_id(dice)
            person.placed_from = person.begun + dice.randint(1, span // 2)
            person.placed_until = dice.randint(person.placed_from + 5, person.until)
        return person

    def _agreement(self):
        dice = self.dice
        [rhythm] = dice.choices(list(situations.RHYTHMS), situations.RHYTHMS.values())
        days = {Rhythm.OWN: 20, Rhythm.ONCE: 28}.get(rhythm)
        when_needed = rhythm == Rhythm.WHEN_NEEDED
        look_again_on = dice.choice(self.calendar.coming) if when_needed else None
        return self.calendar.agreement(rhythm, days, look_again_on)

    def _write(self, office, person, situation, follow_up, place):
        calendar = self.calendar
        known_longer = (
            self.dice.randint(0, 200) if person.begun > calendar.first_with_contacts else 0
        )
        created = max(0, person.begun - known_longer)
        phase = self._phase(person, situation)
        person.is_finding = phase == Phase.FINDING
        self.assignments.add(person.id, person.advisor, calendar.iso[created])
        first = calendar.moments[created][0]
        self.changes.add(person.id, person.advisor, first, Kind.CREATED, "", "")
        if person.agreement:
            self._write_follow_up(person, follow_up)
        if person.placement != NULL:
            self._write_placement(person, situation, place, phase)
        elif phase == Phase.FINDING:
            self._change(person, person.begun, (Kind.PHASE, Phase.WISH, phase))
        self.participants.add(
            person.id,
            office,
            person.advisor,
            *self._identity(person),
            phase,
            calendar.iso[created],
            *self._ended(person, situation),
            follow_up,
            *self._not_now(person, situation),
            *((place.name, place.mentor_name) if situation.is_placed else ("", "")),
            *self.contacts.write(person),
        )

    def _identity(self, person):
        background = self._well_known if person.agreement else self._ordinary
        is_open = self.dice.random() > PROTECTED
        protection = Protection.OPEN if is_open else Protection.CONFIDENTIAL
        return self.dice.choice(self._names), self.dice.choice(background), protection

    def _ended(self, person, situation):
        if not situation.ended:
            return NULL, ""
        why = self.dice.choice(reasons.WHY_ENDED)
        self._change(person, person.until, (Kind.ENDED, "", why))
        return self.calendar.iso[person.until], why

    def _phase(self, person, situation):
        if situation.ended:
            return Phase.ENDED
        if situation.is_placed:
            days = self.calendar.last - person.placed_from
            grown = Phase.IN_JOB if days > 200 else Phase.UNDER_WAY
            return Phase.START if days < 40 else grown
        return Phase.FINDING if self.dice.random() < 0.12 else Phase.WISH

    def _not_now(self, person, situation):
        if situation.closely or situation.ended or self.dice.random() > 0.03:
            return "", NULL
        why = self.dice.choice(reasons.WHY_NOT_NOW)
        self._change(person, person.until, (Kind.NOT_NOW, "", why))
        return why, self.dice.choice(self.calendar.coming).isoformat()

    def _change(self, person, day, *changes):
        """These happened at once, after the day's first moment: then people are created."""
        moment = self.dice.choice(self.calendar.moments[day][1:])
        for kind, before, after in changes:
            self.changes.add(person.id, person.advisor, moment, kind, before, after)

    def _write_follow_up(self, person, follow_up):
        agreement, dice = person.agreement, self.dice
        self.follow_ups.add(
            follow_up,
            person.id,
            self.calendar.iso[person.closer_from],
            agreement.rhythm,
            str(agreement.days or NULL),
            str(agreement.look_again_on or NULL),
            dice.choice(reasons.WHY_CLOSER),
            dice.choice(CloserFollowUp.Asked.values),
        )
        self._change(person, person.closer_from, (Kind.CLOSER_STARTED, "", agreement.rhythm))

    def _write_placement(self, person, situation, place, phase):
        dice, iso = self.dice, self.calendar.iso
        began_on, ended_on, outcome = iso[person.placed_from], NULL, "\t"
        began = [
            (Kind.PHASE, Phase.WISH, Phase.START),
            (Kind.WORKPLACE, "", place.name),
            (Kind.MENTOR, "", place.mentor_name),
        ]
        self._change(person, person.placed_from, *began)
        if situation.was_placed:
            ended_on, outcome = iso[person.placed_until], dice.choice(self._outcomes)
            ended = [(Kind.WORKPLACE, place.name, "")]
            back = phase if phase != Phase.ENDED else Phase.WISH
            self._change(person, person.placed_until, *ended, (Kind.PHASE, Phase.START, back))
        elif phase != Phase.START:
            later = dice.randint(person.placed_from + 1, self.calendar.last)
            self._change(person, later, (Kind.PHASE, Phase.START, phase))
        self.placements.add(
            *(person.placement, person.id, place.workplace, began_on, dice.choice(reasons.GOALS)),
            *(ended_on, outcome),
        )
        self.mentorships.add(
            *(new_id(dice), person.placement, place.mentor, began_on, ended_on),
            dice.choice(Mentorship.Closeness.values),
            dice.choice(Mentorship.ProposedBy.values),
            *("t", "t", dice.choice(reasons.ROLE_NAMES)),
        )


def _reserved_ids(most):
    """Participant and agreement point at each other, so the id must be known before."""
    table = CloserFollowUp._meta.db_table
    with connection.cursor() as cursor:
        # Nobody else takes one of these until the transaction ends.
        # nosemgrep: sql-put-together # the name of a table of ours
        cursor.execute(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        [first] = cursor.fetchone()
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + most])
    return count(first)
