"""How far a review has come, what was chosen in it, and what earlier reviews said."""

from dataclasses import dataclass

from caseload.review.models import ReviewItem

Decision, Asked = ReviewItem.Decision, ReviewItem.Asked


def following(membership, review, *, after=None):
    """The next person nothing is chosen for, from the top again at the end; None when all are."""
    waiting = ReviewItem.objects.visible_to(membership).filter(review=review)
    waiting = waiting.still_hers().undecided()
    if after is None:
        return waiting.first()
    waiting = waiting.exclude(pk=after.pk)
    return waiting.filter(position__gt=after.position).first() or waiting.first()


@dataclass(frozen=True)
class ChoicesMade:
    """The people of one review by what was chosen for them, in the order of the review."""

    by_decision: list  # of (Decision, items); only those somebody was chosen for
    undecided: list
    to_ask: list

    @property
    def looked_at(self):
        return sum(len(items) for _decision, items in self.by_decision)

    @property
    def total(self):
        return self.looked_at + len(self.undecided)


def choices_made(items, review):
    items = list(items)
    chosen = [(each, [i for i in items if i.decision == each]) for each in Decision]
    return ChoicesMade(
        by_decision=[(decision, found) for decision, found in chosen if found],
        undecided=[i for i in items if not i.decided_at and i.is_still_hers(review)],
        to_ask=[i for i in items if i.asked == Asked.NOT_YET],
    )


@dataclass(frozen=True)
class ToldBefore:
    """What was tried and chosen for one person before this review."""

    decisions: list
    follow_ups: list

    @property
    def suggested(self):
        """To begin with: what she answered last time she was asked. Nothing is chosen for her."""
        return {"asked": self.decisions[0].asked} if self.decisions else {}


def told_before(item):
    participant = item.participant
    decisions = participant.review_items.decided().exclude(review=item.review_id)
    return ToldBefore(
        decisions=list(decisions.order_by("-decided_at")[:3]),
        follow_ups=list(participant.follow_ups.exclude(ended_on=None).order_by("-started_on")[:3]),
    )
