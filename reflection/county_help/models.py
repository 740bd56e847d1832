"""What an office asks its county contact to help with."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import County, Office


class HelpRequestQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Those of the county for its contacts; those of the office for whoever speaks for it.

        Also what she has asked for herself there, whatever role she is in now.
        """
        if membership.is_county_contact:
            return self.filter(county=membership.county_id, taken_back_at=None)
        if not membership.reflects:
            return self.none()
        here = self.filter(office=membership.office_id)
        return here if membership.speaks_for_office else here.filter(by=membership.user_id)

    def open(self):
        return self.filter(answered_at=None, taken_back_at=None)

    def for_list(self):
        """With whom it is about; what waits stands first, the oldest on top, then the newest."""
        waiting_first = models.Case(models.When(HelpRequest.IS_OPEN, then="asked_at"))
        return self.select_related("office", "by", "taken_by", "answered_by").order_by(
            waiting_first.asc(nulls_last=True), "-asked_at", "pk"
        )


class HelpRequest(models.Model):
    """About how the office works and never about a person: it names nobody."""

    class Wanted(models.TextChoices):
        LEAD = "lead", _("Lead a meeting with us")
        START = "start", _("Start a group")
        METHOD = "method", _("A method")
        LEADERS = "leaders", _("Talk with the leaders")
        OTHER = "other", _("Something else")

    IS_OPEN = Q(answered_at=None, taken_back_at=None)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    # As the office's at the time.
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    wanted = models.CharField(_("What would you like help with?"), max_length=10, choices=Wanted)
    words = models.TextField(_("Tell a little about it"), max_length=500)
    by_on = models.DateField(_("By when? (optional)"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    answer = models.TextField(_("Your answer"), max_length=500, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("help asked for")
        verbose_name_plural = _("help asked for")
        indexes = [
            models.Index(fields=["county", "-asked_at"]),
            models.Index(fields=["office", "-asked_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(taken_back_at=None),
                name="help_is_answered_or_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | (~Q(answer="") & Q(answered_by__isnull=False)),
                name="answered_help_has_an_answer",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return reverse("reflection:county_help_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.answered_at is None and self.taken_back_at is None

    @property
    def state_text(self):
        if self.taken_back_at:
            return _("taken back")
        if self.answered_at:
            return _("answered")
        if self.taken_by:
            return _("%(name)s has taken it") % {"name": self.taken_by}
        return _("waits for an answer")
