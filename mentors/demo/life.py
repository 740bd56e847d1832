"""One participant's story, told forwards in memory and written in bulk.

Real actions would take minutes for a year of everybody's contacts. Each method here does to the row
what the action of the same name does; tests/mentors/test_demo.py compares the two.
"""

import datetime

from accounts.names import sort_key
from caseload.models import (
    Assignment,
    Change,
    CloserFollowUp,
    Connection,
    Follower,
    Participant,
    Todo,
)
from mentors.actions import AT_THE_WORKPLACE, said_before
from mentors.demo.days import at_work
from mentors.demo.identity import new_id
from mentors.models import Contact, MentorNeed, Mentorship, Placement
from notifications.working_days import working_days_after

Kind, Phase, Who = Change.Kind, Participant.Phase, Contact.Who
# In the order of their foreign keys.
WRITTEN = [
    Participant, CloserFollowUp, Assignment, Follower, Placement, Mentorship, Contact, Change,
    Todo, Connection, MentorNeed,
]  # fmt: skip


class Life:
    def __init__(self, dice, member, *, on, **fields):
        self.dice, self.by_id = dice, member.user_id
        self.rows = {model: [] for model in WRITTEN}
        self.follow_up = self.placement = self.moment = None
        self.mentorships = []
        self.participant = self._row(
            Participant,
            id=new_id(dice),
            office_id=member.office_id,
            department_id=member.department_id,
            advisor_id=member.user_id,
            sort_key=sort_key(fields["name"]),
            created_on=on,
            **fields,
        )
        self.assignment = self._row(
            Assignment, participant=self.participant, advisor_id=member.user_id, from_on=on
        )
        self._change(Kind.CREATED, on)

    def _row(self, model, **fields):
        row = model(**fields)
        self.rows[model].append(row)
        return row

    def _moment(self, on):
        """In working hours of that day, and later than everything told so far."""
        minute = datetime.timedelta(minutes=1)
        at = at_work(on, self.dice)
        self.moment = max(at, self.moment + minute) if self.moment else at
        return self.moment

    def _change(self, kind, on, before="", after=""):
        self._row(
            Change,
            participant=self.participant,
            at=self._moment(on),
            by_id=self.by_id,
            kind=kind,
            before=str(before or ""),
            after=str(after or ""),
        )

    # What caseload/actions.py does

    def reassign(self, on, *, before, after):
        """`before` added her and was advisor until this day. The row says `after` all the time."""
        self.rows[Change][0].by_id = before.user_id
        self.assignment.advisor_id, self.assignment.until_on = before.user_id, on
        self._row(Assignment, participant=self.participant, advisor=after.user, from_on=on)
        self._change(Kind.ADVISOR, on, before.user.name, after.user.name)

    def edit_phase(self, on, phase):
        self._change(Kind.PHASE, on, self.participant.phase, phase)
        self.participant.phase = phase
        self.participant.version += 1

    def start_closer_follow_up(self, on, **agreed):
        person = self.participant
        self.follow_up = self._row(CloserFollowUp, participant=person, started_on=on, **agreed)
        person.not_now_why, person.not_now_until = "", None
        person.next_contact_on = self.follow_up.next_contact_on(person.last_contact_on)
        self._change(Kind.CLOSER_STARTED, on, after=self.follow_up.rhythm)

    def end_closer_follow_up(self, on, *, why):
        self.follow_up.ended_on, self.follow_up.ended_why = on, why
        self.follow_up = None
        self._change(Kind.CLOSER_ENDED, on, after=why)

    def say_not_now(self, on, *, why, until):
        self.participant.not_now_why, self.participant.not_now_until = why, until
        self._change(Kind.NOT_NOW, on, after=why)

    def set_next_contact(self, on, *, to):
        if to != self.participant.next_contact_on:
            self._change(Kind.NEXT_CONTACT, on, self.participant.next_contact_on, to)
            self.participant.next_contact_on = to

    def end_follow_up(self, on, *, why):
        if self.follow_up:
            self.end_closer_follow_up(on, why=why)
        person = self.participant
        person.ended_on, person.ended_why = on, why
        person.phase, person.next_contact_on = Phase.ENDED, None
        self._change(Kind.ENDED, on, after=why)

    def let_follow(self, on, *, colleague):
        person = self.participant
        self._row(Follower, id=new_id(self.dice), participant=person, user=colleague)
        self._change(Kind.FOLLOWER, on, after=colleague.name)

    # What mentors/actions.py does

    def place(self, on, *, workplace, goal):
        person = self.participant
        self.placement = self._row(
            Placement,
            id=new_id(self.dice),
            participant=person,
            workplace=workplace,
            started_on=on,
            goal=goal,
        )
        if person.phase in (Phase.WISH, Phase.FINDING):
            self._change(Kind.PHASE, on, person.phase, Phase.START)
            person.phase = Phase.START
        self._tell_workplace()
        self._change(Kind.WORKPLACE, on, after=workplace.name)

    def add_mentor(self, on, mentor, **fields):
        mentorship = self._row(
            Mentorship,
            id=new_id(self.dice),
            placement=self.placement,
            mentor=mentor,
            started_on=on,
            **fields,
        )
        self.mentorships.append(mentorship)
        self._tell_workplace()
        self._change(Kind.MENTOR, on, after=mentor.name)

    def end_placement(self, on, *, outcome, **told):
        placement, mentorships = self.placement, self.mentorships
        for name, value in {"ended_on": on, "outcome": outcome, **told}.items():
            setattr(placement, name, value)
        for mentorship in mentorships:
            mentorship.ended_on = on
        self.placement, self.mentorships = None, []
        self._change(Kind.WORKPLACE, on, before=placement.workplace.name)
        if outcome == Placement.Outcome.HIRED_HERE:
            self._open_the_job(on, placement.workplace, mentorships)
        self._tell_workplace()
        if outcome in Placement.IN_JOB and self.participant.phase != Phase.IN_JOB:
            self._change(Kind.PHASE, on, self.participant.phase, Phase.IN_JOB)
            self.participant.phase = Phase.IN_JOB
        if outcome in Placement.STOPPED:
            self._call_at_once(on, placement, mentorships)

    def _open_the_job(self, on, workplace, mentorships):
        self.placement = self._row(
            Placement,
            id=new_id(self.dice),
            participant=self.participant,
            workplace=workplace,
            started_on=on,
            is_job=True,
        )
        agreed = ["mentor", "is_backup", "closeness", "proposed_by", "wants_a_mentor"]
        agreed += ["wants_this_mentor", "called_here"]
        self.mentorships = [
            self._row(
                Mentorship,
                id=new_id(self.dice),
                placement=self.placement,
                started_on=on,
                **{name: getattr(mentorship, name) for name in agreed},
            )
            for mentorship in mentorships
        ]

    def _call_at_once(self, on, placement, mentorships):
        """Both were called the next working day."""
        self.add_todo(
            on, kind=Todo.Kind.CALL_PERSON, done_after=1, how="Snakket om hva som skjer nå."
        )
        for mentorship in mentorships:
            if not mentorship.is_backup:
                self.add_todo(
                    on,
                    kind=Todo.Kind.CALL_MENTOR,
                    what=f"{mentorship.mentor.name}, {placement.workplace.name}",
                    done_after=1,
                    how="Takket for innsatsen og spurte hvordan det går.",
                )

    def add_todo(self, on, *, due_on=None, done_after=None, how="", **fields):
        """Done so many working days after, or still open. Due in two days where nothing is said."""
        todo = self._row(
            Todo,
            id=new_id(self.dice),
            office_id=self.participant.office_id,
            participant=self.participant,
            owner_id=self.by_id,
            created_by_id=self.by_id,
            created_at=self._moment(on),
            due_on=due_on or working_days_after(on, 2),
            done_on=working_days_after(on, done_after) if done_after else None,
            done_how=how,
            **fields,
        )
        if done_after:
            self._change(Kind.TODO_DONE, todo.done_on, after=todo.kind)
        return todo

    def connect(self, **fields):
        """Somebody helps, since the last thing that was told."""
        on = self.moment.date()
        self._row(
            Connection, id=new_id(self.dice), participant=self.participant, since=on, **fields
        )
        self._change(Kind.CONNECTED, on, after=fields["kind"])

    def mentor_needs(self, *, kind, todo):
        self._row(
            MentorNeed,
            id=new_id(self.dice),
            placement=self.placement,
            mentor=self.mentorships[0].mentor,
            kind=kind,
            todo=todo,
        )

    def _tell_workplace(self):
        first = min(self.mentorships, key=lambda m: m.is_backup, default=None)
        self.participant.workplace_name = self.placement.workplace.name if self.placement else ""
        self.participant.mentor_name = first.mentor.name if first else ""

    def log_contact(self, on, *, how, people, next_contact_on, needs_something="", **logged):
        person = self.participant
        contact = self._row(
            Contact,
            id=new_id(self.dice),
            submission=new_id(self.dice),
            participant=person,
            placement=self.placement,
            by_id=self.by_id,
            logged_at=self._moment(on),
            before=said_before(person),
            on=on,
            how=how,
            people=people,
            next_contact_on=next_contact_on,
            needs_something=needs_something,
            **logged,
        )
        if Who.PARTICIPANT in people:
            person.last_person_contact_on, person.last_person_contact_how = on, how
        if not AT_THE_WORKPLACE.isdisjoint(people):
            person.last_workplace_contact_on, person.last_workplace_contact_how = on, how
        person.next_contact_on = next_contact_on
        if needs_something:
            person.needs_something, person.needs_since = needs_something, on
        return contact

    def correct(self, contact, **anew):
        """The same contact told again: what was said of last contacts stays."""
        fields = ["on", "how", "people", "next_contact_on", "needs_something", "topics", "learned"]
        as_it_was = {name: getattr(contact, name) for name in fields}
        self.log_contact(**as_it_was | {"corrects": contact} | anew)

    def meet_need(self, on, *, how):
        for contact in self.rows[Contact]:
            if contact.needs_something and not contact.need_met_on:
                contact.need_met_on, contact.need_met_by_id = on, self.by_id
                contact.need_met_how = how
        self.participant.needs_something, self.participant.needs_since = "", None


def write(lives):
    """All rows of these lives, one statement for some hundreds of each kind."""
    for model in WRITTEN:
        model.objects.bulk_create(
            [row for life in lives for row in life.rows[model]], batch_size=500
        )
    # They refer to each other, so one of the two is told afterwards.
    closely = [life.participant for life in lives if life.follow_up]
    for life in lives:
        if life.follow_up:
            life.participant.closer_follow_up = life.follow_up
    Participant.objects.bulk_update(closely, ["closer_follow_up"])
