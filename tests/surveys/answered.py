"""Closed waves with answers, as if another tool had asked."""

from surveys.answers.actions import take_in_answers
from surveys.answers.reading import Answers
from surveys.instruments.actions import take_in
from surveys.instruments.questionnaire import (
    Block,
    Choice,
    Clause,
    Condition,
    Item,
    Kind,
    Page,
    Questionnaire,
    Texts,
)
from surveys.tables.actions import save_table
from surveys.tables.definition import Definition
from surveys.texts.actions import approve, propose
from surveys.texts.models import TextDecision

AGREE = (
    Choice("disagree", Texts("Uenig"), merged={"two": "Ikke enig"}),
    Choice("agree", Texts("Enig"), merged={"two": "Enig"}),
    Choice("dont_know", Texts("Vet ikke"), says_nothing=True, merged={"two": "Ikke enig"}),
)


def questionnaire(*, wording="Jeg har tid", choices=AGREE):
    """A statement, one asked of those who agree, several answers, a number and own words."""
    agrees = Condition((Clause("room", "=", "agree"),))
    items = (
        Item("room", Kind.ONE, Texts(wording), "agree"),
        Item("enough", Kind.ONE, Texts("Det er nok tid"), "agree", shown_if=agrees),
        Item("several", Kind.SEVERAL, Texts("Hva stemmer?"), "agree"),
        Item("people", Kind.NUMBER, Texts("Hvor mange følger du opp?")),
        Item("more", Kind.TEXT, Texts("Noe mer?")),
    )
    blocks = tuple(Block(item.name, (item,)) for item in items)
    return Questionnaire(Texts("Puls"), (Page("one", blocks),), {"agree": choices})


def make_answered(label="T1", *responses, texts=(), asked=None):
    """A closed wave with these answers. Without any: eight, of which five agree."""
    agree = {"room": "agree", "enough": "agree", "several": ["agree", "dont_know"], "people": 10}
    disagree = {"room": "disagree", "several": ["disagree"], "people": 9}
    rows = responses or [agree] * 5 + [disagree] * 2 + [{"room": "dont_know"}]
    version = take_in("pulse", asked or questionnaire())
    return take_in_answers(version, label, Answers(list(rows), {"more": list(texts)}, []))


def make_proposal(membership, answer, wave, *, kind="keep", text=None, item="more"):
    """What she proposes for this Answer: without more, to keep it as it is."""
    decision = TextDecision(text_id=answer.text_id, wave=wave, item=item)
    text = {"keep": answer.said, "withhold": ""}.get(kind, text)
    propose(membership, decision, version=0, kind=kind, text=text)
    return TextDecision.objects.get(text_id=answer.text_id)


def decide(proposer, approver, answer, wave, **proposal):
    """Proposed by the one and approved by the other."""
    decision = make_proposal(proposer, answer, wave, **proposal)
    approve(approver, decision, version=decision.version)


def make_saved_table(researcher, *waves, names=("room", "several"), title="Tid", **more):
    definition = Definition(waves, tuple(names), **more)
    return save_table(researcher, title=title, definition=definition)
