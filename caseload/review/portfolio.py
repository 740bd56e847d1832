"""Which people a review goes through: an advisor's own, or a part of them she chooses."""

import datetime

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from caseload.models import Participant
from caseload.review.models import ReviewItem


class Part(models.TextChoices):
    EVERYBODY = "everybody", _("Everybody")
    NOT_FOR_3 = "3", _("Not reviewed for 3 months")
    NOT_FOR_6 = "6", _("Not reviewed for 6 months")
    NOT_FOR_12 = "12", _("Not reviewed for 12 months")
    LOOK_AGAIN = "look_again", _("Those you wanted to look at again by now")


MONTHS = {Part.NOT_FOR_3: 3, Part.NOT_FOR_6: 6, Part.NOT_FOR_12: 12}


def portfolio(membership):
    """Everybody she is the advisor of who is active and not followed closely."""
    return Participant.objects.advised_by(membership).filter(ended_on=None, closer_follow_up=None)


def part_of_portfolio(membership, part, phases, today):
    """In the order of their names: any other would be a ranking."""
    people = portfolio(membership)
    if phases:
        people = people.filter(phase__in=phases)
    if part == Part.LOOK_AGAIN:
        people = people.filter(pk__in=to_look_at_again(membership, today).values("pk"))
    if part in MONTHS:
        people = people.exclude(
            review_items__decided_at__gte=_midnight(today - relativedelta(months=MONTHS[part]))
        )
    return people.order_by("sort_key", "pk")


def to_look_at_again(membership, today):
    """Whose day to look again has come, by the last decision or a "not now"; `look_on` says it."""
    last = ReviewItem.objects.decided().filter(participant=OuterRef("pk")).order_by("-decided_at")
    considered = last.filter(decision=ReviewItem.Decision.CONSIDER)
    return (
        portfolio(membership)
        .annotate(
            last=Subquery(last.values("pk")[:1]),
            considered=Subquery(considered.values("pk")[:1]),
            look_on=Coalesce("not_now_until", Subquery(considered.values("look_again_on")[:1])),
        )
        .filter(Q(not_now_until__isnull=False) | Q(last=models.F("considered")))
        .filter(look_on__lte=today)
        .order_by("look_on", "sort_key", "pk")
    )


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
