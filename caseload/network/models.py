"""Who helps a person besides her advisor: inside Nav and outside, and who does what."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import Membership
from caseload.models.participant import Participant


class ConnectionQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Those of people she follows up; a liaison sees her own that still stand.

        Through hers a liaison is shown a person masked: access.shown_to_liaison says what. The
        person herself is not in Participant.visible_to for her, so no other page opens.
        """
        if membership.follows_up:
            return self.filter(participant__in=Participant.objects.visible_to(membership))
        if membership.role == Membership.Role.EMPLOYER_LIAISON and membership.office_id:
            return self.current().filter(
                user=membership.user_id,
                participant__office=membership.office_id,
                participant__protection=Participant.Protection.OPEN,
                participant__ended_on=None,
            )
        return self.none()

    def current(self):
        return self.filter(until=None)

    def inside_nav(self):
        return self.filter(kind__in=Connection.INTERNAL)

    def outside_nav(self):
        return self.exclude(kind__in=Connection.INTERNAL)

    def by_kind(self):
        """(kind, how many people have such a helper)."""
        people = models.Count("participant", distinct=True)
        return self.order_by().values_list("kind").annotate(people)

    def for_list(self):
        return self.select_related("user", "participant__advisor")


class Connection(models.Model):
    """One helper of one person, from when to when. Somebody who logs in, or a name."""

    class Kind(models.TextChoices):
        LIAISON = "liaison", _("Employer liaison")
        SPECIALIST = "specialist", _("Employment specialist")
        ASSISTIVE_TECHNOLOGY = "assistive_technology", _("Assistive technology centre")
        COLLEAGUE = "colleague", _("Colleague at Nav")
        HEALTH = "health", _("Health service")
        SCHOOL = "school", _("School")
        TRAINING_OFFICE = "training_office", _("Training office")
        PROVIDER = "provider", _("Provider of a measure")
        FAMILY = "family", _("Family or friend")
        DEBT = "debt", _("Help with debt")
        HOUSING = "housing", _("Help with housing")
        OTHER = "other", _("Somebody else")

    INTERNAL = frozenset({Kind.LIAISON, Kind.SPECIALIST, Kind.ASSISTIVE_TECHNOLOGY, Kind.COLLEAGUE})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="connections")
    kind = models.CharField(_("Who is it?"), max_length=30, choices=Kind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("Colleague at the office"),
        null=True,
        blank=True,
        related_name="+",
    )
    name = EncryptedTextField(_("Name"), max_length=120, blank=True)
    works_at = EncryptedTextField(_("Where"), max_length=120, blank=True)
    does = EncryptedTextField(_("Who does what?"), max_length=500)
    phone = EncryptedTextField(_("Phone"), max_length=30, blank=True)
    email = EncryptedTextField(_("E-mail"), max_length=254, blank=True)
    since = models.DateField(_("Since"), default=timezone.localdate)
    until = models.DateField(_("Until"), null=True, blank=True, editable=False)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("helper")
        verbose_name_plural = _("helpers")
        ordering = ["since", "pk"]
        indexes = [
            models.Index(fields=["user"], condition=Q(until=None), name="connection_of_user"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "user"],
                condition=Q(until=None),
                name="connected_once",
                violation_error_message=_("This colleague is connected already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="connection_ends_after_it_began",
                violation_error_message=_("It cannot end before it began."),
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def who(self):
        return self.user.name if self.user else self.name

    @property
    def is_internal(self):
        return self.kind in self.INTERNAL
