"""What the demo's groups agreed on: open on some benches, done, given more time, dropped."""

import datetime

from caseload.models import Todo
from notifications.working_days import next_working_day, working_days_after
from reflection.agreed.models import AgreedAction
from reflection.demo.rows import in_language_of, new_id
from reflection.groups.models import Group
from reflection.sharing.reminding import SHARE_WITHIN

DAY = datetime.timedelta(days=1)
# What each group has agreed on, in turns.
WHAT = {
    "nb": [
        "Ringe tre arbeidsplasser ingen av oss har besøkt",
        "Lage et forslag til hva vi sier til mentorer i første samtale",
        "Spørre lederen om én fast formiddag til besøk",
        "Samle spørsmålene vi bruker når vi leter etter oppgaver",
        "Invitere en mentor til neste møte",
        "Ta opp ventetiden på tilskudd med dem som behandler søknadene",
        "Skrive ned hvem som kjenner hvilke bransjer",
        "Avtale et felles besøk hos et verksted",
    ],
    "nn": [
        "Ringje tre arbeidsplassar ingen av oss har besøkt",
        "Lage eit framlegg til kva vi seier til mentorar i første samtale",
        "Spørje leiaren om éin fast formiddag til besøk",
        "Samle spørsmåla vi bruker når vi leitar etter oppgåver",
        "Invitere ein mentor til neste møte",
        "Ta opp ventetida på tilskot med dei som behandlar søknadene",
        "Skrive ned kven som kjenner kva bransjar",
        "Avtale eit felles besøk hos ein verkstad",
    ],
}
DONE_HOW = {
    "nb": "To sa ja til et besøk, og én vil høre fra oss igjen.",
    "nn": "To sa ja til eit besøk, og éin vil høyre frå oss igjen.",
}
DROPPED_WHY = {
    "nb": "Et annet kontor hadde gjort det allerede. Vi bruker deres.",
    "nn": "Eit anna kontor hadde gjort det alt. Vi bruker deira.",
}


def agreed_of(dice, told, today):
    """([Todo], [AgreedAction]): what the reflection groups of offices agreed lately.

    The first who leads in a group has something open, and so has the next.
    """
    todos, actions = [], []
    groups = [g for g in told.groups if g.office and g.kind == Group.Kind.REFLECTION]
    for number, group in enumerate(groups):
        held = told.held_by(group)[-4:]
        if group.ended_on or len(held) < 4:
            continue
        leading = told.leading(group)
        texts = in_language_of(group.office, WHAT)
        plan = [
            (held[-1], 0, {"due_on": next_working_day(today + 3 * DAY)}, 0),
            (held[-1], 1, {"due_on": next_working_day(today + 8 * DAY)}, 0),
            (held[-2], 1, {"due_on": next_working_day(today + 5 * DAY)}, 1),
            (held[-3], 0, _done(group, held[-2].starts_at.date() - DAY), 0),
            (held[-4], 2, _dropped(group, held[-3].starts_at.date()), 0),
            (held[-4], 1, _done(group, held[-3].starts_at.date() - 2 * DAY), 1),
            (held[-4], 1, {"due_on": next_working_day(today + 10 * DAY)}, 2),
        ]
        for turn, (meeting, who, fields, carried) in enumerate(plan):
            action = AgreedAction(id=new_id(dice), meeting=meeting, times_carried=carried)
            action.todo = Todo(
                id=new_id(dice),
                office=group.office,
                owner=leading[who % len(leading)],
                kind=Todo.Kind.FROM_MEETING,
                what=texts[(number + turn) % len(texts)],
                link=action.get_absolute_url(),
                created_by=meeting.facilitator,
                created_at=meeting.held_at,
                **fields,
            )
            todos.append(action.todo)
            actions.append(action)
    return todos, actions


def _done(group, day):
    return {"due_on": day, "done_on": day, "done_how": in_language_of(group.office, DONE_HOW)}


def _dropped(group, day):
    why = in_language_of(group.office, DROPPED_WHY)
    return {"due_on": day, "dropped_on": day, "dropped_why": why}


def to_share(dice, told):
    """[Todo]: whoever led a meeting that nobody has shared yet finds it among her things to do."""
    return [
        Todo(
            id=new_id(dice),
            office=meeting.office,
            owner=meeting.facilitator,
            kind=Todo.Kind.SHARE_MEETING,
            what=f"{meeting.group}, {meeting.starts_at:%d.%m.%Y}",
            due_on=working_days_after(meeting.starts_at.date(), SHARE_WITHIN),
            link=meeting.share_url,
            created_by=meeting.facilitator,
            created_at=meeting.held_at,
        )
        for meeting in told.meetings
        if meeting.office and meeting.state == meeting.State.HELD
    ]
