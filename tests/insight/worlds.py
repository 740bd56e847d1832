"""Random worlds: offices with everything a dashboard counts, and much that it must not.

Written with `bulk_create`, past the actions, so that a world takes a fraction of a second. What
the actions keep true stays true: whoever is followed closely has one open agreement, the name of
a workplace on a person's row is of a placement that stands.
"""

import datetime
import random
from dataclasses import dataclass, field
from itertools import count

from django.db import connection
from django.utils import timezone

from accounts.models import County, Department, Membership, Office, User
from caseload.agreements.models import RoomAgreement, RoomRequest
from caseload.models import Assignment, CloserFollowUp, Participant, StandIn
from caseload.rhythm import Rhythm
from tests.insight.worlds_around import surround

Role = Membership.Role
SIZES = (0, 2, 8, 30, 90, 240)  # of the office that is looked at
SMALL = (0, 3, 12)
_serial = count(1)


class Dice(random.Random):
    """One die for one world: the same seed is the same world."""

    def happens(self, probability):
        return self.random() < probability

    def day(self, earliest, latest):
        """A date so many days from today."""
        return timezone.localdate() + datetime.timedelta(days=self.randint(earliest, latest))

    def moment(self, earliest, latest):
        return timezone.now() + datetime.timedelta(seconds=self.randint(earliest, latest) * 86400)

    def unevenly(self, things, number):
        """`number` of these, a few of them far more often than others."""
        return self.choices(things, [self.random() ** 3 + 0.01 for _ in things], k=number)

    def some(self, things, share):
        return [thing for thing in things if self.happens(share)]


@dataclass
class Workforce:
    """One office: `follows_up` are users who follow people up there, or once did."""

    office: Office
    departments: list
    follows_up: list = field(default_factory=list)
    liaisons: list = field(default_factory=list)
    leaders: list = field(default_factory=list)  # memberships
    people: list = field(default_factory=list)


class Rows(dict):
    """What is still to be written: each table in one statement."""

    def add(self, rows):
        rows = list(rows)
        for row in rows:
            self.setdefault(type(row), []).append(row)
        return rows

    def write(self):
        for model, rows in self.items():
            model.objects.bulk_create(rows)


def make_world(dice):
    """[Workforce] of three offices in two counties; the first is to be looked at."""
    counties = County.objects.bulk_create(
        County(name=f"Fylke {next(_serial)}") for _each in range(2)
    )
    offices = Office.objects.bulk_create(
        Office(county=county, name=f"Nav {next(_serial)}") for county in [*counties, counties[0]]
    )
    world = [_staffed(dice, office) for office in offices]
    _work_elsewhere_too(dice, world)
    rows = Rows()
    for workforce in world:
        workforce.people = _people(dice, rows, workforce, SIZES if workforce is world[0] else SMALL)
        _room(dice, rows, workforce)
        surround(dice, rows, workforce)
    rows.write()
    tell_participants()
    return world


def _staffed(dice, office):
    departments = Department.objects.bulk_create(
        Department(office=office, name=name) for name in ("Ungdom", "Arbeid")
    )
    workforce = Workforce(office, departments)
    workforce.follows_up = make_users(dice.randint(1, 7))
    workforce.liaisons = make_users(dice.randint(0, 2))
    leaders = make_users(3)
    works_here = {"office": office, "starts_on": dice.day(-900, -400)}
    memberships = []
    for user in workforce.follows_up:
        for _each in range(1 + dice.happens(0.2)):
            role = dice.choice(sorted(Membership.FOLLOWS_UP))
            memberships.append(Membership(user=user, role=role, **_sometime(dice, office)))
            memberships[-1].department = dice.choice([None, *departments])
    for user in workforce.liaisons:
        memberships.append(Membership(user=user, role=Role.EMPLOYER_LIAISON, **works_here))
    workforce.leaders = [Membership(user=leaders[0], role=Role.OFFICE_LEADER, **works_here)]
    for user, department in zip(leaders[1:], departments, strict=True):
        leads = {"role": Role.DEPARTMENT_LEADER, "department": department}
        workforce.leaders.append(Membership(user=user, **leads, **works_here))
    if dice.happens(0.3):  # A leader who follows some up herself.
        user = dice.choice(leaders)
        memberships.append(Membership(user=user, role=Role.ADVISOR, **works_here))
        workforce.follows_up.append(user)
    Membership.objects.bulk_create([*memberships, *workforce.leaders])
    return workforce


def make_users(number):
    return User.objects.bulk_create(
        User(email=f"{name}@nav.example", name=name, password="!")
        for name in (f"Ansatt {next(_serial)}" for _each in range(number))
    )


def _sometime(dice, office):
    """Most work here today; some have left, some begin tomorrow, some leave tonight."""
    starts_on = dice.choice([dice.day(-900, 0)] * 9 + [dice.day(1, 9)])
    ends_on = dice.choice([None] * 6 + [dice.day(0, 0), dice.day(1, 90), dice.day(-300, -1)])
    return {"office": office, "starts_on": starts_on, "ends_on": ends_on}


def _work_elsewhere_too(dice, world):
    for workforce in world:
        for user in dice.some(workforce.follows_up, 0.1):
            other = dice.choice(world)
            department = dice.choice([None, *other.departments])
            role = dice.choice([Role.ADVISOR, Role.EMPLOYER_LIAISON, Role.LOCAL_CONTACT])
            when = _sometime(dice, other.office)
            Membership.objects.create(user=user, role=role, department=department, **when)


def _people(dice, rows, workforce, sizes):
    number = dice.choice(sizes)
    year = timezone.localdate().year
    kinds = {
        "need_group": ["", *Participant.NeedGroup.values],
        "benefit": ["", *Participant.Benefit.values],
        "birth_year": [None, *range(year - 75, year - 15)],
        "phase": Participant.Phase.values,
    }
    # In some worlds many are alike, so that small groups, empty ones and single ones come up.
    if dice.happens(0.5):
        kinds = {name: dice.sample(each, 3) for name, each in kinds.items()}
    drawn = {name: dice.unevenly(each, number) for name, each in kinds.items()}
    advisors = dice.unevenly(workforce.follows_up, number)
    people = rows.add(
        _person(dice, workforce, advisor, {name: each[n] for name, each in drawn.items()})
        for n, advisor in enumerate(advisors)
    )
    rows.add(_follow_ups(dice, people))
    rows.add(_assignments(dice, workforce, people))
    return people


def _person(dice, workforce, advisor, drawn):
    is_protected = dice.happens(0.1)
    return Participant(
        office=workforce.office,
        department=dice.choice([None, *workforce.departments]),
        advisor=advisor,
        protection=dice.choice(Participant.Protection.values) if is_protected else "open",
        name="Blid Lampe",
        sort_key="blid lampe",
        created_on=dice.day(-500, 0),
        ended_on=dice.day(-400, 0) if dice.happens(0.15) else None,
        benefit_ends_on=dice.day(-50, 120) if dice.happens(0.5) else None,
        next_contact_on=dice.day(-9, 15) if dice.happens(0.7) else None,
        needs_something=dice.choice(Participant.Needs.values) if dice.happens(0.2) else "",
        **drawn,
    )


def _follow_ups(dice, people):
    """Some have an agreement that stands, some had one, some are put off."""
    share = dice.choice([0, 0.1, 0.5, 0.9])
    for person in people:
        if dice.happens(0.2):
            yield _follow_up(dice, person, ended_on=dice.day(-90, 0))
        if dice.happens(share) and person.ended_on is None:
            yield _follow_up(dice, person)
        elif dice.happens(0.3):
            person.not_now_until = dice.day(-5, 10)


def _follow_up(dice, person, **fields):
    rhythm = dice.choice([Rhythm.WEEKLY, Rhythm.MONTHLY, Rhythm.EVERY_SECOND_MONTH])
    started_on = dice.day(-400, -95)
    return CloserFollowUp(participant=person, started_on=started_on, rhythm=rhythm, **fields)


def _assignments(dice, workforce, people):
    for person in people:
        changed_on = dice.day(-200, 0)
        if dice.happens(0.3):
            before = {"advisor": dice.choice(workforce.follows_up), "until_on": changed_on}
            yield Assignment(participant=person, from_on=dice.day(-500, -200), **before)
        yield Assignment(participant=person, advisor=person.advisor, from_on=changed_on)


def _room(dice, rows, workforce):
    """Agreements that stand, are over, were ended or begin later; requests; absences."""
    office, leader = workforce.office, workforce.leaders[0].user
    for advisor in workforce.follows_up:
        if dice.happens(0.5) and advisor != leader:
            rows.add([_agreement(dice, office, leader, advisor)])
        for settled_on in dice.some([None, dice.day(-60, 0)], 0.4):
            rows.add([RoomRequest(office=office, advisor=advisor, settled_on=settled_on)])
        if dice.happens(0.4):
            from_on = dice.day(-9, 9)
            until_on = from_on + datetime.timedelta(days=dice.randint(0, 9))
            who = {"advisor": advisor, "stand_in": dice.choice(workforce.follows_up)}
            rows.add([StandIn(from_on=from_on, until_on=until_on, **who)])


def _agreement(dice, office, leader, advisor):
    from_on, until_on = dice.choice([(-90, -1), (-90, 0), (0, 90), (-20, 60), (1, 90)])
    return RoomAgreement(
        office=office,
        advisor=advisor,
        leader=leader,
        up_to=dice.randint(1, 9),
        from_on=dice.day(from_on, from_on),
        until_on=dice.day(until_on, until_on),
        look_again_on=dice.day(0, 9),
        ended_on=dice.day(-9, 0) if dice.happens(0.2) else None,
    )


def change_world(dice, world):
    """What a day of work does to people: each statement marks what it touches, as any would."""
    for workforce in world:
        if not workforce.people:
            continue
        chosen = dice.some(workforce.people, 0.1) or workforce.people[:1]
        for person in chosen[:6]:
            _change(dice, workforce, world, person)
    for workforce in world:
        never_placed = Participant.objects.filter(office=workforce.office, placements=None)
        if (person := never_placed.first()) and dice.happens(0.5):
            person.delete()
        drawn = {"phase": "wish", "need_group": "", "benefit": "", "birth_year": None}
        new = _person(dice, workforce, dice.choice(workforce.follows_up), drawn)
        Participant.objects.bulk_create([new])


def _change(dice, workforce, world, person):
    row = Participant.objects.filter(pk=person.pk)
    what = dice.randrange(8)
    if what == 0:
        row.update(next_contact_on=dice.choice([None, dice.day(-5, 5)]))
    elif what == 1:
        row.update(advisor=dice.choice(workforce.follows_up))
    elif what == 2:
        row.update(department=dice.choice([None, *workforce.departments]))
    elif what == 3:
        row.update(protection=dice.choice(Participant.Protection.values))
    elif what == 4:
        row.update(need_group=dice.choice(["", *Participant.NeedGroup.values]))
    elif what == 5:
        row.update(needs_something=dice.choice(["", *Participant.Needs.values]))
    elif what == 6:
        other = dice.choice(world)
        row.update(office=other.office, department=None, advisor=dice.choice(other.follows_up))
    else:
        today = timezone.localdate()
        CloserFollowUp.objects.filter(participant=person, ended_on=None).update(ended_on=today)
        row.update(closer_follow_up=None, ended_on=dice.choice([None, today]))


def tell_participants():
    """What is agreed, where they work and who is mentor there, as actions.py tells their rows."""
    execute("""
        UPDATE caseload_participant p SET closer_follow_up_id = f.id
        FROM caseload_closerfollowup f WHERE f.participant_id = p.id AND f.ended_on IS NULL
    """)
    execute("""
        UPDATE caseload_participant p SET workplace_name = w.name, mentor_name = coalesce((
            SELECT c.name FROM mentors_contactperson c
            JOIN mentors_mentorship m ON c.id = m.mentor_id
            WHERE m.placement_id = l.id AND m.ended_on IS NULL
            ORDER BY m.is_backup, m.started_on DESC, m.id DESC LIMIT 1), '')
        FROM mentors_placement l JOIN mentors_workplace w ON w.id = l.workplace_id
        WHERE l.participant_id = p.id AND l.ended_on IS NULL
    """)


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
