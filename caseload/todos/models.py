"""Things to do: what, who has it, and by when. Most are about a person, some are not."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import Office
from caseload.models.colleagues import StandIn
from caseload.models.participant import Participant

AHEAD = datetime.timedelta(days=14)
LATELY = datetime.timedelta(days=30)


class TodoQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Her own and those she stands in for, and whatever is about people she follows up.

        Leaders and liaisons have things of their own that are about nobody; what is about a
        person is read on that person's page, with the reason given there.
        """
        if not membership.sees_workplaces:
            return self.none()
        seen = Q(participant=None) & _owned(membership)
        if membership.follows_up:
            seen |= Q(participant__in=Participant.objects.visible_to(membership))
        return self.filter(seen, office=membership.office_id)

    def waiting_for(self, membership):
        """Open, hers to do or of somebody she stands in for; about nobody she does not see."""
        people = Q(participant=None) | Q(
            Q(owner=membership.user_id) | Q(participant__advisor=F("owner")),
            participant__protection=Participant.Protection.OPEN,
        )
        return self.open().filter(people, _owned(membership), office=membership.office_id)

    def open(self):
        return self.filter(done_on=None, dropped_on=None)

    def due_within(self, ahead, today):
        return self.filter(due_on__lte=today + ahead)

    def due(self, today):
        """To be done today or before; about nobody who is protected."""
        people = Q(participant=None) | Q(participant__protection=Participant.Protection.OPEN)
        return self.open().filter(people, due_on__lte=today)

    def done_lately(self, today):
        return self.filter(done_on__gte=today - LATELY)

    def for_list(self):
        return self.select_related("participant", "owner")

    def follow_advisor(self, before, after):
        """What the former advisor had to do for these people is the new one's."""
        return self.open().filter(owner=before).update(owner=after)

    def drop_open(self, why):
        """None of it is needed any longer, for this reason."""
        return self.open().update(dropped_on=timezone.localdate(), dropped_why=why)


def _owned(membership):
    """Q of the owners she is or stands in for, as one sub-query."""
    stood_in_for = StandIn.objects.active(timezone.localdate()).filter(stand_in=membership.user_id)
    passed_on = Q(owner__in=stood_in_for.values("advisor")) & ~Q(kind__in=Todo.OF_MEETINGS)
    return Q(owner=membership.user_id) | passed_on


class Todo(models.Model):
    """One thing to do. It ends as done, or as dropped with a reason; it never just vanishes."""

    class Kind(models.TextChoices):
        PLAIN = "plain", _("To do")
        CALL_MENTOR = "call_mentor", _("Call the mentor")
        CALL_PERSON = "call_person", _("Call the person")
        MENTOR_NEED = "mentor_need", _("For the mentor")
        FROM_MEETING = "from_meeting", _("Agreed in a meeting")
        SHARE_MEETING = "share_meeting", _("Share what the meeting taught")

    # What was said in a meeting is for those invited: no stand-in reads it or does it.
    OF_MEETINGS = (Kind.FROM_MEETING, Kind.SHARE_MEETING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="todos"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("Who does it?"), related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PLAIN, editable=False)
    what = EncryptedTextField(_("What is to be done?"), max_length=300, blank=True)
    due_on = models.DateField(_("By when?"))
    # The page where it is done, where that is a page of ours: an address without a host.
    link = models.CharField(max_length=200, blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    done_on = models.DateField(null=True, blank=True)
    done_how = EncryptedTextField(_("What was done? (optional)"), max_length=500, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_why = EncryptedTextField(_("Why is it no longer needed?"), max_length=255, blank=True)

    objects = TodoQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing to do")
        verbose_name_plural = _("things to do")
        ordering = ["due_on", "created_at", "pk"]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=Q(done_on=None, dropped_on=None),
                name="todo_open_by_owner",
            ),
            models.Index(
                fields=["due_on"],
                condition=Q(done_on=None, dropped_on=None),
                name="todo_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None),
                name="todo_is_done_or_dropped",
                violation_error_message=_("It is either done or no longer needed."),
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return reverse("caseload:todo_finish", args=[self.pk])

    @property
    def is_open(self):
        return self.done_on is None and self.dropped_on is None

    @property
    def text(self):
        """What is to be done in one line, without saying for whom."""
        if self.kind == self.Kind.PLAIN:
            return self.what
        return f"{self.get_kind_display()}: {self.what}" if self.what else self.get_kind_display()
