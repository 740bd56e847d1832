"""Which workplace and which mentor a row means: one the office knows, or a new one of this file."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from accounts.encryption import keyed_hash
from accounts.names import sort_key
from mentors.imports.problems import CellProblem
from mentors.models import ContactPerson, Workplace, phone_digits


@dataclass(eq=False)
class MentorMatch:
    """A mentor the rows speak of; `person` has no row in the database yet while `is_new`."""

    person: ContactPerson
    is_new: bool = False
    changed: set = field(default_factory=set)
    # What some row of this file has said already: the first row that says it is believed.
    said: set = field(default_factory=set)

    def say(self, **values):
        before = len(self.changed)
        for name, value in values.items():
            if value and name not in self.said:
                self.said.add(name)
                if getattr(self.person, name) != value:
                    setattr(self.person, name, value)
                    self.changed.add(name)
        self.person.email_hash = keyed_hash(self.person.email.casefold())
        self.person.phone_hash = keyed_hash(phone_digits(self.person.phone))
        return len(self.changed) > before

    @property
    def key(self):
        return sort_key(self.person.name)


@dataclass(eq=False)
class WorkplaceMatch:
    workplace: Workplace
    is_new: bool = False
    changed: set = field(default_factory=set)
    mentors: list = field(default_factory=list)

    def fill(self, **values):
        """What the office has written itself is not overwritten by a file."""
        empty = {n: v for n, v in values.items() if v and not getattr(self.workplace, n)}
        for name, value in empty.items():
            setattr(self.workplace, name, value)
        self.changed.update(empty)
        return bool(empty)


class Workplaces:
    """The workplaces of these rows at this office, found with two queries.

    A workplace is known by its organisation number, else by its name. Rows of one file speak of
    the same workplace when they write the same number, or the same name where it is unambiguous.
    """

    def __init__(self, office_id, rows):
        self.office_id = office_id
        self.name_of, self.numbers_of = {}, defaultdict(set)
        names = set()
        for values in rows:
            name, number = values.get("workplace"), values.get("org_number")
            if name:
                names.add(sort_key(name))
            if name and number:
                self.name_of.setdefault(number, name)
        for number, name in self.name_of.items():
            self.numbers_of[sort_key(name)].add(number)
        numbers = {values["org_number"] for values in rows if values.get("org_number")}
        known = Workplace.objects.filter(
            Q(org_number__in=numbers) | Q(sort_key__in=names), office=office_id
        )
        self.by_number, self.by_name = {}, defaultdict(list)
        matches = {}
        for workplace in known:
            match = matches[workplace.pk] = WorkplaceMatch(workplace)
            self.by_name[workplace.sort_key].append(match)
            if workplace.org_number:
                self.by_number[workplace.org_number] = match
        for person in ContactPerson.objects.filter(workplace__in=matches).order_by("name", "pk"):
            matches[person.workplace_id].mentors.append(MentorMatch(person))

    def find(self, values):
        """The WorkplaceMatch of a row, None when it names none. Raises CellProblem."""
        name, number = values.get("workplace"), values.get("org_number")
        if number:
            return self._numbered(number, name or self.name_of.get(number))
        return self._named(name) if name else None

    def _numbered(self, number, name):
        if number in self.by_number:
            return self.by_number[number]
        if not name:
            raise CellProblem("workplace_name_missing")
        key = sort_key(name)
        without_number = [m for m in self.by_name[key] if not m.workplace.org_number]
        if len(without_number) == 1 and len(self.numbers_of[key] | {number}) == 1:
            match = without_number[0]
            match.fill(org_number=number)
        else:
            match = self._new(name, number)
        self.by_number[number] = match
        return match

    def _named(self, name):
        key = sort_key(name)
        # A number of this file may belong to a workplace the office knows by another name.
        numbered = [self._numbered(number, name) for number in sorted(self.numbers_of[key])]
        matches = list(dict.fromkeys(self.by_name[key] + numbered))
        if len(matches) > 1:
            raise CellProblem("workplace_ambiguous")
        return matches[0] if matches else self._new(name, "")

    def _new(self, name, number):
        workplace = Workplace(
            office_id=self.office_id, name=name, sort_key=sort_key(name), org_number=number
        )
        match = WorkplaceMatch(workplace, is_new=True)
        self.by_name[workplace.sort_key].append(match)
        return match


def find_mentor(workplace, values, placement):
    """(MentorMatch, whether the row said something new of her) at this WorkplaceMatch.

    Raises CellProblem. By e-mail, else by phone; by name only where neither contradicts it.
    Several people may share the number of a switchboard: with another e-mail and another name it
    is somebody else.
    """
    name, email = values.get("mentor_name") or "", values.get("mentor_email") or ""
    phone = values.get("mentor_phone") or ""
    email_hash, phone_hash = keyed_hash(email.casefold()), keyed_hash(phone_digits(phone))
    key = sort_key(name)

    def fits(match):
        """How well, best first; None for somebody else."""
        person = match.person
        if email_hash and person.email_hash == email_hash:
            return 0
        other_email = bool(email_hash and person.email_hash)
        if phone_hash and person.phone_hash == phone_hash and (not other_email or match.key == key):
            return 1
        other_phone = bool(phone_hash and person.phone_hash)
        if name and match.key == key and not other_email and not other_phone:
            return 2
        return None

    fitting = [(fits(match), match) for match in workplace.mentors]
    fitting = [(how, match) for how, match in fitting if how is not None]
    if fitting:
        best = min(how for how, _match in fitting)
        matches = [match for how, match in fitting if how == best]
        if len(matches) > 1 and best == 2:
            matches = [m for m in matches if _is_mentor_in(placement, m)] or matches
            if len(matches) > 1:
                raise CellProblem("mentor_ambiguous")
        match = next((match for match in matches if match.key == key), matches[0])
    elif not name:
        raise CellProblem("mentor_name_missing")
    else:
        match = MentorMatch(ContactPerson(workplace=workplace.workplace), is_new=True)
        workplace.mentors.append(match)
    said = match.say(name=name, email=email, phone=phone, position=values.get("mentor_position"))
    return match, said


def _is_mentor_in(placement, match):
    return placement is not None and any(
        mentorship.mentor_id == match.person.pk for mentorship in placement.mentorships.all()
    )
