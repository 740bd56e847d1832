"""Offices and everybody who works there: the fixed cast at Nav Fjordby and their colleagues."""

import datetime
from dataclasses import dataclass, field

from accounts.models import County, Department, Membership, Office, User
from mentors.demo.figures import FJORDBY, OFFICES
from mentors.demo.names import mail_address, person_names

Role = Membership.Role
PROJECT = datetime.timedelta(days=900)

# Who signs in with one click: (name, role, language). Others at the office are drawn.
CAST = {
    "Nav Fjordby": [
        ("Ada Lindgard", Role.ADVISOR, "nb"),
        ("Bo Nyhaugen", Role.ADVISOR, "nb"),
        ("Lars Fjellvoll", Role.OFFICE_LEADER, "nb"),
        ("Mia Solbrekke", Role.EMPLOYER_LIAISON, "nb"),
        ("Fia Elvegard", Role.RESEARCHER, "nb"),
        ("Pia Torvmyr", Role.PRIVACY_COORDINATOR, "nb"),
        ("Olav Tverrås", Role.OPERATOR, "nb"),
    ],
    "Nav Skogvik": [
        ("Tor Heiestad", Role.ADVISOR, "nn"),
        ("Liv Rossegard", Role.OFFICE_LEADER, "nb"),
    ],
}
LOCAL_CONTACTS = {"Nav Fjordby": "Nina Havnaberg"}
COUNTY_CONTACT = ("Kari Storgjerd", "Vestland")
LIAISON_FROM = 7  # advisors: smaller offices have no liaison of their own


def cast_address(name):
    return f"{name.split()[0].lower()}@demo.example"


@dataclass
class Workforce:
    """One office in the demo and who works there."""

    demo: object
    office: Office
    began_on: datetime.date
    stopped_on: datetime.date | None
    members: list = field(default_factory=list)

    def in_role(self, *roles):
        return [member for member in self.members if member.role in roles]

    @property
    def advisors(self):
        return self.in_role(*Membership.FOLLOWS_UP)

    @property
    def know_workplaces(self):
        return self.advisors + self.in_role(Role.EMPLOYER_LIAISON)


def staffed_offices(dice, today):
    """Creates places, departments, users and memberships; a Workforce for each office."""
    counties = {}
    workforces = [_office(demo, counties, today) for demo in [*OFFICES, FJORDBY]]
    names = iter(person_names(dice))
    for workforce in workforces:
        workforce.members = _members(workforce, names, dice)
    members = [member for workforce in workforces for member in workforce.members]
    members.append(_county_contact(counties, today))
    users = list({id(member.user): member.user for member in members}.values())
    User.objects.bulk_create(users)
    Membership.objects.bulk_create(members)
    return workforces


def _office(demo, counties, today):
    county = counties.get(demo.county) or County.objects.create(name=demo.county)
    counties[demo.county] = county
    office = Office.objects.create(county=county, name=demo.name, status=demo.status)
    days = datetime.timedelta
    return Workforce(
        demo,
        office,
        began_on=today - (days(demo.joined_ago) if demo.joined_ago else PROJECT),
        stopped_on=today - days(demo.left_ago) if demo.left_ago else None,
    )


def _members(workforce, names, dice):
    """The cast first, so that they come first everywhere; then whoever is missing."""
    demo, cast = workforce.demo, CAST.get(workforce.demo.name, [])
    wanted = [Role.ADVISOR] * demo.advisors + [Role.OFFICE_LEADER]
    if demo is FJORDBY:
        wanted[demo.advisors - 1] = Role.EMPLOYMENT_SPECIALIST
    if demo.advisors >= LIAISON_FROM:
        wanted.append(Role.EMPLOYER_LIAISON)
    for _name, role, _language in cast:
        if role in wanted:
            wanted.remove(role)
    departments = [
        Department.objects.create(office=workforce.office, name=name) for name in demo.departments
    ]
    members = [
        _member(workforce, role, _user(name, cast_address(name), language))
        for name, role, language in cast
    ]
    members += [_member(workforce, role, _colleague(next(names))) for role in wanted]
    for n, member in enumerate(m for m in members if m.role == Role.ADVISOR and departments):
        member.department = departments[n % len(departments)]
    for department in departments:
        leader = _member(workforce, Role.DEPARTMENT_LEADER, _colleague(next(names)))
        leader.department = department
        members.append(leader)
    for member in members:
        member.employer_side = dice.choice(Membership.EmployerSide.values)
    return [*members, _member(workforce, Role.LOCAL_CONTACT, _local_contact(workforce, members))]


def _local_contact(workforce, members):
    """One of the cast, or one of the colleagues in a second role."""
    if name := LOCAL_CONTACTS.get(workforce.office.name):
        return _user(name, cast_address(name), "nb")
    return [member for member in members if member.role == Role.ADVISOR][-1].user


def _member(workforce, role, user):
    return Membership(user=user, office=workforce.office, role=role, starts_on=workforce.began_on)


def _county_contact(counties, today):
    name, county = COUNTY_CONTACT
    return Membership(
        user=_user(name, cast_address(name), "nb"),
        county=counties[county],
        role=Role.COUNTY_CONTACT,
        starts_on=today - PROJECT,
    )


def _colleague(name):
    return _user(name, mail_address(name), "nb")


def _user(name, email, language):
    user = User(name=name, email=email, language=language)
    user.set_unusable_password()
    return user
