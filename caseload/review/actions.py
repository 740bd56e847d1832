"""What an advisor does in a review. Choosing for a person does at once what the choice means."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from caseload.actions import note_change, say_not_now, start_closer_follow_up
from caseload.models import Change, CloserFollowUp, Participant
from caseload.review.models import PortfolioReview, ReviewItem

Decision = ReviewItem.Decision


class FollowedClosely(Exception):
    """She is followed closely by now, which is ended on her own page only. Nothing was written."""


@transaction.atomic
def start_review(membership, *, people, colleagues=()):
    """A review of these people in the order given; the one under way if there is one already."""
    review, is_new = PortfolioReview.objects.get_or_create(
        office_id=membership.office_id, advisor_id=membership.user_id, ended_at=None
    )
    if is_new:
        ReviewItem.objects.bulk_create(
            ReviewItem(review=review, participant=person, position=position)
            for position, person in enumerate(people, start=1)
        )
        review.colleagues.set(colleagues)
        audit.record(membership, "review.start", review)
    return review


@transaction.atomic
def invite(membership, review, *, colleagues):
    """These colleagues look along from now on, and nobody else."""
    review.colleagues.set(colleagues)
    audit.record(membership, "review.invite", review)


@transaction.atomic
def bring(membership, item):
    """Open one person to those invited: until the review ends, and some days at most."""
    item.brought_until = timezone.now() + ReviewItem.BROUGHT_FOR
    item.save(update_fields=["brought_until"])
    audit.record(membership, "review.bring", item.participant)


@transaction.atomic
def keep_to_herself(membership, item):
    item.brought_until = None
    item.save(update_fields=["brought_until"])
    audit.record(membership, "review.bring_no_longer", item.participant)


@transaction.atomic
def decide(membership, item, *, decision, asked, why, known, until=None, **rhythm):
    """Keep what was chosen, and carry it out. The same sent twice is done once.

    `until` is the day to look again, for "consider" and "not now". `rhythm` is what goes to
    closer follow-up: rhythm, days, look_again_on.
    """
    item = ReviewItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    chosen = {
        "decision": decision,
        "asked": asked,
        "why": why,
        "known": known,
        "look_again_on": until,
    }
    if item.decided_at and all(getattr(item, name) == value for name, value in chosen.items()):
        return item
    participant = Participant.objects.select_for_update(of=("self",)).get(pk=item.participant_id)
    if participant.closer_follow_up_id and decision != Decision.CLOSER:
        raise FollowedClosely
    for name, value in chosen.items():
        setattr(item, name, value)
    item.decided_at = timezone.now()
    item.save(update_fields=[*chosen, "decided_at"])
    note_change(membership, participant, Change.Kind.REVIEWED, asked, decision)
    audit.record(membership, "review.decide", participant)
    _carry_out(membership, participant, item, rhythm)
    return item


def _carry_out(membership, participant, item, rhythm):
    if item.decision == Decision.CLOSER and participant.closer_follow_up_id is None:
        asked = item.asked or CloserFollowUp.Asked.UNKNOWN
        start_closer_follow_up(membership, participant, why=item.why, asked=asked, **rhythm)
    elif item.decision == Decision.NOT_NOW:
        say_not_now(membership, participant, why=item.why, until=item.look_again_on)
    elif item.decision in (Decision.CONSIDER, Decision.ORDINARY) and participant.not_now_until:
        participant.not_now_why, participant.not_now_until = "", None
        participant.save(update_fields=["not_now_why", "not_now_until"])


@transaction.atomic
def finish_review(membership, review):
    """Who was brought is closed to those invited; who was not looked at stays as she was."""
    under_way = PortfolioReview.objects.under_way().filter(pk=review.pk)
    if under_way.update(ended_at=timezone.now()):
        review.items.update(brought_until=None)
        audit.record(membership, "review.finish", review)
