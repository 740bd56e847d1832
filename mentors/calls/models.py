"""What a mentor tells by her personal link: all is well, or somebody should call."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import Membership
from accounts.written import in_one_row
from caseload.models import Participant, StandIn
from mentors.models.placements import Mentorship
from mentors.relations.models import MentorRelation
from notifications.working_days import next_working_day, working_days_after

PURPOSE = "call"  # of the links
COLLEAGUES_AFTER = 2  # working days without an answer
LEADER_AFTER = 1  # more
LATELY = datetime.timedelta(days=30)
WORK_BEGINS = datetime.time(8)
LEADER_ASKED = Q(leader_asked_at__isnull=False)


class CallQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Those of hers; and one that colleagues or leaders are asked about, until it is taken."""
        if not membership.sees_participants:
            return self.none()
        here = self.filter(relation__mentor__workplace__office=membership.office_id)
        hers, asked = here.hers(membership).values("pk"), here.asking(membership).values("pk")
        return here.filter(Q(pk__in=hers) | Q(pk__in=asked))

    def hers(self, membership):
        """To her, to whom she stands in for, or about people she follows along."""
        if not membership.follows_up:
            return self.none()
        relations = MentorRelation.objects.visible_to(membership)
        return self.filter(_to_her(membership) | Q(relation__in=relations.values("pk")))

    def waiting_for(self, membership):
        """The open ones that she is to do something about: they stand above her bench."""
        here = self.open().filter(relation__mentor__workplace__office=membership.office_id)
        asked = Q(pk__in=here.asking(membership).values("pk"))
        hers = _to_her(membership) & Q(pk__isnull=not membership.follows_up)
        return here.annotate(is_hers=ExpressionWrapper(hers, models.BooleanField())).filter(
            asked | Q(is_hers=True)
        )

    def asking(self, membership):
        """Open ones for which everybody at the office, or the leaders, are asked by now."""
        waiting = self.open().filter(_not_taken(membership))
        if membership.leads:
            return waiting.filter(_led_by(membership), LEADER_ASKED)
        if membership.follows_up:
            return waiting.filter(colleagues_asked_at__isnull=False)
        return self.none()

    def numbers_for(self, leader):
        """Open calls at her office or department, and how many she is asked about: in one row.

        Those of a mentor whose candidates with this advisor are all protected are in no number.
        """
        unprotected = Mentorship.objects.filter(
            mentor=OuterRef("relation__mentor"),
            placement__participant__advisor=OuterRef("relation__advisor"),
            placement__participant__protection=Participant.Protection.OPEN,
        )
        calls = self.open().filter(
            _led_by(leader),
            Exists(unprotected),
            relation__mentor__workplace__office=leader.office_id,
        )
        asked = _not_taken(leader) & LEADER_ASKED
        return in_one_row(calls, open=Count("pk"), asked=Count("pk", asked))

    def open(self):
        """Somebody is still to call."""
        return self.filter(answered_on=None).exclude(chosen=Call.Choice.ALL_WELL)

    def about_somebody_followed_up(self):
        """Of mentors with a candidate of this advisor now; nobody is told of a protected one."""
        return self.filter(relation__in=MentorRelation.objects.current())

    def colleagues_due(self, now):
        """Unanswered for so long that colleagues at the office are asked."""
        return self.open().filter(
            colleagues_due_at__lte=now, colleagues_asked_at=None, taken_by=None
        )

    def leader_due(self, now):
        return self.open().filter(leader_due_at__lte=now, leader_asked_at=None)

    def lately(self, now):
        return self.filter(at__gt=now - LATELY)

    def for_bench(self):
        return self.select_related("relation__mentor__workplace", "relation__advisor", "taken_by")


def _to_her(membership):
    absent = StandIn.objects.active(timezone.localdate()).filter(stand_in=membership.user_id)
    return Q(relation__advisor=membership.user_id) | Q(
        relation__advisor__in=absent.values("advisor")
    )


def _not_taken(membership):
    """By somebody else."""
    return Q(taken_by=None) | Q(taken_by=membership.user_id)


def _led_by(membership):
    """A department leader is asked about the department's advisors, an office leader about all."""
    if membership.role != Membership.Role.DEPARTMENT_LEADER:
        return Q()
    hers = Membership.objects.active(timezone.localdate()).filter(
        department=membership.department_id
    )
    return Q(relation__advisor__in=hers.values("user"))


class Call(models.Model):
    """One answer by a mentor. With several candidates it is about one of them: she does not say."""

    class Choice(models.TextChoices):
        ALL_WELL = "all_well", _("All is well")
        CALL_ME = "call_me", _("Please call me")
        # What to do about it is to call: it is not written down anywhere as absence.
        NOT_AT_WORK = "not_at_work", _("Not at work today, call me")
        WORRIED = "worried", _("I am worried")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relation = models.ForeignKey(MentorRelation, models.CASCADE, related_name="calls")
    chosen = models.CharField(_("How is it going?"), max_length=20, choices=Choice)
    words = EncryptedTextField(
        _("Do you want to say something more? (optional)"), max_length=1000, blank=True
    )
    preferred_time = EncryptedTextField(
        _("When does it suit you that we call? (optional)"), max_length=80, blank=True
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    # Made when the page is opened, so that a form sent twice is one call.
    submission = models.UUIDField()

    colleagues_due_at = models.DateTimeField(null=True, editable=False)
    colleagues_asked_at = models.DateTimeField(null=True, editable=False)
    leader_due_at = models.DateTimeField(null=True, editable=False)
    leader_asked_at = models.DateTimeField(null=True, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    answered_on = models.DateField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_how = EncryptedTextField(_("What was done?"), max_length=500, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call from a mentor")
        verbose_name_plural = _("calls from mentors")
        ordering = ["-at", "pk"]
        indexes = [
            models.Index(
                fields=["relation", "at"],
                condition=Q(answered_on=None) & ~Q(chosen="all_well"),
                name="call_open",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["relation", "submission"], name="one_call_for_each_form"
            ),
            models.CheckConstraint(
                condition=Q(chosen="all_well") ^ Q(leader_due_at__isnull=False),
                name="call_for_help_is_due",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def save(self, *args, **kwargs):
        if self._state.adding and self.chosen != self.Choice.ALL_WELL:
            self.colleagues_due_at = after_working_days(self.at, COLLEAGUES_AFTER)
            self.leader_due_at = after_working_days(self.at, COLLEAGUES_AFTER + LEADER_AFTER)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("mentors:call_detail", args=[self.pk])

    @property
    def mentor(self):
        return self.relation.mentor

    @property
    def is_open(self):
        return self.answered_on is None and self.chosen != self.Choice.ALL_WELL


def after_working_days(at, number):
    """The same time so many working days later; what came on a day off counts from the morning."""
    local = timezone.localtime(at)
    day = next_working_day(local.date())
    time = local.time() if day == local.date() else WORK_BEGINS
    return timezone.make_aware(datetime.datetime.combine(working_days_after(day, number), time))
