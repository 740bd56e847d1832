"""The status list of the bench: what each status means, as a condition on participants."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Income cannot wait: an end of benefit this near, ahead or just passed, is shown in red.
INCOME_NOTICE = datetime.timedelta(days=30)


class Status(models.TextChoices):
    ACTIVE = "active", _("Everybody I follow up")
    NEEDS = "needs", _("Somebody needs something")
    INCOME = "income", _("Benefit ends soon")
    OVER = "over", _("Over agreed time")
    WEEK = "week", _("Contact this week")
    CLOSER = "closer", _("Closer follow-up")
    NOT_SCHEDULED = "not_scheduled", _("Next contact not scheduled")
    NOT_NOW = "not_now", _("Not now")
    ENDED = "ended", _("Ended")


def condition(status, today):
    """Q of the participants in this status. Only agreed closer follow-up can be over its time."""
    active = Q(ended_on=None)
    closer = active & Q(closer_follow_up__isnull=False)
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    near = (today - INCOME_NOTICE, today + INCOME_NOTICE)
    return {
        Status.ACTIVE: active,
        Status.NEEDS: active & ~Q(needs_something=""),
        Status.INCOME: active & Q(benefit_ends_on__range=near),
        Status.OVER: closer & Q(next_contact_on__lt=today),
        Status.WEEK: active & Q(next_contact_on__range=(today, sunday)),
        Status.CLOSER: closer,
        Status.NOT_SCHEDULED: closer & Q(next_contact_on=None),
        Status.NOT_NOW: active & Q(not_now_until__gte=today),
        Status.ENDED: Q(ended_on__isnull=False),
    }[status]
