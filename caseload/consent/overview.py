"""The page of consents: for each topic and receiver what may be told, and what was before."""

from dataclasses import dataclass

from caseload.consent.models import AT_THE_WORKPLACE, OTHERS, Topic


@dataclass
class Cell:
    topic: Topic
    receiver: str
    consent: object = None  # in force today
    before: object = None  # the latest that has ended


@dataclass
class Overview:
    """`at_the_workplace` and `others` are tables: (topic, its cells in the order of receivers)."""

    at_the_workplace: list
    others: list
    earlier: list
    others_may_know: bool


def overview(consents, today):
    """An Overview of one person's consents, newest first."""
    in_force = {(c.topic, c.receiver): c for c in consents if c.is_in_force(today)}
    ended = [c for c in reversed(consents) if c.ended_at or c.until_on < today]
    latest = {(c.topic, c.receiver): c for c in ended}

    def cell(topic, receiver):
        pair = (topic, receiver)
        return Cell(topic, receiver, in_force.get(pair), latest.get(pair))

    def table(receivers):
        return [(topic, [cell(topic, receiver) for receiver in receivers]) for topic in Topic]

    return Overview(
        at_the_workplace=table(AT_THE_WORKPLACE),
        others=table(OTHERS),
        earlier=[c for c in consents if not c.is_in_force(today)],
        others_may_know=any(receiver in OTHERS for _topic, receiver in in_force),
    )


def told_at_the_workplace(consents):
    """(receiver, its topics) for those who may be told anything, from consents in force."""
    by_receiver = {}
    for consent in consents:
        by_receiver.setdefault(consent.receiver, []).append(consent)
    return [(to, by_receiver[to]) for to in AT_THE_WORKPLACE if to in by_receiver]
