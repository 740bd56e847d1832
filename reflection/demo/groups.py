"""Who meets where in the demo: at most offices a group, at one none yet, some without their leader.

In the report 12 of 30 advisors found their leaders little involved.
"""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import County, Membership, Office, User
from notifications.working_days import is_working_day
from reflection.groups.models import Group
from reflection.groups.plan import Rhythm, is_held_on, midnight_ahead, rule_of, times_of_the_rule
from reflection.meetings.planning import DAYS_AHEAD
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
    rhythm: str
    weekday: int
    at: datetime.time
    stopped_on: datetime.date | None = None
    minutes: int = 60
    where: str = "Møterom 2"
    listens: list = field(default_factory=list)
    # Has not said yet how far its last meeting may be told.
    has_one_to_share: bool = False

    def times(self, today):
        """Every time at which it met, and all that is planned from today on, days off included.

        The same as the plan makes every night: it finds nothing to add.
        """
        until = midnight_ahead(_at(self.stopped_on or today, datetime.time.min), self._ahead)
        times = times_of_the_rule(self.rule, self.first_at, since=self.first_at, until=until)
        return [
            each
            for each in times
            if is_held_on(self.rule, each)
            and (each.date() >= today or not is_time_off(each.date()))
        ]

    @property
    def _ahead(self):
        return -1 if self.stopped_on else DAYS_AHEAD

    @property
    def first_at(self):
        first_on = self.began_on + (self.weekday - self.began_on.weekday()) % 7 * DAY
        return _at(first_on, self.at)

    @property
    def rule(self):
        return rule_of(self.rhythm, self.first_at.date())


@dataclass
class Gathering(Place):
    """Meets as often as it is called together: its plan is the one time that is ahead."""

    days_between: int = 126

    def times(self, today):
        times, time = [], self.first_at
        while not times or times[-1].date() < today:
            while is_time_off(time.date()) or not is_working_day(time.date()):
                time = _at(time.date() + 7 * DAY, self.at)
            times.append(time)
            time = _at(time.date() + self.days_between * DAY, self.at)
        return times


def _at(day, time):
    return timezone.make_aware(datetime.datetime.combine(day, time))


def is_time_off(day):
    """Nobody meets around Christmas or in July."""
    return (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 3) or day.month == 7


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
        rhythm=Rhythm.FOURTH_WEEK if number % 3 == 2 else Rhythm.SECOND_WEEK,
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
        rhythm=Rhythm.FOURTH_WEEK,
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
        rhythm=Rhythm.MONTHLY,
        weekday=3,
        at=datetime.time(8, 30),
        minutes=90,
        where="Store møterom",
        listens=[m.user for m in members if m.leads],
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
    return Gathering(
        Kind.COUNTY,
        "Fylkessamling",
        county,
        None,
        users,
        today - 330 * DAY,
        rhythm=Rhythm.ONCE,
        weekday=1,
        at=datetime.time(10, 0),
        minutes=240,
        where="Fylkeshuset",
    )
