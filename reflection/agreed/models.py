"""What a group has agreed to do: a thing to do on somebody's bench, which ends there or here."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from caseload.models import Todo
from reflection.meetings.models import Meeting

OPEN = Q(todo__done_on=None, todo__dropped_on=None)


class AgreedActionQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """For those invited to its meeting or to a later one of the group, which looks back on it.

        Whoever has it to do sees it too, wherever it was agreed.
        """
        meetings = Meeting.objects.read_by(membership).filter(
            group=OuterRef("meeting__group"), starts_at__gte=OuterRef("meeting__starts_at")
        )
        hers = Todo.objects.visible_to(membership).filter(kind=Todo.Kind.FROM_MEETING)
        return self.filter(Q(Exists(meetings)) | Q(todo__in=hers))

    def open(self):
        return self.filter(OPEN)

    def open_or_ended_after(self, day):
        return self.filter(OPEN | Q(todo__done_on__gt=day) | Q(todo__dropped_on__gt=day))

    def for_list(self):
        """What is due first on top, each with whether its owner still has a bench there."""
        here = Membership.objects.active(timezone.localdate()).filter(
            user=OuterRef("todo__owner"),
            user__is_active=True,
            office=OuterRef("todo__office"),
            role__in=Membership.SEES_WORKPLACES,
        )
        return (
            self.select_related("meeting", "todo__owner")
            .annotate(owner_is_here=Exists(here))
            .order_by("todo__due_on", "todo__created_at", "pk")
        )


class AgreedAction(models.Model):
    """One thing agreed in a meeting. What, who, by when and how it ended are the todo's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agreed")
    todo = models.OneToOneField(Todo, models.PROTECT, related_name="agreed")
    # How often a later meeting gave it more time: a fact, and nobody's fault.
    times_carried = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgreedActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreed in a meeting")
        verbose_name_plural = _("agreed in meetings")
        ordering = ["pk"]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return reverse("reflection:agreed_detail", args=[self.pk])

    @property
    def what(self):
        return self.todo.what

    @property
    def owner(self):
        return self.todo.owner

    @property
    def due_on(self):
        return self.todo.due_on

    @property
    def is_open(self):
        return self.todo.is_open

    @property
    def is_looked_back_on(self):
        """Its own meeting is over: whoever meets now gives it more time, or lets it end."""
        return self.meeting.is_over or self.meeting.ends_at < timezone.now()
