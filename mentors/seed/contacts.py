"""The contact log: most of all rows, so each contact is a few look-ups in what was made before."""

from typing import NamedTuple

from caseload.models import Participant
from mentors.actions import AT_THE_WORKPLACE
from mentors.demo import texts
from mentors.demo.conversations import Conversations
from mentors.models import Contact, Placement
from mentors.seed.dates import MOMENTS
from mentors.seed.identity import new_id
from mentors.seed.tables import NULL, Table

Phase, Who = Participant.Phase, Contact.Who
SAID = 1500  # different conversations of each sort
SOMEBODY_NEEDED_SOMETHING = 0.05  # of the contacts at a workplace
NOTHING_NEEDED = f"\t{NULL}\t{NULL}\t"
NOBODY = '[null, ""]'


class Said(NamedTuple):
    """What was said in a contact. `text` is several columns of a line."""

    how: str
    with_person: bool
    with_workplace: bool
    text: str
    needs: str = ""
    done: str = ""


class Told(NamedTuple):
    """What the participant's row says after her last contact, as texts of a line."""

    person: str = f"{NULL}\t"
    workplace: str = f"{NULL}\t"
    needs: str = f"\t{NULL}"
    next_contact_on: str = NULL


class Contacts:
    def __init__(self, dice, calendar):
        self.dice, self.calendar = dice, calendar
        self.table = Table(
            Contact,
            *("id", "submission", "participant", "placement", "by", "logged_at", "on"),
            *("how", "people", "topics", "learned", "note"),
            *("needs_something", "need_met_on", "need_met_by", "need_met_how"),
            *("next_contact_on", "before"),
        )
        self._texts = {}
        self.ordinary = self._conversations(Phase.WISH)
        self.finding = self._conversations(Phase.FINDING)
        at_a_workplace = Placement()
        self.at_work = self._conversations(Phase.UNDER_WAY, at_a_workplace)
        self.at_work += self._needs(int(len(self.at_work) * SOMEBODY_NEEDED_SOMETHING))

    def _conversations(self, phase, placement=None):
        """Those of many people, a few of each."""
        return [
            self._said(**conversations.about(phase, placement))
            for conversations in [Conversations(self.dice) for _ in range(SAID // 10)]
            for _ in range(10)
        ]

    def _needs(self, number):
        conversations = Conversations(self.dice)
        needs = [conversations.need(self.dice.choice(list(texts.NEEDS))) for _ in range(number)]
        return [self._said(how="phone", **said, done=done) for said, done in needs]

    def _said(self, *, how, people, topics, learned, note, needs_something="", done=""):
        columns = {"how": how, "people": people, "topics": topics, "learned": learned, "note": note}
        return Said(
            how,
            Who.PARTICIPANT in people,
            not AT_THE_WORKPLACE.isdisjoint(people),
            "\t".join(self._once(name, value) for name, value in columns.items()),
            needs_something,
            self._once("need_met_how", done),
        )

    def _once(self, name, value):
        """Each text is encrypted once, and its ciphertext stands wherever it was said."""
        key = name, str(value)
        if key not in self._texts:
            self._texts[key] = self.table.text(**{name: value})
        return self._texts[key]

    def write(self, person):
        """Her contacts, evenly with some chance over the days she was known; a Told of the last."""
        if not person.contacts:
            return Told(next_contact_on=person.first_next_contact_on)
        calendar, random, dice = self.calendar, self.dice.random, self.dice
        iso, moments = calendar.iso, calendar.moments
        elsewhere = self.finding if person.is_finding else self.ordinary
        number, span, step = person.contacts, person.span, max(1, person.span // person.contacts)
        last = number - 1
        with_person = with_workplace = NOBODY
        needs, next_on, agreed = f"\t{NULL}", NULL, False
        told_person = told_workplace = f"{NULL}\t"
        for n in range(number):
            day = person.begun + 1 + n * span // number + int(random() * step)
            on = iso[day]
            is_placed = person.placed_from < day <= person.placed_until
            said = dice.choice(self.at_work if is_placed else elsewhere)
            before_on = next_on
            if day > person.closer_from:
                before_on = next_on if agreed else person.first_next_contact_on
                next_on, agreed = person.agreement.from_contact[day], True
            elif n == last:
                next_on = person.set_next_contact_on
            need = NOTHING_NEEDED
            if said.needs and n == last:
                need, needs = f"{said.needs}\t{NULL}\t{NULL}\t", f"{said.needs}\t{on}"
            elif said.needs:
                need = f"{said.needs}\t{on}\t{person.advisor}\t{said.done}"
            quoted = "null" if before_on == NULL else f'"{before_on}"'
            self.table.add(
                new_id(dice),
                new_id(dice),
                person.id,
                person.placement if is_placed else NULL,
                person.advisor,
                moments[day][int(random() * MOMENTS)],
                on,
                said.text,
                need,
                next_on,
                f'{{"person": {with_person}, "workplace": {with_workplace}, '
                f'"next_contact_on": {quoted}}}',
            )
            if said.with_person:
                with_person, told_person = f'["{on}", "{said.how}"]', f"{on}\t{said.how}"
            if said.with_workplace:
                with_workplace, told_workplace = f'["{on}", "{said.how}"]', f"{on}\t{said.how}"
        if not agreed and person.agreement:
            next_on = person.first_next_contact_on
        return Told(told_person, told_workplace, needs, next_on)
