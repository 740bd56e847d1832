"""What is around people in the demo: helpers, things to do, and needs for workplaces."""

import datetime

from accounts.models import Membership
from caseload.models import Connection, Participant, Todo
from mentors.actions import place
from mentors.demo import texts_around as texts
from mentors.demo.days import DAY, at_work, working_day_before
from mentors.demo.identity import new_id
from mentors.models import MentorNeed, NeedAnswer, WorkplaceNeed
from mentors.relations.models import with_a_candidate
from notifications.working_days import working_days_after

Kind = Connection.Kind


def surround(dice, workforce, lives, today):
    """Somebody to help and something to do, here and there among those followed closely."""
    liaisons = workforce.in_role(Membership.Role.EMPLOYER_LIAISON)
    closely = [life for life in lives if life.follow_up]
    for n, life in enumerate(closely):
        if n % 3 == 0 and liaisons:
            does = dice.choice(texts.LIAISON_DOES)
            life.connect(kind=Kind.LIAISON, user=liaisons[0].user, does=does)
        if n % 3 != 1:
            kind = dice.choice(list(texts.HELPERS))
            name, works_at, does = dice.choice(texts.HELPERS[kind])
            life.connect(kind=kind, name=name, works_at=works_at, does=does)
        if n % 6 == 1:
            _to_do(dice, life, today, what=dice.choice(texts.TO_DO))
        if n % 7 == 0 and life.mentorships:
            kind = dice.choice(MentorNeed.Kind.values)
            what = texts.DONE_FOR_MENTORS[kind]
            todo = _to_do(dice, life, today, what=what, kind=Todo.Kind.MENTOR_NEED)
            life.mentor_needs(kind=kind, todo=todo)


def _to_do(dice, life, today, **fields):
    due_on = working_days_after(today, dice.randint(1, 8))
    return life.add_todo(life.moment.date(), due_on=due_on, **fields)


def look_for_workplaces(dice, workforce, mentors, today):
    """At one office: a need with a proposal, one without, and one that is closed."""
    ada, bo = workforce.advisors[:2]
    liaison = workforce.in_role(Membership.Role.EMPLOYER_LIAISON)[0]
    [answered, waiting, closed] = [
        WorkplaceNeed(
            id=new_id(dice),
            office=workforce.office,
            by=member.user,
            created_at=at_work(_ago(today, days), dice),
            from_on=today + datetime.timedelta(days=20) if days < 20 else None,
            closed_on=_ago(today, 9) if days > 20 else None,
            **texts.NEEDS[n],
        )
        for n, (member, days) in enumerate([(ada, 6), (bo, 3), (ada, 34)])
    ]
    answered.todo = Todo.objects.create(
        id=new_id(dice),
        office=workforce.office,
        owner=ada.user,
        created_by=liaison.user,
        created_at=at_work(_ago(today, 2), dice),
        what=f"Se på arbeidsplassene som er foreslått til behovet: {answered.tasks}",
        due_on=working_days_after(today, 2),
        link=answered.get_absolute_url(),
    )
    WorkplaceNeed.objects.bulk_create([answered, waiting, closed])
    workplaces = list(dict.fromkeys(mentor.workplace for mentor in mentors))
    for need, days, proposed, word in [
        (answered, 2, workplaces[:2], "Begge har plass fra nyttår. Spør etter daglig leder."),
        (closed, 30, workplaces[2:3], "Har hatt noen før og vil gjerne igjen."),
    ]:
        at = at_work(_ago(today, days), dice)
        answer = NeedAnswer.objects.create(need=need, by=liaison.user, at=at, word=word)
        answer.workplaces.set(proposed)


def help_mentors(dice, workforce, today):
    """At one office: what mentors needed these months, and what came of it."""
    current = with_a_candidate().filter(placement__participant__office=workforce.office)
    oldest = current.select_related("placement__participant").order_by("started_on", "pk")
    for mentorship, (kind, days, ended) in zip(oldest, texts.HELP_FOR_MENTORS, strict=False):
        participant = mentorship.placement.participant
        todo = Todo.objects.create(
            id=new_id(dice),
            office=workforce.office,
            participant=participant,
            owner_id=participant.advisor_id,
            kind=Todo.Kind.MENTOR_NEED,
            what=texts.DONE_FOR_MENTORS[kind],
            created_by_id=participant.advisor_id,
            created_at=at_work(_ago(today, days + 12), dice),
            due_on=_ago(today, days - 2),
            **{f"{ended}_on": _ago(today, days)},
            **texts.HOW_IT_ENDED[ended],
        )
        MentorNeed.objects.create(
            id=new_id(dice),
            placement=mentorship.placement,
            mentor_id=mentorship.mentor_id,
            kind=kind,
            todo=todo,
        )


def begin_without_mentor(dice, workforce, mentors, today):
    """At one office: two have begun somewhere, and nobody there is their mentor yet."""
    member = workforce.advisors[2]
    looking = Participant.objects.advised_by(member).filter(
        phase=Participant.Phase.FINDING, ended_on=None, closer_follow_up=None, workplace_name=""
    )
    workplaces = list(dict.fromkeys(mentor.workplace for mentor in mentors))
    for person, workplace in zip(looking.order_by("sort_key")[:2], workplaces[3:], strict=False):
        began = {"id": new_id(dice), "started_on": _ago(today, dice.randint(2, 8))}
        place(member, person, workplace=workplace, **began)


def _ago(today, days):
    return working_day_before(today - (days - 1) * DAY)
