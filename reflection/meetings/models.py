"""One meeting: drafted before, held, and shared as far as those who were there decide."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import County, Membership, Office
from reflection.groups.models import Group
from reflection.reach import Reach, of_her_place, reaching
from reflection.themes import Theme


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Those she is invited to, those that were shared as far as her, and a leader's office's.

        What was said is for `read_by` alone: of the others she sees that they take place, when,
        and what their group shared.
        """
        if not membership.reflects:
            return self.none()
        seen = self._invited(membership) | (Q(state=Meeting.State.SHARED) & reaching(membership))
        if membership.leads:
            seen |= Q(office=membership.office_id)
        return self.filter(seen)

    def read_by(self, membership):
        """Those whose text she may read: she is invited, in the role she has now."""
        if not membership.reflects:
            return self.none()
        return self.filter(self._invited(membership))

    def for_reader(self, membership):
        """Each with `is_invited`, whether its text is hers to read, and `is_told`.

        The latter says whether its group has shared it as far as her. A leader sees that a meeting
        took place though it was shared with nobody but those invited.
        """
        if not membership.reflects:
            return self.none()
        told = Q(state=Meeting.State.SHARED) & reaching(membership)
        return self.annotate(
            is_invited=Case(When(self._invited(membership), then=True), default=False),
            is_told=Case(When(told, then=True), default=False),
        )

    def _invited(self, membership):
        invited = Invitee.objects.filter(meeting=OuterRef("pk"), user=membership.user_id)
        return Q(Exists(invited)) & of_her_place(membership)

    def taking_place(self):
        return self.exclude(state=Meeting.State.CANCELLED)

    def ahead(self, now):
        """Not over yet, the next one first. One that lasts longer than planned stays for a day."""
        a_day_ago = now - datetime.timedelta(days=1)
        return self.filter(state=Meeting.State.DRAFT, starts_at__gt=a_day_ago).order_by(
            "starts_at", "pk"
        )

    def to_come(self, now):
        """Planned and not begun: what a changed plan, a new member or a new place still reaches."""
        return self.filter(state=Meeting.State.DRAFT, began_at=None, starts_at__gt=now)

    def unshared(self):
        """Held, and nobody has said yet how far it may be told."""
        return self.filter(state=Meeting.State.HELD)

    def over(self):
        return self.filter(state__in=[Meeting.State.HELD, Meeting.State.SHARED])

    def for_list(self):
        return self.select_related("group", "facilitator")


class Meeting(models.Model):
    """One meeting of a group."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        HELD = "held", _("held, not shared yet")
        SHARED = "shared", _("shared")
        CANCELLED = "cancelled", _("cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    # As the group's at the time: asked for in every list.
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    # The time in the group's plan, which stays when the meeting is moved.
    planned_for = models.DateTimeField(null=True)
    starts_at = models.DateTimeField(_("When?"))
    minutes = models.PositiveSmallIntegerField(_("How long does it last?"), default=60)
    place = models.CharField(_("Where?"), max_length=120, blank=True)
    topic = models.CharField(
        _("What is the common theme?"), max_length=20, choices=Theme, blank=True
    )
    theme = models.CharField(_("What do we want to find out about it?"), max_length=200, blank=True)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name=_("Who leads the meeting?"),
        related_name="+",
    )
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("Who stands in?"),
        related_name="+",
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    # What the meeting is at, running or at rest.
    current = models.ForeignKey(
        "reflection.AgendaItem", models.SET_NULL, null=True, related_name="+"
    )
    began_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)
    # What this taught us beyond the case: written by the group, for as far as it says.
    summary = EncryptedTextField(
        _("What did this teach us beyond the case?"), max_length=2000, blank=True
    )
    reach = models.CharField(
        _("Who may read it?"), max_length=10, choices=Reach, default=Reach.GROUP
    )
    cancelled_why = models.CharField(max_length=200, blank=True)
    # Counts what calendars were told of this meeting, for SEQUENCE.
    calendar_number = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "pk"]
        indexes = [
            models.Index(fields=["office", "-starts_at"]),
            models.Index(fields=["county", "-starts_at"]),
            models.Index(fields=["state", "starts_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "planned_for"], name="meeting_once_in_the_plan"
            ),
            models.CheckConstraint(
                condition=~Q(state="shared") | Q(shared_at__isnull=False),
                name="shared_meeting_says_when",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return reverse("reflection:meeting_detail", args=[self.pk])

    @property
    def share_url(self):
        return reverse("reflection:meeting_share", args=[self.pk])

    @property
    def ends_at(self):
        return self.starts_at + datetime.timedelta(minutes=self.minutes)

    @property
    def can_be_moved(self):
        """Planned, and nobody has begun it. One that nobody held may be moved as well."""
        return self.state == self.State.DRAFT and self.began_at is None

    @property
    def is_to_come(self):
        """There is nothing to write down yet: it is to be prepared."""
        return self.can_be_moved and self.starts_at > timezone.now()

    @property
    def is_on_or_over(self):
        """What comes of it is written down."""
        return self.state != self.State.CANCELLED and not self.is_to_come

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_over(self):
        return self.state in (self.State.HELD, self.State.SHARED)

    @property
    def is_under_way(self):
        return self.began_at is not None and self.state == self.State.DRAFT


class InviteeQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Who was invited, and who was there, is for those invited: nobody else is shown a list."""
        return self.filter(meeting__in=Meeting.objects.read_by(membership))

    def who_came(self):
        return self.filter(was_there=True)

    def leaders(self):
        return self.filter(role__in=Membership.LEADS)

    def unanswered(self):
        return self.filter(answer="", user__is_active=True)

    def for_list(self):
        return self.select_related("user").order_by("user__name", "pk")


class Invitee(models.Model):
    """Somebody who is expected. That she was there is kept; that she was not, is not said."""

    class Answer(models.TextChoices):
        COMING = "coming", _("Coming")
        NOT_COMING = "not_coming", _("Cannot come")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitees")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # What she was when she was invited: a leader was there as a leader.
    role = models.CharField(max_length=30, choices=Membership.Role)
    answer = models.CharField(max_length=20, choices=Answer, blank=True)
    was_there = models.BooleanField(default=False)
    invited_at = models.DateTimeField(default=timezone.now)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("invited to a meeting")
        verbose_name_plural = _("invited to a meeting")
        indexes = [models.Index(fields=["user", "meeting"])]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="invited_once_to_a_meeting")
        ]

    def __str__(self):
        return f"{self.meeting_id} {self.user_id}"

    @property
    def is_leader(self):
        return self.role in Membership.LEADS
