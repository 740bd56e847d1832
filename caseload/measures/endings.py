"""What ends soon for one person: the line on top of her page, and her benefit with its answer."""

from dataclasses import dataclass

from django.utils import timezone

from caseload.measures.models import SOON, IncomeAnswer
from caseload.status import INCOME_NOTICE


@dataclass(frozen=True)
class IncomeEnd:
    """The end of a benefit, and what was said about the next decision; None when nothing was."""

    participant: object
    answer: IncomeAnswer | None

    @property
    def on(self):
        return self.participant.benefit_ends_on

    @property
    def is_near(self):
        """As early as for a measure; and for a while after it has passed."""
        left = self.on - timezone.localdate()
        return self.participant.is_active and -INCOME_NOTICE <= left <= SOON

    @property
    def asks(self):
        settled = self.answer and self.answer.answer != IncomeAnswer.Answer.NOT_YET
        return self.is_near and not settled


def income_end(participant):
    """When her benefit ends and what is said about it; None when it has no known end."""
    ends_on = participant.benefit_ends_on
    if ends_on is None:
        return None
    answers = participant.income_answers.select_related("by")
    return IncomeEnd(participant, answers.filter(for_end=ends_on).first())


def income_end_of_page(participant):
    """The same of somebody found with `for_page`: no query, and of the answer only what it is."""
    if participant.benefit_ends_on is None:
        return None
    said = participant.income_answer
    return IncomeEnd(participant, IncomeAnswer(answer=said) if said else None)


@dataclass(frozen=True)
class Endings:
    measures: list
    income: IncomeEnd | None

    def __bool__(self):
        return bool(self.measures) or bool(self.income)


def endings_of(participant, income):
    """What ends within two months while she is followed up. `income`: her IncomeEnd or None."""
    if not participant.is_active:
        return Endings([], None)
    return Endings(
        list(participant.measures.ending_soon(timezone.localdate()).order_by("ends_on")),
        income if income and income.is_near else None,
    )
