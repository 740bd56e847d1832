"""Who has said yes to being asked by e-mail, and which mails went: days only, and no answer."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentors.letters.kinds import SurveyKind
from mentors.models import ContactPerson, Placement
from surveys.invitations.models import Invitation

# A mail is of use to us for this long: nobody is asked twice within it.
ASKED_AGAIN_AFTER = datetime.timedelta(days=180)


class ContactConsentQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_on=None)


class ContactConsent(models.Model):
    """A contact person's yes to being asked in surveys. It says nothing of any answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(ContactPerson, models.CASCADE, related_name="survey_consents")
    # Which of the texts in consent_texts.py was said or read.
    text_version = models.PositiveSmallIntegerField()
    given_on = models.DateField(_("When?"), default=timezone.localdate)
    obtained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)

    objects = ContactConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent to be asked in surveys")
        verbose_name_plural = _("consents to be asked in surveys")
        ordering = ["-given_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(withdrawn_on=None),
                name="one_standing_survey_consent",
            )
        ]

    def __str__(self):
        return str(self.pk)


class InvitationMailQuerySet(models.QuerySet):
    def asked_lately(self, address_hash, today):
        """That somebody with this address was asked, or is about to be. Answered or not."""
        lately = Q(sent_on=None) | Q(sent_on__gt=today - ASKED_AGAIN_AFTER)
        return self.filter(
            lately, kind=SurveyKind.SURVEY, invitation__contact__email_hash=address_hash
        )

    def to_remind_of(self, days):
        """Asked on one of these days, without an answer or a reminder yet."""
        reminded = self.model.objects.filter(
            invitation=OuterRef("invitation"), kind=SurveyKind.SURVEY_REMINDER
        )
        return self.filter(
            ~Exists(reminded),
            kind=SurveyKind.SURVEY,
            sent_on__in=days,
            invitation__is_spent=False,
        )


class InvitationMail(models.Model):
    """That an invitation was sent by mail, or reminded of. Gone with what links it to a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=20, choices=SurveyKind)
    # The day it went; none as long as it waits, or when a reminder never went.
    sent_on = models.DateField(null=True)
    # Why she is asked, looked at again at the moment of sending.
    placement = models.ForeignKey(Placement, models.SET_NULL, null=True, related_name="+")

    objects = InvitationMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail of an invitation")
        verbose_name_plural = _("mails of invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "kind"], name="one_mail_of_a_kind_for_an_invitation"
            )
        ]

    def __str__(self):
        return str(self.pk)
