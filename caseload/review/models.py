"""Going through a portfolio, one person at a time, and what was chosen for each."""

import datetime
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from caseload.models.participant import Participant


class PortfolioReviewQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Her own, and while they last those of colleagues who have invited her."""
        if not membership.follows_up:
            return self.none()
        invited = PortfolioReview.objects.filter(ended_at=None, colleagues=membership.user_id)
        return self.filter(
            Q(advisor=membership.user_id) | Q(pk__in=invited.values("pk")),
            office=membership.office_id,
        )

    def under_way(self):
        return self.filter(ended_at=None)


class PortfolioReview(models.Model):
    """One advisor's way through her portfolio, alone or with colleagues she invites."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    colleagues = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = PortfolioReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("portfolio review")
        verbose_name_plural = _("portfolio reviews")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "advisor"],
                condition=Q(ended_at=None),
                name="one_review_under_way",
                violation_error_message=_("You have a review under way already."),
            )
        ]

    def __str__(self):
        return f"{self.advisor_id} {self.started_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("caseload:review_detail", args=[self.pk])

    @property
    def is_under_way(self):
        return self.ended_at is None

    @cached_property
    def invited(self):
        return list(self.colleagues.order_by("name", "pk"))


class ReviewItemQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Of her own reviews whom she still follows up; of colleagues' whom they brought."""
        people = Participant.objects.visible_to(membership)
        invited_to = PortfolioReview.objects.visible_to(membership).under_way()
        brought = Q(
            review__in=invited_to, participant__in=Participant.objects.brought_to(membership)
        )
        return self.filter(
            Q(review__advisor=membership.user_id, participant__in=people)
            | (brought & Q(brought_until__gt=timezone.now())),
            review__office=membership.office_id,
        )

    def for_list(self):
        return self.select_related("participant__closer_follow_up", "review__advisor")

    def still_hers(self):
        """Who has not ended, nor gone to another advisor, since the review began."""
        return self.filter(
            participant__ended_on=None, participant__advisor=models.F("review__advisor")
        )

    def undecided(self):
        return self.filter(decided_at=None)

    def decided(self):
        return self.filter(decided_at__isnull=False)


class ReviewItem(models.Model):
    """One person in one review: what was known, what was chosen, and whether she was asked."""

    BROUGHT_FOR = datetime.timedelta(days=7)

    class Decision(models.TextChoices):
        CLOSER = "closer", _("Closer follow-up")
        CONSIDER = "consider", _("Consider")
        ORDINARY = "ordinary", _("Ordinary follow-up")
        NOT_NOW = "not_now", _("Not now")

    class Asked(models.TextChoices):
        YES = "yes", _("Yes, and wants it")
        NO = "no", _("Yes, and does not want it")
        NOT_YET = "not_yet", _("Not yet")
        UNKNOWN = "unknown", _("Not known")

    class Known(models.TextChoices):
        """What the data cannot tell and the advisor may know. Facts in no order of worth."""

        LONG_WITHOUT = "long_without", _("Long without work")
        WORK_TRAINING = "work_training", _("In work training, or has a workplace in mind")
        SAYS_SO = "says_so", _("Says that closer follow-up would help")
        ASKED_FOR_HELP = "asked_for_help", _("Has asked for help")
        FEW_REFERENCES = "few_references", _("Few references")
        OVERLOOKED = "overlooked", _("Easily overlooked in a full portfolio")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(PortfolioReview, models.CASCADE, related_name="items")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="review_items")
    position = models.PositiveSmallIntegerField()
    # While this is ahead, the invited colleagues may read about her.
    brought_until = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    known = ArrayField(models.CharField(max_length=20, choices=Known), default=list, blank=True)
    why = models.CharField(max_length=255, blank=True)
    look_again_on = models.DateField(null=True)
    asked = models.CharField(max_length=10, choices=Asked, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("person in a review")
        verbose_name_plural = _("people in a review")
        ordering = ["position"]
        indexes = [models.Index(fields=["participant", "-decided_at"])]
        constraints = [
            models.UniqueConstraint(fields=["review", "participant"], name="once_in_a_review"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="decided_has_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.review_id} {self.position}"

    def get_absolute_url(self):
        return reverse("caseload:review_item", args=[self.pk])

    @property
    def is_brought(self):
        return (
            self.review.is_under_way
            and self.brought_until is not None
            and self.brought_until > timezone.now()
        )

    def is_still_hers(self, review):
        return self.participant.is_active and self.participant.advisor_id == review.advisor_id

    @property
    def is_open(self):
        """Something can be chosen for her here."""
        return self.review.is_under_way and self.is_still_hers(self.review)

    @property
    def chosen(self):
        """As the form takes it."""
        names = ["decision", "asked", "why", "known"]
        return {name: getattr(self, name) for name in names} | {"until": self.look_again_on}

    @property
    def known_texts(self):
        """In the order of the questions, whatever order they were ticked in."""
        return [known.label for known in self.Known if known in self.known]
