"""What a mentor says when a placement has ended: named, unlike the survey that comes later."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from caseload.models import Participant
from mentors.models.placements import Mentorship, Placement
from mentors.models.workplaces import ContactPerson
from mentors.relations.models import contact_agreed

# A form nobody could be asked to fill in for so long is not sent any more: it would surprise.
STALE = datetime.timedelta(days=14)


class ClosingFormQuerySet(models.QuerySet):
    def open(self):
        """Neither answered nor known in another way."""
        return self.filter(answered_at=None, settled_at=None)

    def to_ask(self, today):
        return self.open().filter(asked_at=None, ask_on__lte=today, ask_on__gt=today - STALE)

    def to_remind(self, today):
        return self.open().filter(
            reminded_at=None, remind_on__lte=today, remind_on__gt=today - STALE
        )


class ClosingForm(models.Model):
    """One mentor's word on one placement that ended: asked for once, reminded of once."""

    class Ended(models.TextChoices):
        STAYS = "stays", _("The person stays here in a job")
        WENT_ON = "went_on", _("The person went on to something else")
        AS_PLANNED = "as_planned", _("It ended as planned")
        EARLY = "early", _("It ended earlier than planned")
        OTHER = "other", _("Something else")

    class Again(models.TextChoices):
        GLADLY = "gladly", _("Yes, gladly")
        IF = "if", _("Yes, if something is different")
        NO = "no", _("No")
        DONT_KNOW = "dont_know", _("I don't know")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="closing_forms")
    mentor = models.ForeignKey(ContactPerson, models.CASCADE, related_name="closing_forms")
    ask_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    remind_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    # "We know it already": nobody is asked or reminded any more.
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    answered_at = models.DateTimeField(null=True)
    # Who wrote it down on the phone; nobody where the mentor did it herself.
    filled_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended = EncryptedTextField(_("How did it end?"), max_length=20, choices=Ended, blank=True)
    gained = EncryptedTextField(
        _("What did the person gain from the time with you?"), max_length=1000, blank=True
    )
    needed = EncryptedTextField(_("What did you need from us at Nav?"), max_length=1000, blank=True)
    again = EncryptedTextField(
        _("Would you be a mentor again?"), max_length=20, choices=Again, blank=True
    )

    objects = ClosingFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("closing form")
        verbose_name_plural = _("closing forms")
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "mentor"], name="one_closing_form_for_each_mentor"
            )
        ]
        indexes = [
            models.Index(
                fields=["ask_on"],
                condition=Q(asked_at=None, answered_at=None, settled_at=None),
                name="closing_to_ask",
            ),
            models.Index(
                fields=["remind_on"],
                condition=Q(reminded_at=None, answered_at=None, settled_at=None),
                name="closing_to_remind",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def is_open(self):
        return self.answered_at is None and self.settled_at is None

    @property
    def agreed_mentorships(self):
        """What lets Nav write to this mentor about it: the candidate's yes, as it stands now."""
        return contact_agreed(
            Mentorship.objects.filter(
                mentor=self.mentor_id,
                placement=self.placement_id,
                placement__ended_on__isnull=False,
                placement__participant__ended_on=None,
                placement__participant__protection=Participant.Protection.OPEN,
            )
        )

    @property
    def is_one_of_several(self):
        """Has the mentor been asked about another placement lately? Then the day tells them apart.

        Otherwise the page says nothing of the candidate at all.
        """
        lately = timezone.now() - datetime.timedelta(days=60)
        others = ClosingForm.objects.filter(mentor=self.mentor_id, asked_at__gte=lately)
        return others.exclude(pk=self.pk).exists()
