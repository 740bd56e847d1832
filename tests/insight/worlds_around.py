"""What stands around the people of a random world: workplaces, mentors, helpers, ends, meetings."""

import datetime
import uuid

from django.utils import timezone

from caseload.measures.models import IncomeAnswer, Measure, MeasureType, MentorGrant
from caseload.models import Connection, HandedOver, Handover, Todo
from mentors.models import (
    Call,
    Contact,
    ContactPerson,
    MentorNeed,
    MentorRelation,
    Mentorship,
    NeedAnswer,
    Placement,
    Workplace,
    WorkplaceNeed,
)
from reflection.barriers.models import Barrier, BarrierLook, State, Weight
from reflection.barriers.outline import HEADINGS
from reflection.models import AgreedAction, Group, Invitee, LearningPoint, Meeting
from reflection.reach import Reach
from reflection.themes import Theme

Kind = Todo.Kind


def surround(dice, rows, workforce):
    _place(dice, rows, workforce)
    _connect(dice, rows, workforce)
    _let_end(dice, rows, workforce)
    _hand_over(dice, rows, workforce)
    _meet(dice, rows, workforce)
    _name_barriers(dice, rows, workforce)


def _place(dice, rows, workforce):
    """Workplaces with mentors; people placed there now or earlier; what mentors say and need."""
    workplaces = rows.add(
        Workplace(office=workforce.office, name=f"Fjordbygg {n}", sort_key=f"fjordbygg {n}")
        for n in range(dice.randint(1, 6))
    )
    mentors = rows.add(
        ContactPerson(workplace=workplace, name=f"Solveig {n}")
        for workplace in workplaces
        for n in range(dice.randint(1, 3))
    )
    placements, mentorships = [], []
    for person in dice.some(workforce.people, 0.5):
        placements += rows.add(_placements(dice, person, workplaces))
    for placement in placements:
        there = [each for each in mentors if each.workplace_id == placement.workplace_id]
        mentorships += rows.add(_mentorships(dice, placement, there))
    _say(dice, rows, workforce, mentorships)
    rows.add(_contacts(dice, workforce, placements))
    _ask_for_workplaces(dice, rows, workforce)


def _placements(dice, person, workplaces):
    if dice.happens(0.3):
        outcome = dice.choice(Placement.Outcome.values)
        right_for = dice.some(Placement.RightFor.values, 0.4)
        ended = {"ended_on": dice.day(-500, 0), "outcome": outcome, "right_for": right_for}
        where = {"workplace": dice.choice(workplaces), "was_sudden": dice.happens(0.2)}
        yield Placement(participant=person, started_on=dice.day(-900, -500), **where, **ended)
    if dice.happens(0.7):
        where = {"workplace": dice.choice(workplaces), "is_job": dice.happens(0.2)}
        yield Placement(participant=person, started_on=dice.day(-400, 0), **where)


def _mentorships(dice, placement, mentors):
    for mentor in dice.some(mentors, 0.6):
        over = dice.day(-80, 0) if dice.happens(0.2) else None
        yield Mentorship(
            placement=placement,
            mentor=mentor,
            is_backup=dice.happens(0.3),
            closeness=dice.choice(["", *Mentorship.Closeness.values]),
            started_on=dice.day(-400, -90),
            ended_on=placement.ended_on or over,
        )


def _say(dice, rows, workforce, mentorships):
    """Calls by personal links, and what mentors need, which is somebody's to do."""
    pairs = {(each.mentor, each.placement.participant.advisor): None for each in mentorships}
    relations = rows.add(
        MentorRelation(mentor=mentor, advisor=advisor) for mentor, advisor in pairs
    )
    rows.add(_call(dice, relation) for relation in dice.some(relations * 2, 0.6))
    for each in dice.some(mentorships, 0.4):
        who = {"placement": each.placement, "mentor": each.mentor}
        [todo] = rows.add([_todo(dice, workforce, Kind.MENTOR_NEED, each.placement.participant)])
        rows.add([MentorNeed(kind=dice.choice(MentorNeed.Kind.values), todo=todo, **who)])


def _call(dice, relation):
    at = dice.moment(-100, 0)
    call = Call(relation=relation, chosen=dice.choice(Call.Choice.values), at=at)
    call.submission = uuid.uuid4()
    if call.chosen != Call.Choice.ALL_WELL:
        call.colleagues_due_at = at + datetime.timedelta(days=2)
        call.leader_due_at = at + datetime.timedelta(days=3)
        if dice.happens(0.5):
            call.colleagues_asked_at = call.leader_asked_at = call.leader_due_at
        if dice.happens(0.4):
            call.answered_on = dice.day(-90, 0)
            call.answered_by_id = relation.advisor_id
    return call


def _todo(dice, workforce, kind, participant=None):
    staff = [*workforce.follows_up, *workforce.liaisons]
    ended = dice.choice([{}, {}, {"done_on": dice.day(-400, 0)}, {"dropped_on": dice.day(-90, 0)}])
    return Todo(
        office=workforce.office,
        participant=participant,
        owner=dice.choice(staff),
        created_by=dice.choice(staff),
        kind=kind,
        due_on=dice.day(-20, 40),
        created_at=dice.moment(-400, 0),
        **ended,
    )


def _contacts(dice, workforce, placements):
    """No dashboard counts them, and any that does would be found."""
    for placement in dice.some(placements, 0.3):
        yield Contact(
            participant=placement.participant,
            placement=placement,
            by=dice.choice(workforce.follows_up),
            on=dice.day(-200, 0),
            how="visit",
            people=[Contact.Who.MENTOR],
            submission=uuid.uuid4(),
        )


def _ask_for_workplaces(dice, rows, workforce):
    staff = [*workforce.follows_up, *workforce.liaisons]
    needs = rows.add(
        WorkplaceNeed(
            office=workforce.office,
            by=dice.choice(staff),
            created_at=dice.moment(-400, 0),
            tasks="Lager",
            closed_on=dice.choice([None, dice.day(-300, 0)]),
        )
        for _each in range(dice.randrange(8))
    )
    rows.add(
        NeedAnswer(need=need, by=dice.choice(staff), at=dice.moment(-200, 0))
        for need in dice.some(needs * 2, 0.4)
    )


def _connect(dice, rows, workforce):
    for person in dice.some(workforce.people, 0.4):
        for kind in dice.sample(Connection.Kind.values, dice.randint(1, 3)):
            until = dice.day(-60, 0) if dice.happens(0.3) else None
            when = {"since": dice.day(-500, -60), "until": until}
            rows.add([Connection(participant=person, kind=kind, does="x", **when)])
        if workforce.liaisons and dice.happens(0.5):
            helper = {"kind": "liaison", "user": dice.choice(workforce.liaisons)}
            since = dice.day(-300, 0)
            rows.add([Connection(participant=person, does="x", since=since, **helper)])


def _let_end(dice, rows, workforce):
    """Measures and grants of all states; what is said about this end of a benefit, or another."""
    for person in workforce.people:
        for _each in range(dice.choice([0, 0, 1, 2])):
            rows.add([_measure(dice, workforce, person)])
        if dice.happens(0.1):
            rows.add([MentorGrant(participant=person, who_applies="workplace")])
        if person.benefit_ends_on and dice.happens(0.5):
            about = {"answer": dice.choice(IncomeAnswer.Answer.values), "by": person.advisor}
            days = datetime.timedelta(days=dice.choice([0, 0, 30]))
            for_end = person.benefit_ends_on - days
            rows.add([IncomeAnswer(participant=person, for_end=for_end, **about)])


def _measure(dice, workforce, person):
    starts_on = dice.day(-400, 20)
    length = dice.choice([None, dice.randint(0, 500)])
    ends_on = length if length is None else starts_on + datetime.timedelta(days=length)
    measure = Measure(
        participant=person,
        type=dice.choice(MeasureType.values),
        starts_on=starts_on,
        ends_on=ends_on,
        called_off_on=dice.day(-30, 0) if dice.happens(0.1) else None,
    )
    if ends_on and dice.happens(0.4):
        measure.stops_job = dice.choice(Measure.StopsJob.values)
        measure.job_answered_for = dice.choice([ends_on, starts_on])
        measure.job_answered_on = dice.day(-70, 0)
        measure.job_answered_by = dice.choice(workforce.follows_up)
    return measure


def _hand_over(dice, rows, workforce):
    handovers = rows.add(
        Handover(
            office=workforce.office,
            giver=dice.choice(workforce.follows_up),
            by=dice.choice(workforce.follows_up),
            at=dice.moment(-300, 0),
            at_once=dice.happens(0.3),
        )
        for _each in range(dice.randrange(5))
    )
    if handovers:
        rows.add(
            _handed_over(dice, workforce, dice.choice(handovers), person)
            for person in dice.some(workforce.people, 0.2)
        )


def _handed_over(dice, workforce, handover, person):
    status = dice.choice(HandedOver.Status.values)
    is_waiting = status in HandedOver.WAITING
    return HandedOver(
        handover=handover,
        participant=person,
        receiver=dice.choice(workforce.follows_up),
        status=status,
        failure="ended" if status == HandedOver.Status.FAILED else "",
        was_closely=dice.happens(0.4),
        narrative="x" if dice.happens(0.5) else "",
        answered_at=None if is_waiting else dice.moment(-200, 0),
        tells_mentor=dice.happens(0.4),
        mentor_told_on=dice.day(-90, 0) if dice.happens(0.4) else None,
    )


def _meet(dice, rows, workforce):
    """Meetings of all states, with those who were there; actions agreed and what was learned."""
    office = workforce.office
    place = {"office": office, "county_id": office.county_id}
    groups = rows.add(
        Group(kind=kind, name=kind, created_by=workforce.leaders[0].user, **place)
        for kind in dice.some(Group.Kind.values, 0.6)
    )
    meetings = rows.add(
        _meeting(dice, group, place) for group in groups for _each in range(dice.randrange(5))
    )
    for meeting in meetings:
        rows.add(_invitees(dice, workforce, meeting))
        if dice.happens(0.7):
            [todo] = rows.add([_todo(dice, workforce, Kind.FROM_MEETING)])
            rows.add([AgreedAction(meeting=meeting, todo=todo, times_carried=dice.randrange(3))])
    rows.add(
        _learning(dice, workforce, dice.choice([None, *meetings]), place)
        for _each in range(dice.randrange(8))
    )


def _meeting(dice, group, place):
    starts_at = dice.moment(-400, 60)
    is_ahead = starts_at > timezone.now()
    state = dice.choice(["draft", "cancelled"] if is_ahead else Meeting.State.values)
    is_over = state in ("held", "shared")
    return Meeting(
        group=group,
        starts_at=starts_at,
        state=state,
        topic=dice.choice(["", *Theme.values]),
        began_at=starts_at if is_over else None,
        held_at=starts_at + datetime.timedelta(hours=1) if is_over else None,
        shared_at=starts_at + datetime.timedelta(days=1) if state == "shared" else None,
        reach=dice.choice(Reach.values) if state == "shared" else Reach.GROUP,
        **place,
    )


def _invitees(dice, workforce, meeting):
    came = meeting.state in ("held", "shared")
    invited = [(leader.user, leader.role) for leader in dice.some(workforce.leaders, 0.4)]
    users = {user for user, _role in invited}
    advisors = dice.some(workforce.follows_up, 0.5)
    invited += [(user, "advisor") for user in advisors if user not in users]
    for user, role in invited:
        was_there = came and dice.happens(0.6)
        yield Invitee(meeting=meeting, user=user, role=role, was_there=was_there)


def _learning(dice, workforce, meeting, place):
    loop = dice.choice(LearningPoint.Loop.values)
    return LearningPoint(
        by=dice.choice(workforce.follows_up),
        meeting=meeting,
        happened="x",
        loop=loop,
        assumed="x",
        change="x",
        theme=dice.choice(Theme.values),
        reach=dice.choice(Reach.values),
        created_at=dice.moment(-400, 0),
        **place,
    )


def _name_barriers(dice, rows, workforce):
    """Each looked at some times; it is now as it was at the last look."""
    for _each in range(dice.randrange(9)):
        looks = sorted(dice.randint(-500, 0) for _each in range(dice.randint(1, 4)))
        [barrier] = rows.add([_barrier(dice, workforce, looks[0])])
        for days in looks:
            barrier.weight, barrier.state = dice.choice(Weight.values), dice.choice(State.values)
            said = {"weight": barrier.weight, "state": barrier.state}
            at, by = dice.moment(days, days), dice.choice(workforce.follows_up)
            rows.add([BarrierLook(barrier=barrier, at=at, by=by, **said)])


def _barrier(dice, workforce, raised):
    return Barrier(
        office=workforce.office,
        heading_code=dice.choice(HEADINGS).code,
        words="x",
        owner=dice.choice([None, *workforce.follows_up]),
        what_is_done=dice.choice(["", "x"]),
        set_aside_why="x",
        raised_on=dice.day(raised, raised),
    )
