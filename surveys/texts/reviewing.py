"""How far the review of answers in own words has come, and what may be released of them."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from surveys.instruments.questionnaire import Kind
from surveys.tables.questions import Question, questions_of
from surveys.texts.models import TextDecision
from surveys.waves.models import Wave
from surveys.waves.population import FEWEST

State = TextDecision.State
COUNTS = """
SELECT (SELECT count(*) FROM survey_texts_to_review(asked.wave, asked.item))
FROM unnest(%s::uuid[], %s::text[]) WITH ORDINALITY AS asked (wave, item, place)
ORDER BY asked.place
"""


@dataclass(frozen=True)
class Answer:
    """An answer as it is in the database now, and what was decided about it, None if nothing."""

    text_id: UUID
    said: str
    decision: TextDecision | None

    @property
    def state(self):
        """ "" as long as nothing is proposed."""
        return self.decision.state if self.decision else ""

    @property
    def is_proposed(self):
        """Waits for a second person."""
        return self.state == State.PROPOSED

    @property
    def is_decided(self):
        return self.state == State.APPROVED

    @property
    def is_left_as_decided(self):
        return self.is_decided and self.said == self.decision.text

    def waits_for(self, user_id):
        """Whether this user has something to do: propose, or approve what another proposed."""
        if self.is_proposed:
            return self.decision.proposed_by_id != user_id
        return not self.is_decided


@dataclass(frozen=True)
class Review:
    """Of one question of one wave. `total`: 0 where fewer than six have answered it.

    `proposed`: {user id: how many of her proposals wait}.
    """

    wave: Wave
    question: Question
    total: int
    decided: int
    kept: int
    proposed: dict = field(default_factory=dict)

    @property
    def left(self):
        """How many are not decided."""
        return self.total - self.decided

    @property
    def waiting(self):
        return sum(self.proposed.values())

    @property
    def untouched(self):
        """Without a proposal, or with one that was sent back."""
        return self.left - self.waiting

    @property
    def is_enough(self):
        return self.kept >= FEWEST

    @property
    def is_ready(self):
        """May be released."""
        return self.total > 0 and not self.left and self.is_enough

    def for_user(self, user_id):
        """How many wait for this user."""
        return self.left - self.proposed.get(user_id, 0)


def review_state(waves):
    """[Review] of every question in own words of these waves, in their order."""
    asked = [
        (wave, question)
        for wave in waves
        for question in questions_of(wave.questionnaire).values()
        if question.item.kind == Kind.TEXT
    ]
    totals = _totals([(wave.pk, question.item.name) for wave, question in asked])
    decisions = _decisions(waves)
    return [
        Review(wave, question, total, **decisions(wave.pk, question.item.name))
        for (wave, question), total in zip(asked, totals, strict=True)
    ]


def _totals(asked):
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [list(each) for each in zip(*asked, strict=True)])
        return [total for (total,) in cursor.fetchall()]


def _decisions(waves):
    """A function of (wave id, item): {"decided": n, "kept": n, "proposed": {user id: n}}"""
    found = TextDecision.objects.filter(wave__in=waves).values("wave", "item", "proposed_by")
    counted = found.order_by().annotate(
        decided=Count("pk", filter=~Q(approved_by=None)),
        kept=Count("pk", filter=~Q(approved_by=None) & ~Q(text="")),
        waiting=Count("pk", filter=Q(approved_by=None, returned_by=None)),
    )
    rows = list(counted)

    def decisions(wave, item):
        mine = [row for row in rows if (row["wave"], row["item"]) == (wave, item)]
        proposed = Counter({row["proposed_by"]: row["waiting"] for row in mine})
        return {
            "decided": sum(row["decided"] for row in mine),
            "kept": sum(row["kept"] for row in mine),
            "proposed": +proposed,
        }

    return decisions


def answers_of(wave, item):
    """[Answer] to this question, in an order that says nothing; [] of fewer than six."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text_id, said FROM survey_texts_to_review(%s, %s)", [wave.pk, item])
        found = cursor.fetchall()
    decisions = TextDecision.objects.filter(wave=wave, item=item)
    decided = {each.text_id: each for each in decisions.select_related("proposed_by")}
    return [Answer(text_id, said, decided.get(text_id)) for text_id, said in found]


def parts_of(answers, user_id):
    """{"mine": [Answer that waits for this user], "others": …, "decided": …}"""
    parts = {"mine": [], "others": [], "decided": []}
    for answer in answers:
        waits = "mine" if answer.waits_for(user_id) else "others"
        parts["decided" if answer.is_decided else waits].append(answer)
    return parts


def released_texts(wave, item):
    """[what is left of each answer] to this question, in an order that says nothing.

    [] as long as one is not decided by two, and where fewer than six are left.
    """
    return left_of(answers_of(wave, item))


def left_of(answers):
    """[text] as in released_texts, of all answers to a question."""
    if not all(answer.is_left_as_decided for answer in answers):
        return []
    left = [answer.said for answer in answers if answer.said]
    return left if len(left) >= FEWEST else []
