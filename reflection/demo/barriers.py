"""What is in the way at the demo's offices, with a year of looks. No two offices have the same."""

import datetime

from reflection.barriers.models import Barrier, BarrierLook, State, Weight
from reflection.demo.rows import at, in_language_of, new_id
from reflection.groups.models import Group

LITTLE, SOME, MUCH = Weight.LITTLE, Weight.SOME, Weight.MUCH
DAY = datetime.timedelta(days=1)
# How a barrier went: (quarters ago, weight, state) of each look.
COURSES = {
    "went away": [
        (4, MUCH, State.OPEN),
        (3, SOME, State.WORKED_ON),
        (1, LITTLE, State.SMALLER),
        (0, LITTLE, State.GONE),
    ],
    "gone for long": [(4, SOME, State.OPEN), (3, SOME, State.WORKED_ON), (2, LITTLE, State.GONE)],
    "smaller": [
        (4, MUCH, State.OPEN),
        (2, MUCH, State.WORKED_ON),
        (1, SOME, State.WORKED_ON),
        (0, SOME, State.SMALLER),
    ],
    "worked on": [(3, MUCH, State.OPEN), (1, MUCH, State.WORKED_ON)],
    "stays": [(4, SOME, State.OPEN), (2, SOME, State.OPEN), (1, SOME, State.OPEN)],
    "new": [(0, SOME, State.OPEN)],
    "heavier": [(2, LITTLE, State.OPEN), (0, MUCH, State.OPEN)],
    "set aside": [(3, SOME, State.OPEN), (1, SOME, State.SET_ASIDE)],
}
# (code of the outline, words, what is done)
BARRIERS = {
    "nb": [
        (
            "no_room",
            "Det er ikke satt av tid til besøk på arbeidsplasser. De blir det første som ryker.",
            "Onsdag formiddag er holdt fri for møter.",
        ),
        (
            "habits",
            "Vi avklarer lenge før noen får prøve seg i arbeid.",
            "Tre får prøve først. Vi ser på det hver måned.",
        ),
        (
            "systems",
            "Vi skriver det samme tre steder, og finner det ikke igjen.",
            "Vi har avtalt hva som skrives hvor.",
        ),
        (
            "stays_with_one",
            "Hva én lærer hos en arbeidsgiver, blir hos den ene.",
            "Hvert møte ender med ett læringspunkt.",
        ),
        (
            "theme_last",
            "Saker tar hele møtet, og det felles temaet blir det ikke tid til.",
            "Temaet står først, med egen tid.",
        ),
        (
            "how_we_see",
            "Vi tenker at arbeidsgivere helst vil slippe. De fleste har vi ikke spurt.",
            "Vi spør fem nye arbeidsplasser hver måned.",
        ),
        (
            "what_is_counted",
            "Det som telles, er møter og vedtak, og ikke besøk.",
            "Vi har tatt det opp med fylket.",
        ),
        (
            "with_employers",
            "Mange av oss er usikre på den første samtalen med en arbeidsgiver.",
            "Den som er usikker, er med en kollega.",
        ),
    ],
    "nn": [
        (
            "no_room",
            "Det er ikkje sett av tid til besøk på arbeidsplassar.",
            "Tysdag formiddag er halden fri for møte.",
        ),
        (
            "income_first",
            "Arbeidet med ytingar tek tida vi hadde tenkt til oppfølging.",
            "To om gongen er skjerma ein halv dag i veka.",
        ),
        (
            "systems",
            "Vi skriv det same tre stader, og finn det ikkje att.",
            "Vi har avtalt kva som skal skrivast kvar.",
        ),
        (
            "newcomers",
            "Nye kollegaer får høyre om arbeidsmåten først etter eit halvt år.",
            "Dei nye er med på møta frå første veke.",
        ),
    ],
}
SET_ASIDE_WHY = {
    "nb": "Det avgjøres ikke her. Vi har sagt fra.",
    "nn": "Det blir ikkje avgjort her. Vi har sagt frå.",
}
# How the barriers of an office went, one for each of them in turn.
FEWER = ["smaller", "went away", "worked on", "gone for long", "went away", "stays"]
MORE = ["worked on", "stays", "new", "heavier", "set aside"]
AS_MANY = ["stays", "worked on", "heavier", "gone for long"]
LIGHTER = ["smaller", "worked on", "set aside"]
TRENDS = [FEWER, MORE, AS_MANY, LIGHTER]


def barriers_of(dice, told, today):
    """([Barrier], [BarrierLook]) of every office that meets, raised in its meetings or alone."""
    barriers, looks = [], []
    groups = [g for g in told.groups if g.office and g.kind == Group.Kind.REFLECTION]
    for number, group in enumerate(groups):
        # Who has left looks at nothing any longer; who has come lately has nothing to look back on.
        held = told.held_by(group)
        if group.ended_on or not held:
            continue
        leading = told.leading(group)
        texts = in_language_of(group.office, BARRIERS)
        courses = TRENDS[number % len(TRENDS)]
        for turn, course in enumerate(courses[: len(texts)]):
            seen = [_look(dice, leading, step, today) for step in COURSES[course]]
            barrier = _barrier(dice, group, seen, texts[turn])
            barrier.owner = leading[turn % len(leading)] if turn % 3 != 2 else None
            barrier.meeting = next(
                (m for m in held if m.starts_at.date() == barrier.raised_on), None
            )
            for look in seen:
                look.barrier = barrier
            barriers.append(barrier)
            looks += seen
    return barriers, looks


def _look(dice, leading, step, today):
    quarters_ago, weight, state = step
    day = _day_in_quarter(today, quarters_ago)
    return BarrierLook(
        at=at(day, 8, dice.randint(0, 59)), weight=weight, state=state, by=dice.choice(leading)
    )


def _day_in_quarter(today, quarters_ago):
    """A day in the middle of that quarter; of the one that runs, some days ago or its first day."""
    begin = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    if not quarters_ago:
        return max(begin, today - 9 * DAY)
    return begin - (91 * quarters_ago - 45) * DAY


def _barrier(dice, group, seen, text):
    code, words, what_is_done = text
    last = seen[-1]
    is_set_aside = last.state == State.SET_ASIDE
    return Barrier(
        id=new_id(dice),
        office=group.office,
        heading_code=code,
        words=words,
        weight=last.weight,
        state=last.state,
        what_is_done="" if last.state == State.OPEN else what_is_done,
        set_aside_why=in_language_of(group.office, SET_ASIDE_WHY) if is_set_aside else "",
        raised_on=seen[0].at.date(),
        looked_on=last.at.date(),
    )
