"""Who meets where in the demo: at most offices a group, at one none yet, some without their leader.

In the report 12 of 30 advisors found their leaders little involved.
"""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import County, Membership, Office, User
from notifications.working_days import is_working_day
from reflection.groups.models import Group
from reflection.people import memberships_around

Kind = Group.Kind
DAY = datetime.timedelta(days=1)
HISTORY = 420  # days of meetings at offices that were there all the time
BEGINS_AT = "Nav Fjordby"
WITHOUT_MEETINGS = {"Nav Heiaberg"}
LEADER_COMES = {"Nav Fjordby", "Nav Lomheim", "Nav Skogvik", "Nav Elvemo"}
STOPPED_AGO = {"Nav Åsbrenna": 180}
COUNTY = "Vestland"


@dataclass
class Place:
    """One meeting place: a group, and the rule by which it has met."""

    kind: str
    name: str
    county: County
    office: Office | None
    members: list
    began_on: datetime.date
    weeks: int
    weekday: int
    at: datetime.time
    stopped_on: datetime.date | None = None
    minutes: int = 60
    where: str = "Møterom 2"
    listens: list = field(default_factory=list)
    ahead: int = 2
    # Has not said yet how far its last meeting may be told.
    has_one_to_share: bool = False

    def times(self, today):
        """Every time at which it met, and the next `ahead` times from today on."""
        day = self.began_on + (self.weekday - self.began_on.weekday()) % 7 * DAY
        ahead = 0 if self.stopped_on else self.ahead
        while day < (self.stopped_on or today) or ahead:
            if _is_at_work(day):
                ahead -= day >= today
                yield timezone.make_aware(datetime.datetime.combine(day, self.at))
            day += self.weeks * 7 * DAY

    @property
    def rule(self):
        return f"FREQ=WEEKLY;INTERVAL={self.weeks}"


def _is_at_work(day):
    """Nobody meets on holidays, around Christmas or in July."""
    is_christmas = (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 3)
    return is_working_day(day) and not is_christmas and day.month != 7


def places(today):
    """All meeting places of the demo, those of the office it begins at first."""
    offices = list(Office.objects.exclude(name__in=WITHOUT_MEETINGS).order_by("pk"))
    offices.sort(key=lambda office: office.name != BEGINS_AT)
    for number, office in enumerate(offices):
        members = _who_is_at(office)
        began_on = max(today - HISTORY * DAY, min(m.starts_on for m in members))
        yield _reflection(office, members, began_on, today, number)
        if office.name == BEGINS_AT:
            yield _small(office, members, began_on)
            yield _office_meeting(office, members, began_on)
    yield _across(offices, today)


def _who_is_at(office):
    """The memberships there that reflect, each user once, advisors first and leaders last."""
    found = memberships_around(office_id=office.pk, county_id=office.county_id)
    by_user = {}
    for member in found.select_related("user").order_by("starts_on", "pk"):
        by_user.setdefault(member.user_id, member)
    return sorted(by_user.values(), key=lambda member: (member.leads, member.pk))


def _reflection(office, members, began_on, today, number):
    leaders = [m.user for m in members if m.leads] if office.name in LEADER_COMES else []
    stopped_ago = STOPPED_AGO.get(office.name)
    return Place(
        Kind.REFLECTION,
        f"Refleksjonsgruppa {office.name.removeprefix('Nav ')}",
        office.county,
        office,
        [m.user for m in members if not m.leads] + leaders[:1],
        began_on,
        weeks=2 if office.name == BEGINS_AT else 3,
        weekday=1 + number % 3,
        at=datetime.time(9 + number % 2, 0),
        stopped_on=today - stopped_ago * DAY if stopped_ago else None,
        listens=leaders[:1],
        has_one_to_share=number % 3 == 0 and not stopped_ago,
    )


def _small(office, members, began_on):
    advisors = [m.user for m in members if m.role in Membership.FOLLOWS_UP]
    return Place(
        Kind.SMALL,
        "Tre rundt bordet",
        office.county,
        office,
        advisors[:3],
        began_on + 60 * DAY,
        weeks=4,
        weekday=0,
        at=datetime.time(13, 0),
        minutes=45,
        where="Kantina",
    )


def _office_meeting(office, members, began_on):
    return Place(
        Kind.OFFICE,
        "Kontormøte om metode",
        office.county,
        office,
        [m.user for m in members],
        began_on,
        weeks=8,
        weekday=3,
        at=datetime.time(8, 30),
        minutes=90,
        where="Store møterom",
        listens=[m.user for m in members if m.leads],
        ahead=1,
    )


def _across(offices, today):
    """The county contact's gathering: she, and an advisor and a leader of each of its offices."""
    county = County.objects.get(name=COUNTY)
    contacts = Membership.objects.filter(county=county, role=Membership.Role.COUNTY_CONTACT)
    users = list(User.objects.filter(pk__in=contacts.values("user")))
    for office in offices:
        if office.county_id == county.pk:
            members = _who_is_at(office)
            users += [members[0].user, members[-1].user]
    return Place(
        Kind.COUNTY,
        "Fylkessamling",
        county,
        None,
        users,
        today - 330 * DAY,
        weeks=18,
        weekday=1,
        at=datetime.time(10, 0),
        minutes=240,
        where="Fylkeshuset",
        ahead=1,
    )
