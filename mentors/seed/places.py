"""Offices, how large they are, and who works there."""

import datetime
from dataclasses import dataclass
from math import exp, tanh
from statistics import NormalDist

from accounts.models import County, Membership, Office, User
from mentors.demo.figures import PORTFOLIOS, shares
from mentors.demo.names import FIRST_NAMES, LAST_NAMES
from mentors.demo.staff import LIAISON_FROM, PROJECT

Role = Membership.Role

OSLO = "Oslo"
OTHER_COUNTIES = """
Østfold,Akershus,Innlandet,Buskerud,Vestfold,Telemark,Agder,Rogaland,Vestland,Møre og Romsdal,
Trøndelag,Nordland,Troms,Finnmark
""".replace("\n", "").split(",")
# One office in so many is one of Oslo's, and those are the largest.
OSLO_HAS_ONE_IN = 18
BEGINNINGS = """
Orre Bregne Kvist Bjønn Rype Mose Tåke Sylv Hassel Ravne Jerpe Måse Tinde Svale Hegre Kvelds Skare
Vier Einer Multe Røyskatt Gauke Torve Lune
""".split()
ENDINGS = "vik heim dal sund moen brenna havn stad vang øya lia voll bu set".split()
DISTRICTS = "Lykte Klokke Trikke Pære Svane Gullregn".split()
DISTRICT_ENDINGS = "løkka tunet parken bakken".split()

PLACES = [f"Nav {first}{last}" for last in ENDINGS for first in BEGINNINGS]
OSLO_PLACES = [f"Nav {first}{last}, Oslo" for last in DISTRICT_ENDINGS for first in DISTRICTS]
MOST_OFFICES = len(PLACES)
# How long the tail of office sizes is, and where it is bent (in medians): at national size a median
# of some 1,500 people and 10,000 to 15,000 at the largest.
SPREAD, BEND = 0.95, 8


@dataclass
class Workforce:
    """An office, its advisors' user ids with how many people each has, and who knows workplaces."""

    office: Office
    portfolios: list
    know_workplaces: list

    @property
    def size(self):
        return sum(size for _advisor, size in self.portfolios)


def is_seeded():
    return Office.objects.filter(name__in=[*PLACES, *OSLO_PLACES]).exists()


def office_sizes(dice, offices, participants):
    """Whole numbers from 1, largest first, that sum to `participants`: a log-normal curve."""
    steps = [NormalDist().inv_cdf((n + 0.5) / offices) for n in range(offices)]
    weights = [BEND * tanh(exp(SPREAD * step) / BEND) * dice.uniform(0.95, 1.05) for step in steps]
    sizes = shares(weights, participants - offices)
    return sorted((size + 1 for size in sizes), reverse=True)


def portfolio_sizes(dice, participants):
    """As many advisors as it takes, with portfolios as in the report's Table 12."""
    ranges = [numbers for numbers, _advisors in PORTFOLIOS]
    weights = [advisors for _numbers, advisors in PORTFOLIOS]
    sizes = []
    while participants:
        [numbers] = dice.choices(ranges, weights)
        sizes.append(min(participants, dice.randint(*numbers)))
        participants -= sizes[-1]
    return sizes


def staffed_offices(dice, today, *, offices, participants):
    """Creates offices, users and memberships; a Workforce for each, the largest first.

    Everybody's address says where she works: advisor1.office1@demo.example is at the largest.
    """
    oslo = 1 + (offices - 1) // OSLO_HAS_ONE_IN
    names = OSLO_PLACES[:oslo] + dice.sample(PLACES, offices - oslo)
    counties = [OSLO] * oslo + [dice.choice(OTHER_COUNTIES) for _ in names[oslo:]]
    known = {name: County.objects.get_or_create(name=name)[0] for name in sorted(set(counties))}
    made = Office.objects.bulk_create(
        Office(county=known[county], name=name)
        for county, name in zip(counties, names, strict=True)
    )
    sizes = office_sizes(dice, offices, participants)
    members, workforces = [], []
    for number, (office, size) in enumerate(zip(made, sizes, strict=True), start=1):
        portfolios = portfolio_sizes(dice, size)
        colleagues = _members(dice, office, number, len(portfolios), today - PROJECT)
        members += colleagues
        workforces.append((office, portfolios, colleagues))
    User.objects.bulk_create(member.user for member in members)
    Membership.objects.bulk_create(members)
    return [_workforce(*each) for each in workforces]


def _members(dice, office, number, advisors, since: datetime.date):
    """The advisors first."""
    who = [(Role.ADVISOR, f"advisor{n}") for n in range(1, advisors + 1)]
    who.append((Role.OFFICE_LEADER, "leader"))
    if advisors >= LIAISON_FROM:
        who.append((Role.EMPLOYER_LIAISON, "liaison"))
    return [
        Membership(
            user=_user(dice, f"{address}.office{number}@demo.example"),
            office=office,
            role=role,
            employer_side=dice.choice(Membership.EmployerSide.values),
            starts_on=since,
        )
        for role, address in who
    ]


def _user(dice, email):
    user = User(name=f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}", email=email)
    user.set_unusable_password()
    return user


def _workforce(office, portfolios, members):
    advisors = [member.user_id for member in members[: len(portfolios)]]
    return Workforce(
        office,
        list(zip(advisors, portfolios, strict=True)),
        [member.user_id for member in members if member.role != Role.OFFICE_LEADER],
    )
