"""A need for a workplace, told without saying whose, and the workplaces proposed for it."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Office
from accounts.written import in_one_row
from caseload.agreements.models import advisors_led_by
from caseload.models import Todo

LATELY = datetime.timedelta(days=60)


class WorkplaceNeedQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """The whole office's, for everybody there who works with employers."""
        if not membership.sees_workplaces:
            return self.none()
        return self.filter(office=membership.office_id)

    def led_by(self, membership):
        """What a leader counts: the office's, or what is asked for by those of her department."""
        needs = self.visible_to(membership)
        if membership.role == Membership.Role.DEPARTMENT_LEADER:
            return needs.filter(by__in=advisors_led_by(membership).values("pk"))
        return needs

    def open(self):
        return self.filter(closed_on=None)

    def counted(self, moments):
        """Numbers in one row: `open` now, of them `unanswered`, `since` when the first of these
        waits (or None), and `answered`: those something was proposed for between `moments`."""
        answers = NeedAnswer.objects.filter(need=models.OuterRef("pk"))
        unanswered = Q(~Exists(answers), closed_on=None)
        return in_one_row(
            self,
            open=Count("pk", Q(closed_on=None)),
            unanswered=Count("pk", unanswered),
            since=Min("created_at", filter=unanswered),
            answered=Count("pk", Q(Exists(answers.filter(at__range=moments)))),
        )

    def closed_lately(self, today):
        return self.filter(closed_on__gte=today - LATELY)

    def for_list(self):
        """Newest first, each with whether something was proposed."""
        answers = NeedAnswer.objects.filter(need=models.OuterRef("pk"))
        return (
            self.select_related("by")
            .annotate(answered=models.Exists(answers))
            .order_by("-created_at", "pk")
        )


class WorkplaceNeed(models.Model):
    """ "This is our need now". It names nobody and points at nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    tasks = models.TextField(_("Which tasks?"), max_length=500)
    where = models.CharField(_("Where?"), max_length=120, blank=True)
    hours = models.CharField(_("How much?"), max_length=120, blank=True)
    from_on = models.DateField(_("From when?"), null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    # What tells whoever asked that there is an answer; open until she has looked.
    todo = models.ForeignKey(Todo, models.SET_NULL, null=True, related_name="+")

    objects = WorkplaceNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need for a workplace")
        verbose_name_plural = _("needs for workplaces")
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["office", "closed_on", "-created_at"])]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return reverse("mentors:workplace_need_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.closed_on is None


class NeedAnswer(models.Model):
    """One or more workplaces that could be right, with a word about why."""

    need = models.ForeignKey(WorkplaceNeed, models.CASCADE, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    workplaces = models.ManyToManyField("Workplace", related_name="+")
    word = models.TextField(_("A word about it"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("answer to a need")
        verbose_name_plural = _("answers to needs")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.pk)
