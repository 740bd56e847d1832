"""Workplaces, the mentors and employers there, and what the offices remember about them."""

import datetime
from collections import defaultdict
from itertools import count

from stdnum.no import orgnr

from accounts.encryption import keyed_hash
from accounts.names import sort_key
from caseload.industries import section_of
from mentors.demo import trades
from mentors.demo.days import working_day_before
from mentors.demo.figures import FJORDBY_MENTORS, MENTORS, MENTORS_EACH, POSITIONS, shares
from mentors.demo.identity import new_id
from mentors.demo.names import mail_address, person_names, phone_number
from mentors.demo.trades import PLACES, TRADES
from mentors.models import ContactPerson, Workplace, WorkplaceVisit, phone_digits

Role, Position, Size = ContactPerson.Role, ContactPerson.Position, Workplace.Size
FIRST_ORG_NUMBER = 31_100_000  # real units begin with 8 or 9
HAS_SEVERAL_MENTORS = {Size.TEN_TO_19, Size.TWENTY_TO_49, Size.FIFTY_TO_99, Size.HUNDRED_TO_249}
HAS_HR = {Size.FIFTY_TO_99, Size.HUNDRED_TO_249}


def org_numbers():
    """Synthetic numbers with a valid check digit."""
    for number in count(FIRST_ORG_NUMBER, step=733):
        yield from filter(orgnr.is_valid, (f"{number}{digit}" for digit in range(10)))


def known_workplaces(dice, workforces, today):
    """Creates the workplaces of all offices; {office id: its mentors}."""
    wanted = _mentors_by_office(dice, workforces)
    maker = _Maker(dice, today)
    mentors = {}
    for workforce in workforces:
        mentors[workforce.office.pk] = maker.mentors_of(workforce, wanted[workforce.office.pk])
        for _ in range(dice.randint(2, 4)):
            cell = dice.choice(list(MENTORS))
            maker.workplace(workforce, cell, visits=dice.randint(1, 3))
    maker.give_positions([mentor for each in mentors.values() for mentor in each])
    maker.write()
    return mentors


def _mentors_by_office(dice, workforces):
    """{office id: (industry, size) of each mentor there}; by advisors, more at Fjordby."""
    cells = [cell for cell, n in MENTORS.items() for _ in range(n * MENTORS_EACH)]
    dice.shuffle(cells)
    *others, fjordby = workforces
    numbers = shares([w.demo.advisors for w in others], len(cells) - FJORDBY_MENTORS)
    remaining = iter(cells)
    return {
        workforce.office.pk: [next(remaining) for _ in range(number)]
        for workforce, number in zip([*others, fjordby], [*numbers, FJORDBY_MENTORS], strict=True)
    }


class _Maker:
    def __init__(self, dice, today):
        self.dice, self.today = dice, today
        self.org_numbers = org_numbers()
        self.names = iter(person_names(dice))
        self.taken = set()
        self.workplaces, self.people, self.visits, self.known_by = [], [], [], []

    def mentors_of(self, workforce, cells):
        """Larger units have up to two mentors, the others one each."""
        by_cell = defaultdict(int)
        for cell in cells:
            by_cell[cell] += 1
        mentors = []
        for cell, number in by_cell.items():
            while number:
                here = min(number, 2 if cell[1] in HAS_SEVERAL_MENTORS else 1)
                visits = self.dice.choice([0, 0, 0, 1, 2])
                workplace = self.workplace(workforce, cell, visits)
                mentors += [self.person(workplace, Role.MENTOR) for _ in range(here)]
                number -= here
        self.dice.shuffle(mentors)
        return mentors

    def workplace(self, workforce, cell, visits):
        """A new one, with who is there besides mentors and who at the office knows it."""
        industry, size = cell
        dice = self.dice
        name, (_kind, division, offers) = self._name_and_trade(workforce, industry, size)
        workplace = Workplace(
            id=new_id(dice),
            office=workforce.office,
            name=name,
            sort_key=sort_key(name),
            org_number=next(self.org_numbers),
            division=division,
            section=section_of(division),
            size=size,
            address=f"{name.split()[0]}vegen {dice.randint(1, 60)}, {workforce.office.name[4:]}",
            offers=offers,
            contact_wish=dice.choice(trades.CONTACT_WISHES),
            notes=dice.choice(trades.WORKPLACE_NOTES),
        )
        self.workplaces.append(workplace)
        if size in HAS_HR:
            self.person(workplace, Role.HR, Position.HR)
        elif dice.random() < 0.35:
            self.person(workplace, Role.EMPLOYER, Position.OWNER)
        known = dice.sample(workforce.know_workplaces, dice.choice([1, 1, 2, 3]))
        visitors = [dice.choice(known) for _ in range(visits)]
        notes = dice.sample(trades.VISIT_NOTES, visits)
        for visitor, note in zip(visitors, notes, strict=True):
            self.visit(workforce, workplace, visitor, note)
        self.known_by += [(workplace.pk, member.user_id) for member in known]
        return workplace

    def _name_and_trade(self, workforce, industry, size):
        """Sykehjem and Hotell are never one to four people, a hundred work in a factory."""
        fitting = [
            trade
            for trade in TRADES[industry]
            if (size != Size.ONE_TO_4 or trade[0] not in trades.LARGE)
            and (size != Size.HUNDRED_TO_249 or trade[0] in trades.LARGE)
        ]
        while True:
            trade = self.dice.choice(fitting)
            name = f"{self.dice.choice([*PLACES, workforce.office.name[4:]])} {trade[0].lower()}"
            if name not in self.taken:
                self.taken.add(name)
                return name, trade

    def person(self, workplace, role, position=""):
        name = next(self.names)
        phone, email = phone_number(self.dice), mail_address(name)
        is_mentor = role == Role.MENTOR
        person = ContactPerson(
            id=new_id(self.dice),
            workplace=workplace,
            role=role,
            name=name,
            position=position,
            phone=phone,
            email=email,
            phone_hash=keyed_hash(phone_digits(phone)),
            email_hash=keyed_hash(email.casefold()),
            experience=self.dice.choice(trades.EXPERIENCE) if is_mentor else "",
            own_needs=self.dice.choice(trades.OWN_NEEDS) if is_mentor else "",
        )
        self.people.append(person)
        return person

    def visit(self, workforce, workplace, member, note):
        until = workforce.stopped_on or self.today
        days = self.dice.randint(3, min(600, (until - workforce.began_on).days))
        on = working_day_before(until - datetime.timedelta(days=days - 1))
        self.visits.append(
            WorkplaceVisit(workplace=workplace, by_id=member.user_id, on=on, note=note)
        )

    def give_positions(self, mentors):
        """Table 14 over all mentors: in small units it is the leader more often than not.

        A leader who is mentor is the employer too.
        """
        sizes = Size.values
        order = sorted(
            mentors, key=lambda m: sizes.index(m.workplace.size) + self.dice.random() * 3
        )
        owners = POSITIONS["owner"] * MENTORS_EACH
        others = [Position.DEPARTMENT_LEADER] * POSITIONS["department_leader"] * MENTORS_EACH
        others += [Position.EMPLOYEE] * POSITIONS["employee"] * MENTORS_EACH
        self.dice.shuffle(others)
        positions = [Position.OWNER] * owners + others
        for mentor, position in zip(order, positions, strict=True):
            mentor.position = position
        led_by_the_mentor = {m.workplace_id for m in mentors if m.position == Position.OWNER}
        self.people = [
            person
            for person in self.people
            if person.role != Role.EMPLOYER or person.workplace_id not in led_by_the_mentor
        ]

    def write(self):
        Workplace.objects.bulk_create(self.workplaces)
        ContactPerson.objects.bulk_create(self.people)
        WorkplaceVisit.objects.bulk_create(self.visits)
        through = Workplace.known_by.through
        through.objects.bulk_create(
            through(workplace_id=workplace, user_id=user) for workplace, user in self.known_by
        )
