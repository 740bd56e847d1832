"""What is kept of mails to mentors besides the mails: a stop for an address, an invitation."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from caseload.models import Participant
from mentors.relations.models import MentorRelation


class MailAddress(models.Model):
    """An address that mails go to, known by its keyed hash: one budget and one stop for each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address_hash = models.CharField(max_length=64, unique=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mail address")
        verbose_name_plural = _("mail addresses")

    def __str__(self):
        return str(self.pk)


class InvitationQuerySet(models.QuerySet):
    def standing(self, today):
        """In somebody's calendar and still to come, or today."""
        return self.filter(withdrawn_at=None, on__gte=today)

    def moved(self, today):
        """Still to come, and the next contact is agreed for another day by now, or for none.

        Today's has been kept, or is about to be: what is agreed next is another one.
        """
        moved = ~Q(participant__next_contact_on=F("on")) | Q(participant__next_contact_on=None)
        return self.filter(moved, withdrawn_at=None, on__gt=today)


class Invitation(models.Model):
    """The next contact as an entry in the mentor's calendar. Its id is the entry's UID."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="invitations")
    relation = models.ForeignKey(MentorRelation, models.CASCADE, related_name="invitations")
    on = models.DateField()
    at = models.TimeField(_("At what time? (optional)"), null=True, blank=True)
    # SEQUENCE: grows with each change, so that calendars know which one is the newest.
    number = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar invitation")
        verbose_name_plural = _("calendar invitations")
        indexes = [models.Index(fields=["on"], condition=Q(withdrawn_at=None), name="invited_on")]

    def __str__(self):
        return str(self.pk)
