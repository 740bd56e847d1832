"""The workplaces an office knows, with the mentors there."""

from itertools import cycle, islice
from typing import NamedTuple

from accounts.encryption import keyed_hash
from accounts.names import sort_key
from caseload.industries import section_of
from mentors.demo import trades
from mentors.demo.figures import MENTORS
from mentors.demo.names import mail_address, person_names, phone_number
from mentors.demo.workplaces import org_numbers
from mentors.models import ContactPerson, Workplace, phone_digits
from mentors.seed.identity import new_id
from mentors.seed.tables import Table

MENTOR_NAMES, ORG_NUMBERS = 1500, 20_000
PLACED_AT_EACH = 3


class Place(NamedTuple):
    """A workplace and one mentor there, as texts of a line."""

    workplace: str
    name: str
    mentor: str
    mentor_name: str


class Workplaces:
    def __init__(self, dice):
        self.dice = dice
        self.table = Table(
            Workplace,
            *("id", "office", "name", "sort_key", "division", "section", "offers"),
            *("size", "org_number", "address", "contact_wish", "notes"),
        )
        self.mentors = Table(
            ContactPerson,
            *("id", "workplace", "name", "phone", "email", "phone_hash", "email_hash"),
            *("language", "role", "position", "experience", "own_needs"),
        )
        self.known_by = Table(Workplace.known_by.through, "workplace", "user")
        self.tables = [self.table, self.mentors, self.known_by]
        self._org_numbers = cycle(islice(org_numbers(), ORG_NUMBERS))
        self._identities = [self._identity(name) for name in person_names(dice)[:MENTOR_NAMES]]
        self._notes = [self.table.text(notes=text) for text in trades.WORKPLACE_NOTES]

    def _identity(self, name):
        """A name, and it with phone and e-mail, encrypted once for everybody who has it."""
        phone, email = phone_number(self.dice), mail_address(name)
        return name, self.mentors.text(
            name=name,
            phone=phone,
            email=email,
            phone_hash=keyed_hash(phone_digits(phone)),
            email_hash=keyed_hash(email.casefold()),
            language="nb",
        )

    def of(self, workforce, placements):
        """Places enough for so many placements, at least one; some have two mentors."""
        return [
            place
            for _ in range(1 + placements // PLACED_AT_EACH)
            for place in self._workplace(workforce)
        ]

    def _workplace(self, workforce):
        dice = self.dice
        industry, size = dice.choice(list(MENTORS))
        kind, division, offers = dice.choice(trades.TRADES[industry])
        name = f"{dice.choice(trades.PLACES)} {kind.lower()}"
        workplace = new_id(dice)
        self.table.add(
            workplace,
            str(workforce.office.pk),
            self.table.text(name=name, sort_key=sort_key(name)),
            self.table.text(division=division, section=section_of(division), offers=offers),
            size,
            next(self._org_numbers),
            f"{name.split()[0]}vegen {dice.randint(1, 60)}",
            dice.choice(trades.CONTACT_WISHES),
            dice.choice(self._notes),
        )
        self.known_by.add(workplace, str(dice.choice(workforce.know_workplaces)))
        for _ in range(dice.choice([1, 1, 2])):
            mentor, (mentor_name, identity) = new_id(dice), dice.choice(self._identities)
            self.mentors.add(
                mentor,
                workplace,
                identity,
                ContactPerson.Role.MENTOR,
                dice.choice(ContactPerson.Position.values[:3]),
                dice.choice(trades.EXPERIENCE),
                dice.choice(trades.OWN_NEEDS),
            )
            yield Place(workplace, name, mentor, mentor_name)
