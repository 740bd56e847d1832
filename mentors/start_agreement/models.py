"""What candidate, mentor and advisor agreed at the start meeting, printed for all three."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField


class StartAgreement(models.Model):
    """One version. Agreed anew it is a new row: what was agreed earlier can still be read."""

    class Background(models.TextChoices):
        """How much a mentor wants to know beforehand; one wanted a blank sheet."""

        NOTHING = "nothing", _("Nothing: a blank sheet")
        A_LITTLE = "a_little", _("A little")
        FOR_THE_TASKS = "for_the_tasks", _("What is needed for the tasks")
        ALL = "all", _("All that the candidate will tell")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(
        "mentors.Placement", models.CASCADE, related_name="start_agreements"
    )
    number = models.PositiveSmallIntegerField()
    agreed_on = models.DateField(_("When was it agreed?"), default=timezone.localdate)
    mentor = models.ForeignKey(
        "mentors.ContactPerson",
        models.PROTECT,
        verbose_name=_("Mentor"),
        null=True,
        blank=True,
        related_name="+",
    )
    present = EncryptedTextField(_("Who was present?"), max_length=255, blank=True)
    goal = EncryptedTextField(_("What is the goal?"), max_length=1000)
    training_plan = EncryptedTextField(_("Training plan"), max_length=2000, blank=True)
    at_work = EncryptedTextField(_("Who does what at work?"), max_length=1000, blank=True)
    outside_work = EncryptedTextField(_("Who does what outside work?"), max_length=1000, blank=True)
    when_to_call = EncryptedTextField(_("Whom do we call, and when?"), max_length=1000, blank=True)
    contact = EncryptedTextField(_("How do we keep contact?"), max_length=500, blank=True)
    background = models.CharField(
        _("How much does the mentor want to know beforehand?"), max_length=20, choices=Background
    )
    contact_agreed_on = models.DateField(
        _("The candidate agreed to contact between Nav and the workplace on"), null=True, blank=True
    )
    look_again_on = models.DateField(_("Look at it again on"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("start agreement")
        verbose_name_plural = _("start agreements")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "number"],
                name="one_start_agreement_of_each_number",
                violation_error_message=_("Somebody else has agreed it anew meanwhile."),
            )
        ]

    def __str__(self):
        return f"{self.placement_id} {self.number}"

    @property
    def parts(self):
        """(question, what was agreed) in the order of the paper, without those left open."""
        names = ["goal", "training_plan", "at_work", "outside_work", "when_to_call", "contact"]
        said = [(name, getattr(self, name)) for name in names]
        said.append(("background", self.get_background_display()))
        if self.contact_agreed_on:
            said.append(("contact_agreed_on", date_format(self.contact_agreed_on, "j. F Y")))
        said.append(("present", self.present))
        return [(self._meta.get_field(name).verbose_name, text) for name, text in said if text]

    @property
    def was_with_another_mentor(self):
        """There is a mentor now, and it is not the one who agreed."""
        mentors = {m.mentor_id for m in self.placement.mentorships.all() if m.ended_on is None}
        return bool(mentors) and self.mentor_id not in mentors

    @property
    def is_due(self):
        return self.look_again_on is not None and self.look_again_on <= timezone.localdate()
