"""How each situation came about: the days on which something happened, and what."""

import datetime
from functools import cached_property
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from caseload.models import CloserFollowUp, Participant
from caseload.rhythm import STEPS, Rhythm
from mentors.demo import reasons
from mentors.demo.conversations import Conversations
from mentors.demo.days import DAY, is_working_day, near, working_day_before
from mentors.demo.life import Life
from mentors.demo.persons import details
from mentors.demo.situations import NEVER
from mentors.models import ContactPerson, Mentorship, Placement
from notifications.working_days import next_working_day

Phase, Asked, Outcome = Participant.Phase, CloserFollowUp.Asked, Placement.Outcome

A_YEAR = datetime.timedelta(days=365)
# How many days ago somebody in this phase began at the workplace.
PLACED_AGO = {Phase.START: (22, 38), Phase.UNDER_WAY: (55, 290), Phase.IN_JOB: (230, 480)}
FROM_START_TO_UNDER_WAY = datetime.timedelta(days=42)
IN_ORDINARY_FOLLOW_UP = datetime.timedelta(days=35)
WHEN_NEEDED = datetime.timedelta(days=40)
NEEDS_IN_THE_PAST = {"": 88, "mentor": 5, "participant": 4, "colleagues": 1, "me": 2}
ASKED = {Asked.YES: 70, Asked.NOT_YET: 18, Asked.UNKNOWN: 12}
OUTCOMES = {
    Outcome.HIRED_HERE: 6,
    Outcome.OTHER_JOB: 3,
    Outcome.EDUCATION: 2,
    Outcome.APPRENTICESHIP: 2,
    Outcome.MORE_HOURS: 2,
    Outcome.BETTER_PREPARED: 6,
    Outcome.STOPPED_BY_WORKPLACE: 2,
    Outcome.STOPPED_BY_PERSON: 3,
    Outcome.MEASURE_ENDED: 2,
    Outcome.OTHER: 2,
}
RIGHT_FOR = {
    Outcome.HIRED_HERE: [["participant", "workplace"], ["participant", "workplace", "mentor"]],
    Outcome.STOPPED_BY_WORKPLACE: [[], ["participant"]],
    Outcome.STOPPED_BY_PERSON: [["participant"], []],
}
IN_WORK = {*Placement.IN_JOB, Outcome.EDUCATION, Outcome.APPRENTICESHIP}


def day_in(today, working_days):
    """The day so many working days after today. One that is close falls in this week if it can."""
    if working_days is NEVER:
        return None
    if working_days < 0:
        day = today
        for _ in range(-working_days):
            day = working_day_before(day)
        return day
    day = today
    for _ in range(working_days):
        day = next_working_day(day + DAY)
    sunday = today + (6 - today.weekday()) * DAY
    # On a Friday or a weekend what was for this week is for today.
    return today if working_days == 1 and day > sunday else day


class Stories:
    """Of the people of one office. `mentors` are those at the workplaces it knows."""

    def __init__(self, dice, workforce, mentors, today):
        self.dice, self.workforce, self.mentors, self.today = dice, workforce, mentors, today
        self.turn = 0
        self.began_on = workforce.began_on
        # The last day on which something can have happened, and the first with a contact log.
        self.until = working_day_before(workforce.stopped_on or today)
        self.log_from = max(self.began_on, today - A_YEAR)

    def tell(self, member, situation, name):
        return _Story(self, member, situation, name).told()

    def next_mentor(self):
        """In turn, so that each has had somebody before one has two."""
        self.turn += 1
        return self.mentors[self.turn % len(self.mentors)]

    def day_between(self, first, last):
        """A working day, or the nearest before `last` when there is little choice."""
        days = max(0, (last - first).days)
        return working_day_before(first + (self.dice.randint(0, days) + 1) * DAY)

    def day_ago(self, fewest, most):
        earliest = max(self.began_on + 7 * DAY, self.today - most * DAY)
        return self.day_between(earliest, max(earliest, self.today - fewest * DAY))


class _Story:
    def __init__(self, stories, member, situation, name):
        self.stories, self.member, self.situation, self.name = stories, member, situation, name
        self.dice, self.until, self.today = stories.dice, stories.until, stories.today
        self.target = day_in(self.today, situation.next_in)
        self.happenings = []
        self.contact_days = []

    @cached_property
    def conversations(self):
        return Conversations(self.dice)

    def told(self):
        """The Life of this person up to today."""
        situation = self.situation
        if situation.rhythm:
            self._followed_closely()
        elif situation.is_placed:
            self._placed_in_ordinary_follow_up()
        elif situation.placed_before or situation.closely_before:
            self._followed_closely_before()
        else:
            self._ordinary()
        first = min((on for on, _happening in self.happenings), default=self.until)
        first = min([first, *self.contact_days])
        created_on = self.stories.day_between(first - 700 * DAY, first - 10 * DAY)
        fields = details(self.dice, situation, self.name, self.today)
        self.life = Life(self.dice, self.member, on=created_on, **fields)
        if self.dice.random() < 0.08:
            self._came_from_a_colleague(self.stories.day_between(created_on, first - 3 * DAY))
        self._happens_until_today()
        return self.life

    def _came_from_a_colleague(self, on):
        colleagues = [m for m in self.stories.workforce.advisors if m is not self.member]
        self._at(on, "reassign", before=self.dice.choice(colleagues), after=self.member)

    def _at(self, on, happening, **how):
        self.happenings.append((on, lambda: getattr(self.life, happening)(on, **how)))

    def _happens_until_today(self):
        for on, after in pairwise([*self.contact_days, None]):
            self.happenings.append((on, lambda on=on, after=after: self._contact(on, after)))
        last = self.life.participant.created_on
        # Sorting is stable: what was told first comes first on its day.
        for last, happening in sorted(self.happenings, key=lambda each: each[0]):  # noqa: B007
            happening()
        if self.life.participant.is_active:
            self.life.set_next_contact(last, to=self.target)

    # Closer follow-up

    def _followed_closely(self):
        situation = self.situation
        last = self._last_contact_day()
        if situation.is_placed:
            placed_on = self.stories.day_ago(*PLACED_AGO[situation.phase])
            if situation.needs:
                placed_on = min(placed_on, working_day_before(last - 7 * DAY))
            began_on = working_day_before(placed_on - self.dice.randint(8, 70) * DAY)
        else:
            began_on = self.stories.day_ago(20, 140)
        began_on = max(began_on, next_working_day(self.stories.began_on))
        if situation.rhythm == Rhythm.ONCE:
            began_on = working_day_before(last) if situation.next_in is NEVER else last
        if situation.phase != Phase.WISH:
            self._at(began_on, "edit_phase", phase=Phase.FINDING)
        self._closely_from(began_on, situation.rhythm)
        if situation.is_placed:
            self._placed(placed_on)
        self._contacts_back_from(last, began_on + DAY, self._step(situation.rhythm))

    def _last_contact_day(self):
        """One step of the rhythm before the next contact, as far as that is past."""
        if self.target is None:
            return working_day_before(self.until - self.dice.randint(2, 12) * DAY)
        day = min(self.target - self._step(self.situation.rhythm), self.until)
        return working_day_before(day + DAY)

    def _step(self, rhythm):
        if rhythm == Rhythm.WHEN_NEEDED:
            return WHEN_NEEDED
        return STEPS.get(rhythm) or datetime.timedelta(days=self.situation.days or 30)

    def _closely_from(self, on, rhythm):
        look_again_on = None
        if rhythm == Rhythm.WHEN_NEEDED:
            look_again_on = self.target or self.today + 30 * DAY
        self._at(
            on,
            "start_closer_follow_up",
            rhythm=rhythm,
            days=self.situation.days if rhythm in (Rhythm.OWN, Rhythm.ONCE) else None,
            look_again_on=look_again_on,
            why=self.dice.choice(reasons.WHY_CLOSER),
            asked=self.dice.choices(list(ASKED), ASKED.values())[0],
        )

    def _contacts_back_from(self, last, first, step):
        """Contacts at about that step. Holidays leave gaps."""
        first = max(first, self.stories.log_from)
        day = last if first <= last and is_working_day(last) else None
        while day and day >= first:
            self.contact_days.insert(0, day)
            day = self._earlier(day, step, first)

    def _earlier(self, day, step, first):
        about = day
        while about >= first:
            about -= step
            if isinstance(step, relativedelta) or step.days > 5:
                about += self.dice.randint(-2, 1) * DAY
            found = near(about, self.dice)
            if found and first <= found < day:
                return found
        return None

    # At a workplace

    def _placed(self, on):
        mentor = self.stories.next_mentor()
        workplace = mentor.workplace
        self._at(on, "place", workplace=workplace, goal=self.dice.choice(reasons.GOALS))
        self._at(on, "add_mentor", mentor=mentor, **self._agreed_on(mentor))
        beside = [each for each in self.stories.mentors if each.workplace == workplace]
        beside.remove(mentor)
        if beside and self.dice.random() < 0.5:
            fields = self._agreed_on(beside[0]) | {"is_backup": True}
            self._at(on, "add_mentor", mentor=beside[0], **fields)
        phase = self.situation.phase
        if phase in (Phase.UNDER_WAY, Phase.IN_JOB):
            later = next_working_day(on + FROM_START_TO_UNDER_WAY)
            self._at(later, "edit_phase", phase=Phase.UNDER_WAY)
        if phase == Phase.IN_JOB:
            self._placement_ends(working_day_before(on + 180 * DAY), Outcome.HIRED_HERE)

    def _agreed_on(self, mentor):
        leads = mentor.position != ContactPerson.Position.EMPLOYEE
        closeness = Mentorship.Closeness
        said_yes = self.dice.random() < 0.9
        return {
            "closeness": self.dice.choice(
                [closeness.SAME_TASKS, closeness.NEARBY, closeness.NEARBY, closeness.DISTANT]
                if leads
                else [closeness.SAME_TASKS, closeness.SAME_TASKS, closeness.NEARBY]
            ),
            "proposed_by": self.dice.choice(Mentorship.ProposedBy.values),
            "wants_a_mentor": said_yes,
            "wants_this_mentor": said_yes and self.dice.random() < 0.95,
            "called_here": self.dice.choice(reasons.ROLE_NAMES),
        }

    def _placed_in_ordinary_follow_up(self):
        on = self.stories.day_ago(*PLACED_AGO[self.situation.phase])
        self._placed(on)
        last = working_day_before(self.until - self.dice.randint(1, 20) * DAY)
        self._contacts_back_from(last, on + DAY, IN_ORDINARY_FOLLOW_UP)

    # What was before

    def _followed_closely_before(self):
        situation = self.situation
        first, last = self.stories.began_on + 7 * DAY, self.until - 5 * DAY
        began_on = self.stories.day_between(first, max(first, last - 70 * DAY))
        most = max(30, (last - began_on).days)
        lasted = min(most, self.dice.randint(45, 330))
        ended_on = min(working_day_before(began_on + lasted * DAY), last)
        ended_on = max(working_day_before(ended_on + DAY), began_on + 2 * DAY)
        if situation.closely_before:
            self._closely_from(began_on, self.dice.choice(list(STEPS)))
        if situation.placed_before:
            outcome = self._outcome()
            self._placed(began_on)
            self._placement_ends(ended_on, outcome)
        else:
            outcome = Outcome.BETTER_PREPARED
        self._contacts_back_from(
            working_day_before(ended_on), began_on + DAY, IN_ORDINARY_FOLLOW_UP
        )
        if situation.ended:
            self._ends(ended_on, "I fast arbeid." if outcome in Placement.IN_JOB else None)
        else:
            if situation.closely_before:
                self._at(ended_on, "end_closer_follow_up", why=self._why_closer_ended())
            self._at(ended_on, "edit_phase", phase=situation.phase)

    def _placement_ends(self, on, outcome):
        self._at(
            on,
            "end_placement",
            outcome=outcome,
            right_for=self.dice.choice(RIGHT_FOR.get(outcome, [["participant"], []])),
            how_it_ended=reasons.HOW_IT_ENDED.get(outcome, ""),
            learned=self.dice.choice(reasons.OUTCOMES[outcome]),
        )

    def _outcome(self):
        """Most of those hired are not followed up any longer."""
        weights = {
            outcome: weight
            for outcome, weight in OUTCOMES.items()
            if self.situation.ended or outcome not in IN_WORK
        }
        return self.dice.choices(list(weights), weights.values())[0]

    def _why_closer_ended(self):
        if self.stories.workforce.stopped_on and self.dice.random() < 0.5:
            return reasons.WHY_OFFICE_LEFT
        return self.dice.choice(reasons.WHY_CLOSER_ENDED)

    def _ends(self, on, why=None):
        self._at(on, "end_follow_up", why=why or self.dice.choice(reasons.WHY_ENDED))

    # Ordinary follow-up

    def _ordinary(self):
        situation, stories = self.situation, self.stories
        until = self.until
        if situation.ended:
            until = stories.day_between(stories.log_from + 20 * DAY, until)
            self._ends(until)
        if situation.phase == Phase.FINDING:
            on = stories.day_between(stories.log_from, until)
            self._at(on, "edit_phase", phase=Phase.FINDING)
        if situation.not_now:
            on = stories.day_between(max(stories.log_from, until - 120 * DAY), until)
            again_on = next_working_day(self.today + self.dice.randint(14, 150) * DAY)
            why = self.dice.choice(reasons.WHY_NOT_NOW)
            self._at(on, "say_not_now", why=why, until=again_on)
        if self.dice.random() < 0.35 or self.target:
            days = [
                near(stories.day_between(stories.log_from, until), self.dice)
                for _ in range(self.dice.choice([1, 1, 1, 2, 2, 3]))
            ]
            self.contact_days = sorted({day for day in days if day and day < until})

    # One contact

    def _contact(self, on, after):
        life = self.life
        said = self.conversations.about(life.participant.phase, life.placement)
        logged = {"next_contact_on": self._next_agreed(on, after), **said}
        need, done = self._need(after)
        if need:
            logged |= need
        contact = life.log_contact(on, **logged)
        if done:
            life.meet_need(self._met_on(on, after), how=done)
        elif not need and contact.note and self.dice.random() < 0.01:
            life.correct(contact, note=f"{contact.note} Rettet: gjelder fra neste uke.")

    def _next_agreed(self, on, after):
        if after is None:
            return self.target if self.target is None or self.target >= on else None
        follow_up = self.life.follow_up
        agreed = follow_up.next_contact_on(on) if follow_up else None
        return agreed if agreed and self.dice.random() < 0.6 else after

    def _need(self, after):
        """(what was needed, what was done); open only in the last contact, if it is so today."""
        if after is None:
            who = self.situation.needs
            return (self.conversations.need(who)[0], None) if who else (None, None)
        [who] = self.dice.choices(list(NEEDS_IN_THE_PAST), NEEDS_IN_THE_PAST.values())
        if not who or not self.life.placement:
            return None, None
        return self.conversations.need(who)

    def _met_on(self, on, after):
        """Within the week, and before the next contact."""
        return min(next_working_day(on + self.dice.randint(1, 5) * DAY), after)
