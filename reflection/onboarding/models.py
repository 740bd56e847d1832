"""Somebody new at an office, and the first steps on her way. Nothing here has a date to be met."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from caseload.agreements.models import advisors_led_by
from reflection.onboarding.steps import BY_CODE


class OfficeStepQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """For those who can start a path at the office."""
        if not membership.sees_participants:
            return self.none()
        return self.filter(office=membership.office_id, dropped_on=None)


class OfficeStep(models.Model):
    """A step this office has added, last on every path that is started from then on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    text = models.CharField(_("What is the step?"), max_length=120)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    dropped_on = models.DateField(null=True, editable=False)

    objects = OfficeStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of an office")
        verbose_name_plural = _("steps of an office")
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.text


class PathQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Her own, those she is buddy on, and for a leader those of whom she leads."""
        if not membership.sees_participants:
            return self.none()
        seen = Q(newcomer=membership.user_id) | Q(buddy=membership.user_id)
        if membership.leads:
            seen |= Q(newcomer__in=advisors_led_by(membership).order_by())
        return self.filter(seen, office=membership.office_id)

    def under_way(self):
        return self.filter(ended_on=None)

    def over(self):
        return self.exclude(ended_on=None).order_by("-ended_on", "pk")

    def for_list(self):
        return self.select_related("newcomer", "buddy").prefetch_related("steps")


class OnboardingPath(models.Model):
    """One person's way in, with a colleague as buddy. Over when all is done, or by a word."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    newcomer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("Who is new?"), related_name="+"
    )
    buddy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("Who is her buddy?"),
        related_name="+",
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True)
    ended_word = models.CharField(_("A word about it (optional)"), max_length=255, blank=True)

    objects = PathQuerySet.as_manager()

    class Meta:
        verbose_name = _("path for somebody new")
        verbose_name_plural = _("paths for somebody new")
        ordering = ["-started_on", "pk"]
        indexes = [models.Index(fields=["buddy"])]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "newcomer"],
                condition=Q(ended_on=None),
                name="one_path_at_a_time",
                violation_error_message=_("There is a path under way for her already."),
            ),
            models.CheckConstraint(
                condition=~Q(buddy=F("newcomer")),
                name="buddy_is_somebody_else",
                violation_error_message=_("Choose a colleague as buddy."),
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return reverse("reflection:onboarding_detail", args=[self.pk])

    @property
    def is_over(self):
        return self.ended_on is not None

    @property
    def next_step(self):
        """The first that is not done, or None. Reads the steps that were fetched with the path."""
        return next((step for step in self.steps.all() if not step.is_done), None)


class PathStepQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self.filter(path__in=OnboardingPath.objects.visible_to(membership))

    def for_list(self):
        return self.select_related("done_with")


class PathStep(models.Model):
    """One step of a path: a code of steps.FIRST_STEPS, or the office's words as they were then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(OnboardingPath, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=120, blank=True)
    done_on = models.DateField(_("When was it?"), null=True)
    done_with = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("With which colleague? (optional)"),
        related_name="+",
    )

    objects = PathStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a path")
        verbose_name_plural = _("steps of a path")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["path", "position"], name="step_has_its_place"),
            models.CheckConstraint(condition=Q(code="") ^ Q(words=""), name="step_says_what"),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def is_done(self):
        return self.done_on is not None

    @property
    def text(self):
        return BY_CODE[self.code].text if self.code else self.words

    @property
    def help(self):
        return BY_CODE[self.code].help if self.code else ""
