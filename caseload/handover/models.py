"""Who handed whom to which colleague, with which words, and how it was answered."""

import datetime
import uuid

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg, StringAgg
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import Membership, Office
from caseload.models.participant import Participant


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Receipts of what she handed over herself, or what a leader moved for her while away.

        They stand for a month: later the history of each person says who was advisor when.
        """
        if not membership.sees_participants:
            return self.none()
        mine = Q(by=membership.user_id) | Q(giver=membership.user_id)
        recent = timezone.now() - Handover.RECEIPT_STANDS
        return self.filter(mine, office=membership.office_id, at__gte=recent)

    def unanswered(self):
        """With somebody who waits for an answer; `receivers` are the ids of those who owe it."""
        waits = Q(
            people__status__in=HandedOver.WAITING,
            people__participant__ended_on=None,
            people__participant__protection=Participant.Protection.OPEN,
        )
        return self.filter(waits).annotate(receivers=ArrayAgg("people__receiver", distinct=True))

    def for_list(self):
        """With to whom, how many, and how many of them wait for an answer."""
        seen = Q(people__participant__protection=Participant.Protection.OPEN)
        waiting = seen & Q(people__status=HandedOver.Status.OFFERED)
        listed = self.select_related("giver", "by").order_by("-at", "pk")
        return listed.annotate(
            receivers=StringAgg("people__receiver__name", ", ", distinct=True, filter=seen),
            number=Count("people", filter=seen),
            waiting=Count("people", filter=waiting),
        )


class Handover(models.Model):
    """What one sent page did: people of one advisor, to one or several colleagues."""

    RECEIPT_STANDS = datetime.timedelta(days=31)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # A leader moves people whose advisor has left or is ill: nobody waits for an answer then.
    at_once = models.BooleanField(default=False)
    # Sent with the page, but no longer there for whoever sent it: their names are not told.
    not_found = models.PositiveSmallIntegerField(default=0)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["-at", "pk"]
        indexes = [models.Index(fields=["giver", "-at"]), models.Index(fields=["by", "-at"])]

    def __str__(self):
        return f"{self.giver_id} {self.at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("caseload:handover_receipt", args=[self.pk])


class HandedOverQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Who gives and who receives; leaders those of their office or department.

        This names a person to a colleague who does not see her otherwise: she must know whom she
        is asked to take over.
        """
        if not membership.sees_participants:
            return self.none()
        shown = self.filter(
            participant__protection=Participant.Protection.OPEN,
            handover__office=membership.office_id,
        )
        by_me = Q(handover__by=membership.user_id)
        if membership.role == Membership.Role.OFFICE_LEADER:
            return shown
        if membership.role == Membership.Role.DEPARTMENT_LEADER:
            return shown.filter(by_me | Q(participant__department=membership.department_id))
        involved = Q(handover__giver=membership.user_id) | Q(receiver=membership.user_id)
        return shown.filter(by_me | involved)

    def waiting(self):
        """Not answered yet. Whose follow-up has ended meanwhile needs no answer."""
        return self.filter(status__in=HandedOver.WAITING, participant__ended_on=None)

    def offered(self):
        """Those somebody is asked to take over: they are hers when she says yes."""
        return self.waiting().filter(status=HandedOver.Status.OFFERED)

    def waiting_for(self, membership):
        return self.waiting().filter(receiver=membership.user_id)

    def returned_to(self, membership):
        """Given back and not read: to the advisor who offered, or to the leaders of those moved."""
        back = self.filter(
            status=HandedOver.Status.RETURNED, return_read_on=None, participant__ended_on=None
        )
        if membership.leads:
            return back.filter(handover__at_once=True)
        return back.filter(handover__at_once=False, handover__giver=membership.user_id)

    def standing(self):
        """What holds for a person's page, newest first: offered, moved or taken over."""
        held = [*HandedOver.WAITING, HandedOver.Status.ACCEPTED]
        named = self.annotate(giver_name=F("handover__giver__name"), to_name=F("receiver__name"))
        return named.filter(status__in=held).select_related("handover").order_by("-handover__at")

    def mentor_to_tell(self):
        """Taken over by today's advisor, and the mentor does not know it yet."""
        return self.filter(
            status__in=[HandedOver.Status.MOVED, HandedOver.Status.ACCEPTED],
            tells_mentor=True,
            mentor_told_on=None,
            receiver=F("participant__advisor"),
        )

    def for_list(self):
        return self.select_related(
            "participant__closer_follow_up", "receiver", "handover__giver", "handover__by"
        ).order_by("participant__sort_key", "pk")


class HandedOver(models.Model):
    """One person in a handover. Until it is accepted, whoever gives stays the advisor."""

    class Status(models.TextChoices):
        OFFERED = "offered", _("Waiting for an answer")
        MOVED = "moved", _("Moved by the leader")
        ACCEPTED = "accepted", _("Taken over")
        RETURNED = "returned", _("Returned")
        TAKEN_BACK = "taken_back", _("Taken back")
        FAILED = "failed", _("Not handed over")

    class Failure(models.TextChoices):
        ENDED = "ended", _("The follow-up has ended meanwhile.")
        REASSIGNED = "reassigned", _("She has got another advisor meanwhile.")
        WAITING = "waiting", _("She is handed over already and waits for an answer.")
        NO_MEMBERSHIP = "no_membership", _("The colleague does not follow people up here any more.")

    WAITING = (Status.OFFERED, Status.MOVED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handover = models.ForeignKey(Handover, models.CASCADE, related_name="people")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="handed_over")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    narrative = EncryptedTextField(
        _("What works, what the mentor knows, what is agreed"), max_length=2000, blank=True
    )
    was_closely = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.OFFERED)
    failure = models.CharField(max_length=20, choices=Failure, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    returned_why = EncryptedTextField(_("Why do you return her?"), max_length=500, blank=True)
    return_read_on = models.DateField(null=True, blank=True)
    # Had she a mentor when she was taken over? That mentor is told who is new: on which day.
    tells_mentor = models.BooleanField(default=False)
    mentor_told_on = models.DateField(null=True, blank=True)

    objects = HandedOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("person handed over")
        verbose_name_plural = _("people handed over")
        indexes = [models.Index(fields=["receiver", "status"])]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(status__in=["offered", "moved"]),
                name="waits_for_one_answer_at_a_time",
                violation_error_message=_("She is handed over already and waits for an answer."),
            ),
            models.CheckConstraint(
                condition=Q(status="failed") ^ Q(failure=""),
                name="what_failed_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.participant_id} → {self.receiver_id}"

    @property
    def is_waiting(self):
        return self.status in self.WAITING

    @property
    def is_offered(self):
        return self.status == self.Status.OFFERED

    @property
    def lacks_narrative(self):
        """Followed closely, and nothing is written for the colleague: said, never held back."""
        return self.was_closely and not self.narrative

    @property
    def waits_for_mentor(self):
        """Taken over, and nobody has told the mentor yet who is new."""
        taken_over = self.status in (self.Status.MOVED, self.Status.ACCEPTED)
        return taken_over and self.tells_mentor and self.mentor_told_on is None
