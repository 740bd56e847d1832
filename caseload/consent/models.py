"""What a person lets the office tell, to whom and until when (*samtykke til å dele opplysninger*).

It lifts confidentiality, not the legal basis: what is told must still be needed at the workplace.
"""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from caseload.models.participant import Participant

LONGEST = datetime.timedelta(days=366)


class Topic(models.TextChoices):
    """What it is about. No "other": nobody could tell what such a consent covers."""

    HEALTH = "health", _("Health")
    WORK_CAPACITY = "work_capacity", _("What the person can do, and limits")
    LANGUAGE = "language", _("Language")
    AIDS = "aids", _("Aids and adaptation")
    EARLIER_WORK = "earlier_work", _("Earlier work and education")
    ECONOMY = "economy", _("Economy and housing")
    FAMILY = "family", _("Family and care")


class Receiver(models.TextChoices):
    MENTOR = "mentor", _("Mentor")
    EMPLOYER = "employer", _("Employer")
    COLLEAGUES = "colleagues", _("Colleagues at the workplace")
    LIAISON = "liaison", _("Employer liaison and employment specialist")
    HEALTH_SERVICE = "health_service", _("Health service")
    TRAINING = "training", _("School or training provider")
    MUNICIPALITY = "municipality", _("Help with debt or housing")
    NEXT_OF_KIN = "next_of_kin", _("Family")


AT_THE_WORKPLACE = (Receiver.MENTOR, Receiver.EMPLOYER, Receiver.COLLEAGUES)
OTHERS = tuple(receiver for receiver in Receiver if receiver not in AT_THE_WORKPLACE)


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        """Neither withdrawn nor given anew. Its period may have ended: see `in_force`."""
        return self.filter(ended_at=None)

    def in_force(self, today):
        """What counts today. A closed case or a new protection lets nothing be told."""
        return self.standing().filter(
            from_on__lte=today,
            until_on__gte=today,
            participant__ended_on=None,
            participant__protection=Participant.Protection.OPEN,
        )

    def allowing(self, topic, receiver, today):
        """Those that let this be told to this receiver today: one for each person who said yes."""
        return self.in_force(today).filter(topic=Topic(topic), receiver=Receiver(receiver))

    def for_page(self):
        return self.select_related("recorded_by", "ended_by").order_by("-recorded_at", "-pk")


class Consent(models.Model):
    """A yes to one topic for one receiver in one period. Never changed: given anew or withdrawn."""

    class How(models.TextChoices):
        ORAL = "oral", _("Oral")
        WRITTEN = "written", _("Written")

    class Ending(models.TextChoices):
        WITHDRAWN = "withdrawn", _("Withdrawn")
        RENEWED = "renewed", _("Given anew")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    topic = models.CharField(_("What may be told?"), max_length=20, choices=Topic)
    receiver = models.CharField(_("To whom?"), max_length=20, choices=Receiver)
    from_on = models.DateField(_("When did the person say yes?"), default=timezone.localdate)
    until_on = models.DateField(_("Until when?"))
    how = models.CharField(
        _("How did the person say yes?"), max_length=10, choices=How, default=How.ORAL
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    ended_how = models.CharField(max_length=10, choices=Ending, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent to share")
        verbose_name_plural = _("consents to share")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "topic", "receiver"],
                condition=Q(ended_at=None),
                name="one_consent_for_topic_and_receiver",
                violation_error_message=_("This consent is recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="consent_ends_after_it_began",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__lte=F("from_on") + LONGEST),
                name="consent_lasts_a_year_at_most",
                violation_error_message=_("A consent lasts a year at most. Then ask again."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_how="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_how="")),
                name="ended_consent_says_how_and_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.participant_id} {self.topic} {self.receiver}"

    def is_in_force(self, today):
        return (
            self.ended_at is None
            and self.from_on <= today <= self.until_on
            and self.participant.is_active
            and self.participant.protection == Participant.Protection.OPEN
        )
