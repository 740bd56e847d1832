"""What is in the way of learning at an office: never who."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from reflection.barriers.outline import BY_CODE, Level, Source
from reflection.meetings.models import Meeting


class OfOneOfficeQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Everybody who reflects at the office, its leaders too; nobody of anywhere else."""
        if not membership.reflects or membership.office_id is None:
            return self.none()
        return self.filter(office=membership.office_id)


class OfficeHeading(models.Model):
    """A heading an office has added to the outline."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    level = models.CharField(_("Where does it lie?"), max_length=20, choices=Level)
    text = models.CharField(_("What is the heading called?"), max_length=80)
    added_on = models.DateField(default=timezone.localdate, editable=False)

    source = Source.OFFICE
    where = ""

    objects = OfOneOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("heading of an office")
        verbose_name_plural = _("headings of an office")
        ordering = ["added_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "text"],
                name="heading_once_at_an_office",
                violation_error_message=_("The office has a heading called this already."),
            )
        ]

    def __str__(self):
        return self.text


class Weight(models.TextChoices):
    LITTLE = "little", _("a little")
    SOME = "some", _("some")
    MUCH = "much", _("much")


class State(models.TextChoices):
    OPEN = "open", _("raised")
    WORKED_ON = "worked_on", _("being worked on")
    SMALLER = "smaller", _("smaller than it was")
    GONE = "gone", _("no longer in the way")
    SET_ASIDE = "set_aside", _("set aside")


IN_THE_WAY = (State.OPEN, State.WORKED_ON, State.SMALLER)


class BarrierQuerySet(OfOneOfficeQuerySet):
    def in_the_way(self):
        return self.filter(state__in=IN_THE_WAY)

    def no_longer(self):
        """Gone or set aside, the last one first."""
        return self.exclude(state__in=IN_THE_WAY).order_by("-looked_on", "-raised_on", "pk")

    def for_list(self):
        return self.select_related("office_heading", "owner")

    def for_figures(self):
        """Without its words."""
        return self.select_related("office_heading").defer("words", "set_aside_why")


class Barrier(models.Model):
    """One thing that is in the way, in words that name nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    # Either a code of outline.HEADINGS or a heading of the office.
    heading_code = models.CharField(max_length=40, blank=True, editable=False)
    office_heading = models.ForeignKey(
        OfficeHeading, models.PROTECT, null=True, editable=False, related_name="+"
    )
    words = models.TextField(_("What is in the way?"), max_length=300)
    weight = models.CharField(_("How much is it in the way?"), max_length=10, choices=Weight)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("Who keeps an eye on it?"),
        related_name="+",
    )
    what_is_done = models.TextField(_("What is done about it?"), max_length=500, blank=True)
    state = models.CharField(_("How is it now?"), max_length=20, choices=State, default=State.OPEN)
    set_aside_why = models.CharField(_("Why is it set aside?"), max_length=255, blank=True)
    raised_on = models.DateField(default=timezone.localdate, editable=False)
    looked_on = models.DateField(default=timezone.localdate, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, editable=False, related_name="barriers"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BarrierQuerySet.as_manager()

    class Meta:
        verbose_name = _("barrier")
        verbose_name_plural = _("barriers")
        ordering = ["-raised_on", "pk"]
        indexes = [
            models.Index(fields=["office", "state"]),
            models.Index(fields=["office", "-looked_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(heading_code="") ^ Q(office_heading=None),
                name="barrier_has_one_heading",
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(set_aside_why=""),
                name="barrier_set_aside_says_why",
                violation_error_message=_("Write why it is set aside."),
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return reverse("reflection:barrier_detail", args=[self.pk])

    @property
    def heading(self):
        """A Heading of the outline, or the OfficeHeading."""
        return self.office_heading or BY_CODE[self.heading_code]

    @property
    def is_in_the_way(self):
        return self.state in IN_THE_WAY


class BarrierLook(models.Model):
    """How much a barrier was in the way when somebody looked: the history, never rewritten."""

    barrier = models.ForeignKey(Barrier, models.CASCADE, related_name="looks")
    at = models.DateTimeField(default=timezone.now)
    weight = models.CharField(max_length=10, choices=Weight)
    state = models.CharField(max_length=20, choices=State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("look at a barrier")
        verbose_name_plural = _("looks at a barrier")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.barrier_id} {self.at:%Y-%m-%d}"
