"""One group's meetings in the demo, from its first to those that are planned."""

import datetime

from reflection.agenda.models import AgendaItem
from reflection.agenda.opening import LEARNING_MINUTES, THEME_MINUTES
from reflection.agreed.look_back import MINUTES as LOOK_BACK_MINUTES
from reflection.demo import texts
from reflection.demo.groups import is_time_off
from reflection.demo.rows import new_id
from reflection.groups.models import Group, GroupMember
from reflection.meetings.models import Invitee, Meeting
from reflection.people import roles_of
from reflection.reach import Reach

Kind = AgendaItem.Kind
Answer = Invitee.Answer
State = Meeting.State
# How far groups share, of ten meetings.
REACHES = {Reach.GROUP: 2, Reach.OFFICE: 5, Reach.COUNTY: 2, Reach.EVERYBODY: 1}
ACROSS = {Reach.COUNTY: 7, Reach.EVERYBODY: 3}
CAME, LEADER_CAME, CANCELLED = 0.82, 0.6, 0.04
METHODS = ["peer_supervision", "peer_supervision", "mapping_questions", "mentor_talk", ""]
MINUTE = datetime.timedelta(minutes=1)


class Told:
    """Rows told so far, not yet written: groups, members, meetings, invitees, items."""

    def __init__(self, dice, today):
        self.dice, self.today = dice, today
        self.groups, self.members = [], []
        self.meetings, self.invitees, self.items = [], [], []
        themes = list(texts.THEMES.items())
        dice.shuffle(themes)
        self.themes = [(theme, *said) for theme, told in themes for said in told]
        self.next_theme = 0

    def held_by(self, group):
        """The group's meetings that are over, the first one first."""
        return [each for each in self.meetings if each.group is group and each.is_over]

    def leading(self, group):
        """Who leads there, in the order of their turns."""
        return [each.user for each in self.members if each.group is group and each.leads]

    def ahead(self, group):
        """What the group has planned, the next one first."""
        return [each for each in self.meetings if each.group is group and each.is_draft]

    def tell(self, place):
        group = self._group(place)
        times = list(place.times(self.today))
        past = [at for at in times if at.date() < self.today]
        ahead = [at for at in times if at not in past and not is_time_off(at.date())]
        unshared = past[-1:] if place.has_one_to_share else []
        leading = [user for user in place.members if user not in place.listens]
        roles = roles_of(
            [user.pk for user in place.members],
            office_id=group.office_id,
            county_id=group.county_id,
        )
        for number, at in enumerate(times):
            meeting = self._meeting(group, place, at, leading, number)
            if at in ahead:
                self._prepare(meeting, at == ahead[0])
            elif at not in past:
                self._cancel(meeting, texts.TIME_OFF[at.month == 7])
            elif self.dice.random() < CANCELLED and at not in unshared:
                self._cancel(meeting, self.dice.choice(texts.CANCELLED))
            else:
                self._hold(meeting, at not in unshared)
            self.meetings.append(meeting)
            self._invite(meeting, place, roles)
            self._agenda(meeting, place, leading, is_first=number == 0)

    def _group(self, place):
        group = Group(
            id=new_id(self.dice),
            kind=place.kind,
            name=place.name,
            office=place.office,
            county=place.county,
            rule=place.rule,
            first_at=place.first_at if place.rule else place.times(self.today)[-1],
            minutes=place.minutes,
            place=place.where,
            created_by=place.members[0],
            ended_on=place.stopped_on,
        )
        group.created_at = place.first_at - datetime.timedelta(days=14)
        self.groups.append(group)
        self.members += [
            GroupMember(
                group=group,
                user=user,
                position=position,
                leads=user not in place.listens,
                joined_on=group.created_at.date(),
            )
            for position, user in enumerate(place.members, start=1)
        ]
        return group

    def _meeting(self, group, place, at, leading, number):
        alone = len(leading) < 2
        return Meeting(
            id=new_id(self.dice),
            group=group,
            office=group.office,
            county=group.county,
            planned_for=at if group.rule or at == group.first_at else None,
            starts_at=at,
            minutes=group.minutes,
            place=group.place,
            facilitator=leading[number % len(leading)],
            stand_in=None if alone else leading[(number + 1) % len(leading)],
            created_at=at - datetime.timedelta(days=21),
        )

    def _cancel(self, meeting, why):
        meeting.state, meeting.cancelled_why = State.CANCELLED, why

    def _theme(self, meeting):
        """The next theme for this meeting, and what it taught."""
        meeting.topic, meeting.theme, taught = self.themes[self.next_theme % len(self.themes)]
        self.next_theme += 1
        return taught

    def _prepare(self, meeting, is_next):
        """The next one has a theme; those after it are only planned."""
        if is_next:
            self._theme(meeting)

    def _hold(self, meeting, is_shared):
        taught = self._theme(meeting)
        meeting.state = State.HELD
        meeting.began_at = meeting.starts_at + self.dice.randint(0, 6) * MINUTE
        meeting.held_at = meeting.ends_at + self.dice.randint(-5, 10) * MINUTE
        if not is_shared:
            return
        reaches = REACHES if meeting.office else ACROSS
        [meeting.reach] = self.dice.choices(list(reaches), list(reaches.values()))
        meeting.state, meeting.summary = State.SHARED, taught
        meeting.shared_at = meeting.held_at + self.dice.randint(2, 60) * 10 * MINUTE

    def _invite(self, meeting, place, roles):
        for user in place.members:
            came = LEADER_CAME if user in place.listens else CAME
            invitee = Invitee(
                meeting=meeting, user=user, role=roles[user.pk], invited_at=meeting.created_at
            )
            if meeting.is_over:
                invitee.was_there = user == meeting.facilitator or self.dice.random() < came
            elif meeting.topic and self.dice.random() < came:
                invitee.answer = Answer.COMING
            self.invitees.append(invitee)

    def _agenda(self, meeting, place, leading, *, is_first):
        add = self._add_item
        if meeting.is_over and not is_first:
            add(meeting, Kind.LOOK_BACK, LOOK_BACK_MINUTES)
        add(meeting, Kind.THEME, THEME_MINUTES)
        if meeting.topic and meeting.office:
            cases = self.dice.choice([1, 1, 2]) if meeting.minutes >= 60 else 1
            for position in range(1, 1 + cases):
                add(
                    meeting,
                    Kind.CASE,
                    15 if cases == 1 and meeting.minutes >= 60 else 10,
                    position=position,
                    presenter=self.dice.choice(leading),
                    called=self.dice.choice(texts.CALLED),
                    method=self.dice.choice(METHODS),
                    notes=self.dice.choice(texts.CASE_NOTES) if meeting.is_over else "",
                )
        elif meeting.topic:
            add(meeting, Kind.OTHER, 45, title=self.dice.choice(texts.OTHER_ITEMS))
        add(meeting, Kind.LEARNING, LEARNING_MINUTES)

    def look_back(self, group):
        """What the group has planned opens on what it agreed last."""
        for meeting in self.ahead(group):
            self._add_item(meeting, Kind.LOOK_BACK, LOOK_BACK_MINUTES)

    def _add_item(self, meeting, kind, minutes, **fields):
        used = int(minutes * 60 * self.dice.uniform(0.7, 1.3)) if meeting.is_over else 0
        self.items.append(
            AgendaItem(
                id=new_id(self.dice),
                meeting=meeting,
                kind=kind,
                part=AgendaItem.ORDER[kind],
                minutes=minutes,
                used_seconds=used,
                **fields,
            )
        )
