"""Measures, applications and plans of one office's people, told after their stories.

With dice of its own: what is added here changes nobody's name and no contact.
"""

import datetime
import random

from dateutil.relativedelta import relativedelta

from caseload.measures.models import IncomeAnswer, Measure, MeasureType, MentorGrant, MovedEnd
from caseload.plan.models import Goal, Hindrance, Step
from mentors.demo.days import DAY, at_work, working_day_before
from mentors.demo.identity import new_id
from mentors.demo.plan_texts import (
    EXTENDED,
    GOALS,
    HELP_NEEDED,
    HINDRANCES,
    INCOME,
    JOB_ANSWERS,
)
from notifications.working_days import next_working_day

# In the order of their foreign keys.
WRITTEN = [Measure, MovedEnd, MentorGrant, IncomeAnswer, Goal, Step, Hindrance]
StopsJob, Applicant = Measure.StopsJob, MentorGrant.Applicant
# Within the longest time of each type, whatever the group of need.
MONTHS = {
    MeasureType.WORK_TRAINING: 9,
    MeasureType.WAGE_SUBSIDY: 11,
    MeasureType.MENTOR_GRANT: 6,
}
HOURS = {
    MeasureType.WORK_TRAINING: [15, 20, 22.5, 30],
    MeasureType.WAGE_SUBSIDY: [22.5, 30, 37.5],
    MeasureType.MENTOR_GRANT: [3, 4, 5],
}
TYPES = {MeasureType.WORK_TRAINING: 6, MeasureType.WAGE_SUBSIDY: 3, MeasureType.MENTOR_GRANT: 2}
# Those whose measure ends soon: days left, type, and what is said about the job, if anything.
ENDS_SOON = {
    "Blid Lampe": (13, MeasureType.WORK_TRAINING, ""),
    "Munter Trompet": (52, MeasureType.WAGE_SUBSIDY, ""),
    "Sindig Sag": (27, MeasureType.MENTOR_GRANT, StopsJob.NO),
    "Tålmodig Fiskestang": (40, MeasureType.WORK_TRAINING, StopsJob.YES),
}
INCOME_ANSWERS = {
    "Våken Klokke": IncomeAnswer.Answer.NOT_YET,
    "Jordnær Spade": IncomeAnswer.Answer.STARTED,
}


def write_plans(seed, member, lives, today):
    """What this member has written about her people beside the contacts."""
    plans = _Plans(random.Random(f"{seed} {member.user.email} plans"), member, today)  # nosec B311 # invented people
    for life in lives:
        if life.participant.is_active:
            plans.tell(life)
    for model in WRITTEN:
        model.objects.bulk_create(plans.rows[model], batch_size=500)


class _Plans:
    def __init__(self, dice, member, today):
        self.dice, self.by_id, self.today = dice, member.user_id, today
        self.rows = {model: [] for model in WRITTEN}

    def _row(self, model, **fields):
        if model not in (MovedEnd, IncomeAnswer):
            fields["id"] = new_id(self.dice)
        row = model(**fields)
        self.rows[model].append(row)
        return row

    def tell(self, life):
        person = life.participant
        if life.placement:
            if person.name in ENDS_SOON:
                self._ends_soon(life, *ENDS_SOON[person.name])
            elif self.dice.random() < 0.6:
                self._measure(life)
            granted = self._has(life, MeasureType.MENTOR_GRANT)
            if granted or self.dice.random() < 0.4:
                self._mentor_grant(life)
        if person.name in INCOME_ANSWERS:
            self._income(person, INCOME_ANSWERS[person.name])
        if life.follow_up and (person.name in ENDS_SOON or self.dice.random() < 0.8):
            self._plan(life)

    def _has(self, life, measure_type):
        person = life.participant
        return any(
            measure.participant is person and measure.type == measure_type
            for measure in self.rows[Measure]
        )

    # Measures

    def _ends_soon(self, life, days, measure_type, stops_job):
        ends_on = self.today + days * DAY
        earliest = ends_on - relativedelta(months=MONTHS[measure_type])
        starts_on = max(life.placement.started_on, earliest + DAY)
        measure = self._add(life, measure_type, starts_on, ends_on)
        if stops_job:
            measure.stops_job = stops_job
            measure.stops_job_done = JOB_ANSWERS[stops_job]
            measure.job_answered_for = ends_on
            measure.job_answered_on = working_day_before(self.today)
            measure.job_answered_by_id = self.by_id

    def _measure(self, life):
        """One that lasts for some while yet, or one that is over: the bench stays calm."""
        [measure_type] = self.dice.choices(list(TYPES), TYPES.values())
        starts_on = life.placement.started_on
        ends_on = starts_on + relativedelta(months=MONTHS[measure_type]) - DAY
        if self.today <= ends_on <= self.today + 70 * DAY:
            ends_on = working_day_before(self.today)
        if ends_on > starts_on:
            self._add(life, measure_type, starts_on, ends_on)

    def _add(self, life, measure_type, starts_on, ends_on):
        measure = self._row(
            Measure,
            participant=life.participant,
            type=measure_type,
            workplace_name=life.placement.workplace.name,
            starts_on=starts_on,
            ends_on=ends_on,
            hours_per_week=self.dice.choice(HOURS[measure_type]),
        )
        lasted = (ends_on - starts_on).days
        if lasted > 150 and self.dice.random() < 0.5:
            self._row(
                MovedEnd,
                measure=measure,
                by_id=self.by_id,
                on=working_day_before(min(self.today, starts_on + 80 * DAY)),
                before=starts_on + relativedelta(months=3) - DAY,
                after=ends_on,
                why=self.dice.choice(EXTENDED),
            )
        return measure

    def _mentor_grant(self, life):
        begun_on = life.placement.started_on
        # Some four weeks for each step, as far as that is past.
        sent_on, answered_on = begun_on + 12 * DAY, begun_on + 40 * DAY
        granted = self.dice.choice([2, 3, 4, 4, 5])
        grant = self._row(
            MentorGrant,
            participant=life.participant,
            workplace_name=life.placement.workplace.name,
            begun_on=begun_on,
            who_applies=self.dice.choice(Applicant.values),
            help_needed=self.dice.choice(HELP_NEEDED),
        )
        if sent_on < self.today:
            grant.sent_on = sent_on
        if answered_on < self.today:
            grant.answer = self.dice.choice([*[MentorGrant.Answer.GRANTED] * 3, "partly"])
            grant.answered_on, grant.hours_granted = answered_on, granted
            if self.dice.random() < 0.6:
                grant.hours_told = granted + self.dice.choice([1, 2, 3.5])

    def _income(self, person, answer):
        self._row(
            IncomeAnswer,
            participant=person,
            for_end=person.benefit_ends_on,
            answer=answer,
            done=INCOME[answer],
            on=working_day_before(self.today),
            by_id=self.by_id,
        )

    # The plan

    def _plan(self, life):
        began_on = life.follow_up.started_on
        for fields, steps in self._goals(life.participant.wish):
            goal = self._row(
                Goal,
                participant=life.participant,
                created_at=at_work(began_on, self.dice),
                by_on=self.today + self.dice.randint(40, 500) * DAY,
                **fields,
            )
            for n, (text, who, who_else) in enumerate(steps):
                self._step(goal, began_on, n, text=text, who=who, who_else=who_else)
        if life.participant.name in ENDS_SOON or self.dice.random() < 0.35:
            kind, text, taken_by = self.dice.choice(HINDRANCES)
            self._row(
                Hindrance,
                participant=life.participant,
                kind=kind,
                text=text,
                taken_by=taken_by,
                created_at=at_work(began_on, self.dice),
            )

    def _goals(self, wish):
        """One or two. A certificate that is wished for is the first."""
        wished = [goal for goal in GOALS if goal[0].get("trade", "-")[:5].lower() in wish.lower()]
        others = [goal for goal in GOALS if goal not in wished]
        return (wished + self.dice.sample(others, 2))[: self.dice.choice([1, 1, 2])]

    def _step(self, goal, began_on, n, **fields):
        step = self._row(
            Step,
            goal=goal,
            created_at=goal.created_at + datetime.timedelta(minutes=n + 1),
            due_on=next_working_day(self.today + self.dice.randint(5, 60) * DAY),
            **fields,
        )
        done_on = working_day_before(min(self.today, began_on + self.dice.randint(10, 40) * DAY))
        if n == 0 and began_on < done_on and self.dice.random() < 0.7:
            step.ended, step.closed_on, step.due_on = Step.Ended.DONE, done_on, done_on
